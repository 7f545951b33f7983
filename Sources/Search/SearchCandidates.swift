internal import Kernel
internal import Storage

/// The documents that may be what is meant, before they are ranked: those that hold everything, titles first, then the newest; and where these are few,
/// those that hold the rarest of it.
struct SearchCandidates {
    /// No more than so many are ranked, however many there are.
    static let most = 2000
    /// With fewer than so many that hold everything, others are looked at too.
    private static let few = 10

    let numbers: [Int64]
    /// Whether more documents hold everything than are ranked.
    let isCut: Bool
    /// How many hold everything.
    let strict: Int
    let frequency: TermFrequency

    static func find(_ question: SearchQuestion, for person: SignedInPerson?, _ db: any Reader) throws -> SearchCandidates {
        let terms = question.terms
        let (limits, span) = (question.limits(for: person), question.span)
        let frequency = try TermFrequency(of: terms, db)
        // What is narrowed by may leave few of many.
        let isWide = question.kind == nil && question.agency == nil
        func hits(_ parts: [TokenQuery], _ limit: Int, isCommon: Bool) throws -> [Int64] {
            try TokenQuery.all(parts + limits).hits(from: span.first, to: span.last, limit: limit, isCommon: isCommon, db)
        }
        var numbers: [Int64] = []
        var seen: Set<Int64> = []
        func add(_ some: [Int64]) { for number in some where numbers.count < most && seen.insert(number).inserted { numbers.append(number) } }

        var isCut = false
        if frequency.areKnown(terms) && !terms.isEmpty {
            let (anywhere, inTitle) = (question.all(of: terms), question.all(of: terms, SearchTokens.title))
            if isWide && frequency.areCommon(terms) {
                // Titles alone may be more than are ranked.
                let titled = try hits(inTitle, most + 1, isCommon: frequency.areCommon(terms.map(SearchTokens.title)))
                let everywhere = titled.count > most ? [] : try hits(anywhere, most + 1, isCommon: true)
                isCut = titled.count > most || everywhere.count > most
                add(titled)
                add(everywhere)
            } else {
                let found = try TokenQuery.all(anywhere + limits).hits(
                    alsoIn: .all(inTitle + limits), from: span.first, to: span.last, limit: most + 1, db)
                isCut = found.all.count > most
                if isCut { add(found.titled) }
                add(found.all)
            }
        }
        let strict = numbers.count
        if strict < few, let wider = question.wider(frequency.documents) {
            // What is wider always holds the rarest term that is known.
            let isCommon = isWide && frequency.isRarestCommon(terms)
            // What is only near need not be ranked by the thousand.
            add(try hits([wider], isCommon ? most / 2 : most, isCommon: isCommon))
        }
        return SearchCandidates(numbers: numbers, isCut: isCut, strict: strict, frequency: frequency)
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
