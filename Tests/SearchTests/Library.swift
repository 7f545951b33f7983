import Formats
import Foundation
import Kernel
import Markup
import Storage
import TestSupport

@testable import Planning
@testable import Search

/// Real titles and texts to look for something in: the plan of the RDEC, 602 datasets of Tainan, 1,072 council bills.
enum Library {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Samples")

    static func rows(_ name: String) throws -> [[String]] {
        Array(try CSV.read(Array(Data(contentsOf: folder.appendingPathComponent(name)))).dropFirst())
    }

    /// The city with what the samples hold; the index is made.
    static func with(_ engine: Engine, _ body: (City, TestCity) async throws -> Void) async throws {
        let (datasets, bills) = (try rows("datasets.csv"), try rows("bills.csv"))
        try await TestCity.with(engine) { test in
            let plan = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("Demo/plan-rdec-111-114.txt")
            let draft = try PlanDraft(from: Outline(reading: Array(Data(contentsOf: plan))))
            _ = try await PlanImport(agency: "rdec", years: 111...114, draft: draft, publishes: true).run(
                as: .operatorAtConsole, at: TestCity.now, in: test.store)
            let city = test.city.with(module(datasets, bills))
            _ = try await SearchFollowing(city: city).rebuild()
            try await body(city, test)
        }
    }

    private static func module(_ datasets: [[String]], _ bills: [[String]]) -> Module {
        Module(
            name: "library", title: "x",
            contributions: [
                searchable("library/dataset", datasets) { row in
                    SearchDocument(Reference("library/dataset", row[0]), title: row[1], text: row[2] + "\n" + row[3], url: "/data")
                },
                searchable("library/bill", bills) { row in
                    var document = SearchDocument(Reference("library/bill", row[0]), title: String(row[1].prefix(80)), text: row[1], url: "/data")
                    document.date = CivilDate(iso: row[3])
                    return document
                },
            ])
    }

    private static func searchable(
        _ kind: StaticString, _ rows: [[String]], _ document: @escaping @Sendable ([String]) -> SearchDocument
    ) -> Searchable {
        let found = Dictionary(rows.map { ($0[0], $0) }) { first, _ in first }
        let keys = found.keys.sorted()
        return Searchable(
            kind, [(kind: "\(kind)", title: "資料")], keys: { after, limit, _, _ in Array(keys.filter { $0 > after }.prefix(limit)) }
        ) { id, _, _ in found[id].map { [document($0)] } ?? [] }
    }

    static func find(_ text: String, in city: City, for person: SignedInPerson? = nil) async throws -> SearchResults {
        try await city.store.read { try SearchResults.find(SearchQuestion(text), page: 1, for: person, on: city.clock.today, $0) }
    }
}
