import App
import Formats
import Foundation
import Kernel
import Logging
import Markup
import Search
import Storage

/// A hundred thousand documents to search in, which the product knows nothing of: `fill COUNT FOLDER`, where the folder holds the real titles and
/// sentences they are made of. Configured by the product's variables.
@main
enum BenchSearch {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, arguments[1] == "fill", let count = Int(arguments[2]) else {
            return FileHandle.standardError.write(Data("usage: bench-search fill COUNT FOLDER\n".utf8))
        }
        let configuration = try await YankaoConfiguration(file: nil, flags: [:])
        let logger = Logger(label: "bench-search") { StreamLogHandler.standardError(label: $0) }
        let installation = try await Installation.open(configuration, logger: logger)
        let documents = try SyntheticDocuments(folder: URL(fileURLWithPath: arguments[3]), count: count)
        print(try await SearchFollowing(city: installation.city, searchables: [documents.searchable]).rebuild())
        await installation.city.store.close()
    }
}

/// Titles of datasets with a place and a number, over sentences of council bills: about 250 characters each, most of which name the city.
struct SyntheticDocuments: Sendable {
    private let titles: [String]
    private let sentences: [String]
    private let count: Int
    private static let places = ["安南區", "永康區", "東區", "北區", "中西區", "安平區", "新營區", "白河區", "善化區", "歸仁區", "玉井區", "左鎮區"]

    init(folder: URL, count: Int) throws {
        func column(_ file: String) throws -> [String] {
            try CSV.read(Array(Data(contentsOf: folder.appendingPathComponent(file)))).dropFirst().map { $0[1] }
        }
        titles = try column("datasets.csv")
        sentences = try column("bills.csv").map { String($0.prefix(120)) }
        self.count = count
    }

    var searchable: Searchable {
        Searchable(
            "bench/document", [(kind: "bench/document", title: "x")],
            keys: { after, limit, _, _ in
                let start = (Int(after) ?? 99_999_999) - 99_999_999
                return (start..<min(start + limit, count)).map { String($0 + 100_000_000) }
            }
        ) { id, _, _ in
            guard let key = Int(id) else { return [] }
            return [document(key - 100_000_000)]
        }
    }

    private func document(_ number: Int) -> SearchDocument {
        // Scattered, but the same every time.
        func dice(_ salt: UInt64) -> Int {
            Int(((UInt64(truncatingIfNeeded: number) &+ salt &* 0x9E37_79B9) &* 0x9E37_79B9_7F4A_7C15) >> 33)
        }
        let place = Self.places[dice(1) % Self.places.count]
        let text =
            "\(dice(2) % 5 < 4 ? "臺南市政府" : "本府")辦理\(place)第 \(number) 案。" + (3...5).map { sentences[dice(UInt64($0)) % sentences.count] }.joined()
        var document = SearchDocument(
            Reference("bench/document", String(number + 100_000_000)), title: "\(titles[dice(6) % titles.count])（\(place) \(number)）", text: text,
            url: "/data")
        document.agency = dice(7) % 2 == 0 ? "rdec" : "culture"
        document.date = CivilDate(dayNumber: 18_000 + dice(8) % 2500)
        return document
    }
}
