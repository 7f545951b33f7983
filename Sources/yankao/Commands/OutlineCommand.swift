import ArgumentParser
import Formats

struct OutlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outline", abstract: "讀出文件的編號大綱。 Read a document's numbered outline.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case tree, json, csv
    }

    @Argument(help: "文字、PDF、ODT 或 Word 檔；- 是標準輸入。 Text, PDF, ODT or Word; - is standard input.")
    var file: String

    @Option(help: "tree、json 或 csv。")
    var format: Format = .tree

    @Option(help: "讀 PDF 最多幾秒，預設 30。 Seconds that reading a PDF may take.")
    var seconds: Int?

    func validate() throws {
        if let seconds, !(1...3600).contains(seconds) { throw ValidationError("--seconds 要在 1 到 3600 之間。 It is a number from 1 to 3600.") }
    }

    func run() async throws {
        try await reporting {
            let outline = try Documents.outline(file, seconds: seconds)
            switch format {
            case .tree: Console.write(Array(outline.tree().utf8))
            case .json: Console.write(outline.json(.chinese).prettyUTF8() + [10])
            case .csv: Console.write(outline.csv())
            }
            for warning in outline.warnings { Console.error("\(file):\(warning.line): \(warning.message(.chinese))") }
        }
    }
}
