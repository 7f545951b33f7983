import App
import ArgumentParser
import Formats
import Foundation
import Kernel
import Storage

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "匯入、列出辦公日曆。 Import and list office calendars.", subcommands: [Import.self, Provisional.self, List.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "匯入一年或幾年的政府行政機關辦公日曆表（CSV）；修正版取代原來的。 Import years of the official calendar; a revision replaces.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "檔名，依序匯入。 Files, in order.")
        var files: [String]

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    for file in files {
                        guard let data = FileManager.default.contents(atPath: file) else { throw Failure("讀不到 \(file)。 Cannot read it.", .data) }
                        let name = URL(fileURLWithPath: file).lastPathComponent
                        do {
                            print(Self.said(try await installation.city.importCalendar(Array(data), named: name, as: .operatorAtConsole)))
                        } catch let error as OfficeCalendarError {
                            let faults = zip(error.messages(.chinese), error.messages(.english)).map { "\($0) \($1)" }
                            throw Failure("\(file) 沒有匯入任何一天。 Nothing was imported.\n" + faults.prefix(20).joined(separator: "\n"), .data)
                        }
                    }
                }
            }
        }

        private static func said(_ outcome: CalendarImport) -> String {
            switch outcome {
            case .imported(let year, let changed): "民國 \(year - 1911) 年的辦公日曆已匯入，\(changed) 天不同。 Imported; \(changed) days differ."
            case .unchanged(let year): "民國 \(year - 1911) 年：內容相同，沒有任何改變。 Nothing changed."
            }
        }
    }

    struct Provisional: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "還沒有正式檔案時，開放一年暫定的辦公日曆：週末加上法律固定日期的放假日。 Open a year provisionally: weekends and fixed holidays.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "民國年，例如 116。 The ROC year, such as 116.")
        var year: Int

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let isOpened = try await installation.city.openProvisionalYear(year + 1911, as: .operatorAtConsole)
                    print(isOpened ? "民國 \(year) 年的辦公日曆暫定了。 Opened provisionally." : "民國 \(year) 年已經有了，沒有改變。 Already there; nothing changed.")
                }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出已匯入的年度。 List the years that were imported.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let years = try await installation.city.store.read { try CalendarQueries.years($0) }
                    Console.table(
                        [["年度", "檔名", "匯入時間", "雜湊值"]]
                            + years.map {
                                [
                                    String($0.year - 1911) + ($0.isProvisional ? "（暫定）" : ""), $0.fileName, $0.importedAt.description,
                                    String($0.digest.prefix(16)),
                                ]
                            })
                }
            }
        }
    }
}
