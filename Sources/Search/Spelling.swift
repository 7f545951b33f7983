internal import Kernel
internal import Storage

/// 您是不是要找: what was meant where one character is another, too many or missing.
struct Spelling {
    let question: SearchQuestion
    let person: SignedInPerson?

    /// A question like this one that finds something; nil when there is none.
    /// - Parameter candidates: that were found by what is right in it.
    func correction(_ candidates: SearchCandidates, _ db: any Reader) throws -> String? {
        let wrong = question.groups.filter { group in group.terms.contains { candidates.frequency.documents[$0, default: 0] == 0 } }
        guard !wrong.isEmpty else { return nil }
        var texts: [String]?
        var corrected = question.groups.map(\.text)
        for (index, group) in question.groups.enumerated() where wrong.contains(group) {
            var better: String?
            switch (group.runs.count, group.runs[0]) {
            case (1, .word(let word)): better = try word.count > 3 ? SearchTerms.words(like: word, db).first { Self.isSlip(of: word, $0) } : nil
            case (1, .chinese(let characters)) where characters.count > 2:
                if texts == nil { texts = try beginnings(candidates, db) }
                better = Self.window(like: characters, in: texts ?? [])
            default: break
            }
            guard let better else { return nil }
            corrected[index] = better
        }
        let text = corrected.joined(separator: " ")
        // Only what this person may find is offered: a word of a document that is none of theirs would be told by the offer.
        var other = SearchQuestion(text)
        (other.kind, other.agency, other.from, other.until) = (question.kind, question.agency, question.from, question.until)
        let hits = try TokenQuery.all(other.all(of: other.terms) + other.limits(for: person)).hits(
            from: other.span.first, to: other.span.last, limit: 1, isCommon: try TermFrequency(of: other.terms, db).areCommon(other.terms), db)
        return hits.isEmpty ? nil : text
    }

    private func beginnings(_ candidates: SearchCandidates, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT title, substr(text, 1, 300) AS beginning FROM search_document WHERE num IN (\(db.list(Array(candidates.numbers.prefix(500)))))
            ORDER BY num DESC
            """
        ).map { row in Folding.folded("\(try row.get("title") as String)\n\(try row.get("beginning") as String)") }
    }

    /// What stands most often in the texts and differs in one character.
    static func window(like wanted: [Unicode.Scalar], in texts: [String]) -> String? {
        var found: [String: Int] = [:]
        for text in texts {
            let scalars = Array(text.unicodeScalars)
            for length in wanted.count - 1...wanted.count + 1 where scalars.count >= length && length > 1 {
                for start in 0...scalars.count - length {
                    let window = scalars[start..<start + length]
                    guard isSlip(wanted, window), !window.contains(where: { $0.value < 0x3005 }) else { continue }
                    var view = String.UnicodeScalarView()
                    view.append(contentsOf: window)
                    // One that is as long is likelier meant than one that is shorter or longer.
                    found[String(view), default: 0] += length == wanted.count ? 3 : 1
                }
            }
        }
        return found.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    static func isSlip(of word: String, _ other: String) -> Bool {
        abs(word.unicodeScalars.count - other.unicodeScalars.count) < 2 && isSlip(Array(word.unicodeScalars), Array(other.unicodeScalars)[...])
    }

    /// Whether two differ in one character: another, one more, one less, or two neighbours the wrong way round (Damerau 1964).
    private static func isSlip(_ one: [Unicode.Scalar], _ other: ArraySlice<Unicode.Scalar>) -> Bool {
        var (start, end) = (0, 0)
        let shorter = min(one.count, other.count)
        while start < shorter, one[start] == other[other.startIndex + start] { start += 1 }
        while end < shorter - start, one[one.count - 1 - end] == other[other.endIndex - 1 - end] { end += 1 }
        let (left, right) = (one.count - start - end, other.count - start - end)
        if left == 2 && right == 2 {
            return one[start] == other[other.startIndex + start + 1] && one[start + 1] == other[other.startIndex + start]
        }
        return left <= 1 && right <= 1 && left + right > 0
    }
}
