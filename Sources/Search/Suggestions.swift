internal import Formats
internal import Kernel
internal import Storage

/// Titles that hold what has been typed so far.
struct Suggestions {
    static let most = 8
    /// Looked at before they are put in order.
    private static let looked = 200

    static func find(_ text: String, for person: SignedInPerson?, on today: CivilDate, _ db: any Reader) throws -> [IndexedDocument] {
        let question = SearchQuestion(text)
        var parts = question.all(of: question.terms, SearchTokens.title)
        guard !parts.isEmpty else { return [] }
        // The last word may go on.
        if case .word(let word)? = question.groups.last?.runs.last { parts[parts.count - 1] = .prefix(SearchTokens.title(word)) }
        let span = question.span
        let frequency = try TermFrequency(of: question.terms, db)
        let numbers = try TokenQuery.all(parts + question.limits(for: person)).hits(
            from: span.first, to: span.last, limit: looked, isCommon: frequency.areCommon(question.terms.map(SearchTokens.title)), db)
        guard !numbers.isEmpty else { return [] }
        let candidates = SearchCandidates(numbers: numbers, isCut: false, strict: numbers.count, frequency: frequency)
        let ranking = SearchRanking(question, frequency: frequency, today: today)
        return try IndexedDocument.find(ranking.ranked(candidates, db).prefix(most).map(\.num), db).map(\.document)
    }
}
