internal import Formats
internal import Kernel
internal import Storage

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Puts candidates in order. Done here and not in the engines, so that both give the same: BM25 (Robertson and Zaragoza 2009) over title and beginning of
/// the text, with more for what stands together as it was typed, for titles, and a little for what is newer.
struct SearchRanking {
    struct Ranked: Sendable {
        let num: Int64
        let kind: String
        let score: Double
        /// How much of what was looked for it holds, by weight; 1 is all.
        let coverage: Double
    }

    private struct Term {
        let pattern: BytePattern
        let weight: Double
    }

    private let terms: [Term]
    private let phrases: [Term]
    private let whole: [UInt8]
    private let sum: Double
    private let today: Int64

    // Usual values of BM25, and the lengths of a title and of a beginning in bytes.
    private static let saturation = 1.2
    private static let usualTitle = 60.0
    private static let usualText = 600.0
    /// Characters of a text that are looked at.
    static let beginning = 1000
    /// What holds less of what was looked for is noise.
    private static let least = 0.5

    init(_ question: SearchQuestion, frequency: TermFrequency, today: CivilDate) {
        func weight(_ term: String) -> Double {
            let (documents, total) = (Double(frequency.documents[term, default: 0]), Double(frequency.total))
            return _log(1 + (max(total, 1) - min(documents, total) + 0.5) / (documents + 0.5))
        }
        terms = question.terms.map { Term(pattern: BytePattern($0), weight: weight($0)) }
        phrases = question.groups.filter { $0.terms.count > 1 }.map { group in
            Term(pattern: BytePattern(group.folded), weight: group.terms.reduce(0) { $0 + weight($1) })
        }
        whole = Array(question.groups.map(\.folded).joined(separator: " ").utf8)
        sum = terms.reduce(0) { $0 + $1.weight }
        self.today = SearchDay.first(of: today) >> 32
    }

    /// - Parameter strict: how many of the first candidates hold everything, be it beyond the beginning.
    func ranked(_ candidates: SearchCandidates, _ db: any Reader) throws -> [Ranked] {
        let certain = Set(candidates.numbers.prefix(candidates.strict))
        var ranked: [Ranked] = []
        ranked.reserveCapacity(candidates.numbers.count)
        var (title, text): ([UInt8], [UInt8]) = ([], [])
        try db.each(
            """
            SELECT num, kind, title, coalesce(number, '') AS number, substr(text, 1, CAST(\(Self.beginning) AS INTEGER)) AS beginning FROM search_document
            WHERE num IN (\(db.list(candidates.numbers)))
            """
        ) { row in
            let num: Int64 = try row.get("num")
            Self.fold(try row.get("title"), into: &title)
            let number: String = try row.get("number")
            if !number.isEmpty {
                title.append(0x20)
                title += Folding.folded(number).utf8
            }
            Self.fold(try row.get("beginning"), into: &text)
            let (score, coverage) = score(title, text, isCertain: certain.contains(num))
            if coverage >= Self.least { ranked.append(Ranked(num: num, kind: try row.get("kind"), score: score * recency(num), coverage: coverage)) }
            return true
        }
        return ranked.sorted { ($0.score, $0.num) > ($1.score, $1.num) }
    }

    private func score(_ title: [UInt8], _ text: [UInt8], isCertain: Bool) -> (score: Double, coverage: Double) {
        let titleRoom = Self.saturation * (0.4 + 0.6 * Double(title.count) / Self.usualTitle)
        let textRoom = Self.saturation * (0.25 + 0.75 * Double(text.count) / Self.usualText)
        var (score, covered) = (0.0, 0.0)
        for term in terms {
            let (inTitle, inText) = (Double(term.pattern.count(in: title)), Double(term.pattern.count(in: text)))
            // It stands further down.
            let deep = inTitle + inText == 0 && isCertain ? 0.3 : 0
            guard inTitle + inText + deep > 0 else { continue }
            covered += term.weight
            score += term.weight * (2.4 * inTitle * 2.2 / (inTitle + titleRoom) + (inText + deep) * 2.2 / (inText + deep + textRoom))
        }
        for phrase in phrases {
            if phrase.pattern.count(in: title, most: 1) > 0 {
                score += phrase.weight * 2
            } else if phrase.pattern.count(in: text, most: 1) > 0 {
                score += phrase.weight
            }
        }
        if title == whole { score += 4 * sum } else if title.starts(with: whole) { score += 0.5 * sum }
        let coverage = sum > 0 ? covered / sum : 0
        return (score * coverage * coverage, coverage)
    }

    /// At most 8 % more, half of it gone after a year and a half.
    private func recency(_ num: Int64) -> Double {
        let day = num >> 32
        guard day > 0 else { return 1 }
        return 1 + 0.08 / (1 + Double(max(0, today - day)) / 550)
    }

    private static func fold(_ text: String, into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        for scalar in text.unicodeScalars {
            let folded = Folding.folded(scalar)
            if folded.isASCII { bytes.append(UInt8(truncatingIfNeeded: folded.value)) } else if let encoded = UTF8.encode(folded) { bytes += encoded }
        }
    }
}

private func _log(_ number: Double) -> Double { log(number) }
