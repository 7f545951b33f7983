import App
import ArgumentParser
import Foundation
import Kernel
import Matters

struct ProceduresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedures", abstract: "列出流程，或寫成說明文件。 Procedures, or their documentation as files.")

    @Option(help: "寫進這個資料夾，一種流程一個檔案。 Writes a file for each into this folder.")
    var folder: String?

    func run() async throws {
        try await reporting {
            guard let folder else {
                Console.table(Procedures.all.map { [$0.id, $0.title.key, "v\($0.version)", "\($0.states.count)", "\($0.actions.count)"] })
                return
            }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in try Procedures.documents() {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"), options: .atomic)
                print("\(folder)/\(name)")
            }
        }
    }
}
