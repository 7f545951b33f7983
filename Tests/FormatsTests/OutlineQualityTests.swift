import Formats
import Foundation
import Testing

/// Headings of real documents, read and written down by hand in `Samples/*.csv`: level, number, title as far as its first line prints it, line.
@Suite struct OutlineQualityTests {
    private struct Heading: Hashable {
        let level: String
        let number: String
        let title: String
        let line: String
    }

    private static func expected(_ name: String) throws -> [Heading] {
        let file = try #require(Bundle.module.url(forResource: "Samples/\(name)", withExtension: "csv"))
        return try CSV.read(Array(Data(contentsOf: file))).dropFirst().map {
            Heading(level: $0[0], number: $0[1], title: $0[2].filter { !$0.isWhitespace }, line: $0[3])
        }
    }

    private static func found(_ name: String) throws -> [Heading] {
        let outline = name == "rdec" ? try read(rdecPlan()) : try Outline(reading: sample(name))
        return outline.allNodes.filter(\.kind.isHeading).map {
            Heading(level: String($0.level), number: $0.label, title: $0.title.filter { !$0.isWhitespace }, line: String($0.line))
        }
    }

    /// Of at least four hundred headings, 98 in a hundred are found at their level, and no more than two are made up.
    @Test func headingsOfRealDocumentsAreFound() throws {
        var (all, right, wrong) = (0, 0, 0)
        for name in ["rdec", "taipei-culture", "taipei-minutes"] {
            let expected = try Self.expected(name)
            var left = Dictionary(grouping: try Self.found(name), by: \.line)
            var hits = 0
            for heading in expected {
                let place = left[heading.line]?.firstIndex {
                    $0.level == heading.level && $0.number == heading.number && $0.title.hasPrefix(heading.title)
                }
                guard let place else {
                    print("not found: \(name):\(heading.line) \(heading)")
                    continue
                }
                left[heading.line]?.remove(at: place)
                hits += 1
            }
            let made = left.values.joined()
            for heading in made { print("made up: \(name):\(heading.line) \(heading)") }
            print("\(name): \(hits) of \(expected.count) headings found at their level, \(made.count) made up")
            all += expected.count
            right += hits
            wrong += made.count
        }
        #expect(all >= 400)
        #expect(right * 100 >= all * 98)
        #expect(wrong * 100 <= all * 2)
    }
}
