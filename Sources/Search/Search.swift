internal import Formats
internal import Kernel
internal import Storage

/// Looking for something, from the question to a page of what was found.
struct SearchResults: Sendable {
    struct Found: Sendable {
        let document: IndexedDocument
        let text: String
    }

    let question: SearchQuestion
    /// This page.
    let found: [Found]
    /// How many were ranked and hold enough of it.
    let count: Int
    /// More hold everything than are ranked.
    let isCut: Bool
    /// How many of each kind.
    let kinds: [String: Int]
    /// Nothing holds everything; these come near.
    let isNear: Bool
    let correction: String?
    /// The index is being made.
    let isIncomplete: Bool

    static let pageSize = 20

    /// - Parameter page: from 1.
    static func find(_ question: SearchQuestion, page: Int, size: Int = pageSize, for person: SignedInPerson?, on today: CivilDate, _ db: any Reader)
        throws -> SearchResults
    {
        let candidates = try SearchCandidates.find(question, for: person, db)
        let ranking = SearchRanking(question, frequency: candidates.frequency, today: today)
        let ranked = candidates.numbers.isEmpty ? [] : try ranking.ranked(candidates, db)
        let shown = ranked.dropFirst((page - 1) * size).prefix(size).map(\.num)
        let place = try Place.find(db)
        return SearchResults(
            question: question,
            found: try shown.isEmpty ? [] : IndexedDocument.find(Array(shown), db).map { Found(document: $0.document, text: $0.text) },
            count: ranked.count, isCut: candidates.isCut, kinds: Dictionary(ranked.map { ($0.kind, 1) }, uniquingKeysWith: +),
            isNear: candidates.strict == 0 && !ranked.isEmpty,
            correction: try candidates.strict == 0 ? Spelling(question: question, person: person).correction(candidates, db) : nil,
            isIncomplete: place == nil || place?.kind != nil)
    }
}
