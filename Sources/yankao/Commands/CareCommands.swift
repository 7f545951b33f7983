import App
import ArgumentParser
import Foundation
import Storage

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "備份；網站可以繼續使用。 Back up while the site goes on.",
        discussion: "SQLite: 一個可直接打開的檔案。PostgreSQL: pg_dump 的 custom 格式。")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "備份檔；不會覆寫已有的檔案。 File to make; never overwrites.")
    var file: String

    func run() async throws {
        try await reporting {
            do {
                try await Care.backup(shared.configuration(), to: file)
            } catch let error as CareError {
                throw Failure(error.description, .unavailable)
            }
            print("已備份到 \(file)。 Done.")
        }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "從備份還原到空的資料庫；請先停止網站。 Restore into an empty database; stop the site first.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "備份檔。 Backup file.")
    var file: String

    func run() async throws {
        try await reporting {
            do {
                try await Care.restore(shared.configuration(), from: file)
            } catch let error as CareError {
                throw Failure(error.description, .data)
            }
            print("已從 \(file) 還原，檢查無誤。 Restored and checked.")
        }
    }
}

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "檢查這個安裝是否健全。 Check this installation.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await reporting {
            let findings = try await Care.examine(shared.configuration())
            for finding in findings { print("\(finding.isGood ? "✓" : "✗") \(finding.text)") }
            if findings.contains(where: { !$0.isGood }) { throw ExitCode(Failure.Status.unavailable.rawValue) }
        }
    }
}
