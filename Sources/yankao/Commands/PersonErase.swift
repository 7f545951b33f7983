import App
import ArgumentParser
import Kernel
import Storage

extension PersonCommand {
    /// For good: nobody can bring it back, also not from backups made afterwards.
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "依法刪除一個人的個人資料，無法復原。 Erase a person's data, for good.",
            discussion: "這個人做過的事留在紀錄簿，但不再對應到任何人。以前的備份要另外處理。 Backups made before have to be dealt with elsewhere.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "登入帳號。 Handle.")
        var handle: String

        @Option(help: "依據，會永遠留在紀錄簿，不要寫個人資料。 The law it rests on; stays for ever, so no personal data.")
        var basis: String

        @Option(help: "再寫一次帳號，確定不是打錯。 The handle once more.")
        var confirm: String

        func run() async throws {
            try await reporting {
                guard confirm == handle else { throw Failure("--confirm 和帳號不同，沒有刪除任何東西。 Nothing was erased.", .usage) }
                try await shared.with { installation in
                    let city = installation.city
                    let wanted = handle
                    let known = try await city.store.point { try PersonQueries.credentials(handle: wanted, $0) }
                    guard let known, let gaps = try await PersonErasure(city).run(known.id, basis: basis, as: .operatorAtConsole) else {
                        throw Failure("沒有「\(handle)」這個帳號。 No such handle.", .data)
                    }
                    print("已刪除。 Erased.")
                    for gap in gaps { Console.error("! " + Self.sentence(gap)) }
                }
            }
        }

        private static func sentence(_ gap: ScrubGap) -> String {
            switch gap {
            case .writeAheadLog:
                "PostgreSQL 的交易紀錄（pg_wal）裡可能還有：請設定 wal_recycle=off，並由管理者執行 SELECT pg_switch_wal(); CHECKPOINT;。封存的交易紀錄請依保存期限刪除。 The write-ahead log may still hold it."
            case .statistics: "PostgreSQL 的統計資料裡可能還有：請由管理者執行 VACUUM FULL pg_statistic;。 The statistics may still hold it."
            case .busyReaders: "有人正在讀取，SQLite 的 -wal 檔還沒清掉：重新啟動網站就會清掉。 The log is still in use; restart the site."
            }
        }
    }
}
