import App
import ArgumentParser
import Formats
import Kernel

struct MinutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes",
        abstract: "讀會議紀錄，列出要列管的事項、主（協）辦機關和期限。 Read minutes: what they ask of agencies, of whom, by when.",
        discussion: """
            只讀檔案，不碰資料庫；認得的機關是新安裝時的那些，或 --agencies 指的清單（id,code,name,short_name）。
            Reads the file alone, no database. It knows the agencies that a new installation begins with, or those of --agencies.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    @Argument(help: "文字、PDF、ODT 或 Word 檔；- 是標準輸入。 Text, PDF, ODT or Word; - is standard input.")
    var file: String

    @Option(help: "csv 或 json。")
    var format: Format = .csv

    @Option(help: "開會日期，西元年月日；檔案裡沒寫時才用。 Day of the meeting, where the file does not say.")
    var held: String?

    @Option(help: "機關清單 CSV。 A list of agencies.")
    var agencies: String?

    @Option(help: "本府的全名。 The government's full name.")
    var government = "臺南市政府"

    func validate() throws {
        if let held, CivilDate(iso: held) == nil { throw ValidationError("--held 要像 2026-11-24。 It is a day, such as 2026-11-24.") }
    }

    func run() async throws {
        try await reporting {
            let known = try agencies.map { try AgencyQueries.read(csv: Console.read($0, upTo: 4 << 20)) } ?? Installation.firstAgencies()
            let reader = MinutesReader(agencies: known.map { ($0.id, [$0.name, $0.shortName]) }, government: government)
            let minutes = reader.read(try Documents.source(file), heldOn: held.flatMap { CivilDate(iso: $0) })
            switch format {
            case .csv: Console.write(minutes.csv())
            case .json: Console.write(minutes.json.prettyUTF8() + [10])
            }
        }
    }
}
