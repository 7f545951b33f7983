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

    func run() async throws {
        try await reporting {
            let outline = try Documents.outline(file)
            switch format {
            case .tree: Console.write(Array(outline.tree().utf8))
            case .json: Console.write(outline.json(.chinese).prettyUTF8() + [10])
            case .csv: Console.write(outline.csv())
            }
            for warning in outline.warnings { Console.error("\(file):\(warning.line): \(warning.message(.chinese))") }
        }
    }
}
