internal import Formats
public import Kernel
public import Ledger
public import Storage

/// Everything tied to one record, as far as this reader may see it: what a thread page shows. A handful of indexed queries, however long the thread.
public struct ThreadRecord: Sendable {
    /// What is tied to it of one kind.
    public struct Group: Sendable {
        public let noun: Noun
        /// How many, counted to ``ThreadRecord/counted``; of what is not public only what this reader may see among the newest.
        public let count: Int
        /// The newest, each with what its tie says.
        public let items: [(end: LinkEnd, glance: Glance)]
        /// Whether there are more than shown.
        public let hasMore: Bool
    }

    public let reference: Reference
    public let groups: [Group]
    /// What happened to it and to what is tied to it, the newest first.
    public let events: [ThreadEvent]
    public let moment: Moment

    /// Beyond so many it says "more than".
    public static let counted = 1000
    /// How many of a kind a page shows.
    static let shown = 6

    /// To be called inside a read.
    public static func read(_ reference: Reference, _ moment: Moment, _ call: Call, _ db: any Reader) throws -> ThreadRecord {
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        let nouns = call.city.contributions(Noun.self)
        let isVisitor = call.granted.person == nil
        let counts = try LinkQueries.counts(
            at: reference, of: nouns.map(\.kind), onlyPublic: true, upTo: counted + 1, asOf: moment.asOf, db)
        var groups: [Group] = []
        for noun in nouns {
            let count = counts[noun.kind] ?? 0
            if count == 0 && isVisitor { continue }
            let open = try LinkQueries.ends(
                at: reference, of: noun.kind, isPublic: true, limit: shown + 1, asOf: moment.asOf, db)
            // What is not public is few for any one reader; the newest thirty are asked whether they may be seen.
            let closed =
                isVisitor ? [] : try LinkQueries.ends(at: reference, of: noun.kind, isPublic: false, limit: 30, asOf: moment.asOf, db)
            guard !open.isEmpty || !closed.isEmpty else { continue }
            let glances = try call.city.glances(at: open.map(\.there) + closed.map(\.there), view, db)
            let seen = closed.compactMap { end in glances[end.there].map { (end, $0) } }
            var told: Set<Reference> = []
            // Tied twice, it is shown once.
            let all = (open.compactMap { end in glances[end.there].map { (end, $0) } } + seen).sorted { $0.0.place > $1.0.place }
                .filter { told.insert($0.0.there).inserted }
            guard !all.isEmpty else { continue }
            let total = count + seen.count
            groups.append(Group(noun: noun, count: total, items: all.prefix(shown).map { ($0.0, $0.1) }, hasMore: total > shown))
        }
        let tied = groups.flatMap { $0.items.map(\.glance) }
        let links = Dictionary(groups.flatMap { $0.items.map { ($0.end.link, $0.glance) } }, uniquingKeysWith: { first, _ in first })
        return ThreadRecord(
            reference: reference, groups: groups, events: try ThreadEvent.read(reference, tied, links, moment, view, db), moment: moment)
    }
}

/// One line of a timeline.
public struct ThreadEvent: Sendable {
    public let at: Instant
    public let position: Int
    /// Of whom it tells; nil when of the record itself.
    public let glance: Glance?
    public let reference: Reference
    public let sentence: Phrase

    private static let most = 20

    /// - Parameter links: what is at the far end of the links that the page shows.
    static func read(_ reference: Reference, _ tied: [Glance], _ links: [String: Glance], _ moment: Moment, _ view: Noun.View, _ db: any Reader)
        throws
        -> [ThreadEvent]
    {
        let (city, isStaff) = (view.city, view.person?.isStaff == true)
        let glances = Dictionary(tied.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let found = try LedgerStory.latest(of: [reference] + glances.keys.sorted { $0.text < $1.text }, asOf: moment.asOf, limit: most, db)
        return found.compactMap { line in
            guard let sentence = sentence(line, of: reference, links, isStaff, city) else { return nil }
            return ThreadEvent(
                at: line.at, position: line.position, glance: line.reference == reference ? nil : glances[line.reference],
                reference: line.reference, sentence: sentence)
        }
    }

    private static func sentence(
        _ line: LedgerStory, of reference: Reference, _ links: [String: Glance], _ isStaff: Bool, _ city: City
    ) -> Phrase? {
        // A tie is told where its far end is seen, and in the timeline of the record itself alone.
        if let link = line.facts["link"] { return line.reference == reference ? links[link].map { "連到「\($0.title)」" } : nil }
        if line.facts["unlink"] != nil { return line.reference == reference && isStaff ? "少了一個連結" : nil }
        if line.facts["isPublic"] != nil { return nil }
        return city.noun(of: line.reference)?.tells(line.reason, line.facts, isStaff)
    }
}
