internal import Storage

/// How many documents hold each term of a question, anywhere and in their titles: for ranking, and to know beforehand which way through the index is
/// the short one.
struct TermFrequency: Sendable {
    /// By term; a title's by its marked term.
    let documents: [String: Int]
    let total: Int
    /// About how many documents hold something that a single character begins.
    private let beginnings: [String: Int]
    /// A term is common when at least one document in so many holds it.
    private static let share = 4

    init(of terms: [String], _ db: any Reader) throws {
        let asked = terms + terms.map(SearchTokens.title)
        documents = try SearchTerms.documents(of: Set(asked), db)
        total = try SearchTerms.total(db)
        beginnings = try Dictionary(
            uniqueKeysWithValues: Set(asked.filter { Self.isBeginning($0) }).map { ($0, try SearchTerms.documents(beginningWith: $0, db)) })
    }

    /// Whether each stands in some document; what a single character may begin is not asked.
    func areKnown(_ terms: [String]) -> Bool { terms.allSatisfy { documents[$0, default: 0] > 0 || $0.unicodeScalars.count == 1 } }

    /// Whether so many documents hold each of them that the newest ones alone are likely to be enough.
    func areCommon(_ terms: [String]) -> Bool {
        total > 0 && terms.allSatisfy { max(documents[$0, default: 0], beginnings[$0, default: 0]) * Self.share >= total }
    }

    /// The same of the rarest that is known, with less to be sure of.
    func isRarestCommon(_ terms: [String]) -> Bool {
        let rarest = terms.compactMap { documents[$0] }.filter { $0 > 0 }.min() ?? 0
        return rarest * Self.share * 2 >= total
    }

    private static func isBeginning(_ term: String) -> Bool {
        let last = term.unicodeScalars.last
        return term.unicodeScalars.count <= (SearchTokens.isTitle(term) ? 2 : 1) && !(last?.isASCII ?? true)
    }
}
