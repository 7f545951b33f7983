import Formats
import Foundation
import Testing

/// What real minutes, and made-up ones in the manner of other cities, ask of agencies: read and written down by hand in `Samples/*.directives.csv`.
/// Those of the real ones were written by somebody who had not seen the reader.
@Suite struct MinutesQualityTests {
    private struct Item {
        let line: Int
        let kind: String
        let text: String
        let lead: String
        let due: String
    }

    private static let names = [
        "taipei-minutes", "taipei-minutes-2", "tainan-special", "tainan-interpellation", "city-cabinet", "city-works", "county-council",
        "county-cabinet", "minutes-1", "minutes-2", "minutes-3", "minutes-4", "minutes-5", "minutes-6",
    ]

    private static func expected(_ name: String) throws -> [Item] {
        let file = try #require(Bundle.module.url(forResource: "Samples/\(name).directives", withExtension: "csv"))
        return try CSV.read(Array(Data(contentsOf: file))).dropFirst().map {
            Item(line: Int($0[0]) ?? 0, kind: $0[1], text: $0[2], lead: $0[3], due: $0[5])
        }
    }

    static func reader() -> MinutesReader {
        MinutesReader(
            agencies: [
                ("public-works", ["工務局"]), ("urban-development", ["都市發展局", "都發局"]), ("environment", ["環境保護局", "環保局"]),
                ("rdec", ["研究發展考核委員會", "研考會"]), ("agriculture", ["農業局"]), ("city", ["臺南市政府", "市府"]),
            ], government: "臺南市政府")
    }

    /// One name for what is printed in several ways; the government as a whole is 市政府.
    private static func agency(_ printed: String) -> String {
        var name = printed.replacingOccurrences(of: "台", with: "臺")
        for prefix in ["臺北市政府", "臺南市政府", "本府", "市府"] where name.hasPrefix(prefix) && name != prefix { name.removeFirst(prefix.count) }
        let whole = ["市府", "縣府", "本府", "縣政府", "各機關", "各局處", "各單位", "市長", "縣長", "臺北市政府", "臺南市政府"]
        if whole.contains(name) || name.hasSuffix("市政府") || name.hasSuffix("縣政府") { return "市政府" }
        return ["捷運局": "捷運工程局", "捷工局": "捷運工程局", "運發局": "運動發展局", "數位局": "數位治理局", "都發局": "都市發展局", "環保局": "環境保護局", "研考會": "研究發展考核委員會"][name] ?? name
    }

    private static func plain(_ text: String) -> String {
        String(text.replacingOccurrences(of: "台", with: "臺").filter { !$0.isWhitespace && !"「」『』()（）".contains($0) })
    }

    /// At least nine in ten of what is proposed is right, and 85 in a hundred of what is there is proposed; the same with lead agency and due date right.
    @Test func whatMinutesAskForIsFound() throws {
        var (wanted, proposed, found, whole) = (0, 0, 0, 0)
        for name in Self.names {
            let minutes = try Self.reader().read(SourceDocument(text: sample(name)))
            let expected = try Self.expected(name)
            var left = minutes.proposals
            var (hits, right) = (0, 0)
            for item in expected {
                let text = Self.plain(item.text)
                let place = left.firstIndex { one in
                    let words = Self.plain(one.text)
                    return abs(one.line - item.line) <= 2
                        && (words.contains(text.prefix(14)) || text.contains(words.suffix(12)) || text.contains(words.prefix(12))
                            || one.line == item.line)
                }
                guard let place else {
                    print("not found: \(name):\(item.line) \(item.text)")
                    continue
                }
                let one = left.remove(at: place)
                hits += 1
                if Self.agency(one.lead?.printed ?? "") == Self.agency(item.lead), one.due?.day?.iso ?? "" == item.due {
                    right += 1
                } else {
                    print("not right: \(name):\(item.line) \(one.lead?.printed ?? "-") \(one.due?.day?.iso ?? "-"), not \(item.lead) \(item.due)")
                }
            }
            for one in left { print("made up: \(name):\(one.line) \(one.text.prefix(60))") }
            print("\(name): \(hits) of \(expected.count) found, \(right) with lead and due date, \(left.count) made up")
            wanted += expected.count
            proposed += minutes.proposals.count
            found += hits
            whole += right
        }
        #expect(wanted >= 110)
        #expect(found * 100 >= proposed * 90 && found * 100 >= wanted * 85)
        #expect(whole * 100 >= proposed * 90 && whole * 100 >= wanted * 85)
    }
}
