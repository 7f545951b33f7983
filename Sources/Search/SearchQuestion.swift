internal import Formats
internal import Kernel

/// What somebody looks for.
struct SearchQuestion: Sendable {
    /// Words between blanks; each is one thing that is meant.
    struct Group: Sendable, Equatable {
        /// As typed.
        let text: String
        /// Folded, as it would stand in a text.
        let folded: String
        let runs: [SearchTokens.Run]

        /// What a document has to hold. A single character is found as a beginning of something.
        var terms: [String] {
            runs.flatMap { run in
                switch run {
                case .word(let word): [word]
                case .chinese(let characters): SearchTokens.pairs(characters)
                }
            }
        }
    }

    let text: String
    let groups: [Group]
    var kind: String?
    var agency: String?
    var from: CivilDate?
    var until: CivilDate?

    /// What is longer is no question.
    static let longest = 200
    private static let mostTerms = 40

    init(_ text: String) {
        self.text = text
        var groups: [Group] = []
        var count = 0
        for part in text.split(whereSeparator: { $0.isWhitespace || "「」『』“”\"，、；;".contains($0) }) {
            let group = Group(text: String(part), folded: Folding.folded(String(part)), runs: SearchTokens.runs(String(part)))
            count += group.terms.count
            guard !group.runs.isEmpty, count <= Self.mostTerms, !groups.contains(group) else { continue }
            groups.append(group)
        }
        self.groups = groups
    }

    var terms: [String] {
        var seen: Set<String> = []
        return groups.flatMap(\.terms).filter { seen.insert($0).inserted }
    }

    /// The tokens of all that is narrowed by, and of who asks.
    func limits(for person: SignedInPerson?) -> [TokenQuery] {
        var audience: [SearchDocument.Audience] = [.everyone]
        for hat in person.map({ [$0] + $0.principals }) ?? [] {
            if hat.isStaff { audience.append(.staff) }
            for appointment in hat.appointments {
                audience.append(.role(appointment.role))
                if appointment.role.isStaff { audience.append(.agency(appointment.agency)) }
            }
        }
        // What somebody may read as the one who wrote it does not pass to a deputy.
        if let person { audience.append(.person(person.id)) }
        var limits = [TokenQuery.any(Set(audience.map(SearchTokens.audience)).sorted().map { .term($0) })]
        if let kind { limits.append(.term(SearchTokens.kind(kind))) }
        if let agency { limits.append(.term(SearchTokens.agency(agency))) }
        return limits
    }

    var span: (first: Int64, last: Int64) {
        // Documents without a day are outside every span of days.
        (from.map { SearchDay.first(of: $0) } ?? (until == nil ? 0 : 1 << 32), until.map { SearchDay.last(of: $0) } ?? .max)
    }

    /// - Parameter mark: how a term is found: anywhere, or in titles.
    func all(of terms: [String], _ mark: (String) -> String = { $0 }) -> [TokenQuery] {
        terms.map { $0.unicodeScalars.count == 1 && !($0.unicodeScalars.first?.isASCII ?? true) ? .prefix(mark($0)) : .term(mark($0)) }
    }
}
