internal import Kernel
internal import Storage

/// The documents that may be what is meant, before they are ranked: those that hold everything, titles first, then the newest; and where these are few,
/// those that hold the rarest of it.
struct SearchCandidates {
    /// No more than so many are ranked, however many there are.
    static let most = 2000
    /// With fewer than so many that hold everything, others are looked at too.
    private static let few = 10
    /// A term is common when at least one document in so many holds it.
    private static let share = 4

    let numbers: [Int64]
    /// Whether more documents hold everything than are ranked.
    let isCut: Bool
    /// How many hold everything.
    let strict: Int
    let documents: [String: Int]
    let total: Int

    static func find(_ question: SearchQuestion, for person: SignedInPerson?, _ db: any Reader) throws -> SearchCandidates {
        let terms = question.terms
        let (limits, span) = (question.limits(for: person), question.span)
        let documents = try SearchTerms.documents(of: Set(terms), db)
        let total = try SearchTerms.total(db)
        func hits(_ parts: [TokenQuery], _ limit: Int, isCommon: Bool = false) throws -> [Int64] {
            try TokenQuery.all(parts + limits).hits(
                from: span.first, to: span.last, limit: limit, isCommon: isCommon && question.kind == nil && question.agency == nil, db)
        }
        var numbers: [Int64] = []
        var seen: Set<Int64> = []
        func add(_ some: [Int64]) { for number in some where numbers.count < most && seen.insert(number).inserted { numbers.append(number) } }

        var isCut = false
        let isKnown = terms.allSatisfy { documents[$0, default: 0] > 0 || $0.unicodeScalars.count == 1 }
        if isKnown && !terms.isEmpty {
            let everywhere = try hits(
                question.all(of: terms), most + 1,
                isCommon: terms.allSatisfy { $0.unicodeScalars.count == 1 || documents[$0, default: 0] * share >= total })
            isCut = everywhere.count > most
            // Where all fit, titles need not be asked for: ranking sees them.
            if isCut { add(try hits(question.all(of: terms, SearchTokens.title), most)) }
            add(everywhere)
        }
        let strict = numbers.count
        if strict < few, let wider = question.wider(documents) {
            // What is wider always holds the rarest term that is known.
            let rarest = terms.compactMap { documents[$0] }.filter { $0 > 0 }.min() ?? 0
            let isCommon = rarest * share * 2 >= total
            // What is only near need not be ranked by the thousand.
            add(try hits([wider], isCommon ? most / 2 : most, isCommon: isCommon))
        }
        return SearchCandidates(numbers: numbers, isCut: isCut, strict: strict, documents: documents, total: total)
    }
}

extension SearchQuestion {
    /// Any of the rarest terms, so many as the index holds few of; nil when it holds none.
    func wider(_ documents: [String: Int]) -> TokenQuery? {
        let known = terms.filter { documents[$0, default: 0] > 0 }.sorted { (documents[$0, default: 0], $0) < (documents[$1, default: 0], $1) }
        guard !known.isEmpty, terms.count > 1 else { return nil }
        var chosen: [String] = []
        var sum = 0
        for term in known {
            sum += documents[term, default: 0]
            if !chosen.isEmpty && (sum > 3000 || chosen.count == 8) { break }
            chosen.append(term)
        }
        return .any(chosen.map { .term($0) })
    }
}
