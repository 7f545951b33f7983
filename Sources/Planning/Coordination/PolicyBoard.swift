internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Meetings
internal import Storage

/// 誰欠什麼: everything that hangs on a policy and somebody has to do, as far as a reader may see it.
struct PolicyBoard: Sendable {
    /// One thing that an agency has to do.
    struct Owed: Sendable {
        let agency: String
        let isLead: Bool
        let title: String
        let url: LocalURL
        let due: CivilDate?
        let state: Phrase
        let isClosed: Bool
        let isLate: Bool
    }

    let owed: [Owed]
    /// The tied meetings that are to come, the next first.
    let coming: [Glance]
    /// The latest decisions, the newest first.
    let decisions: [Glance]

    func open(_ agency: String) -> Int { owed.filter { $0.agency == agency && !$0.isClosed }.count }
    func late(_ agency: String) -> Int { owed.filter { $0.agency == agency && $0.isLate }.count }
    func done(_ agency: String) -> Int { owed.filter { $0.agency == agency && $0.isClosed }.count }

    /// To be called inside a read.
    static func read(_ policy: Policy, _ view: Noun.View, _ db: any Reader) throws -> PolicyBoard {
        let (city, now) = (view.city, view.city.clock.now())
        let meetings = try LinkQueries.ends(at: policy.reference, of: "meetings/meeting", limit: 200, db).compactMap {
            try MeetingQueries.find($0.there.id, db)
        }
        let glances = try city.glances(at: meetings.map(\.reference), view, db)
        let coming = meetings.filter { $0.startsAt > now && !$0.isCancelled && glances[$0.reference] != nil }.sorted { $0.startsAt < $1.startsAt }
        let decided = try meetings.sorted { $0.startsAt > $1.startsAt }.flatMap { try MeetingQueries.decisions(of: $0.id, db) }
        let seen = try city.glances(at: decided.map(\.reference), view, db)
        var owed = try decided.filter { seen[$0.reference] != nil }.flatMap { decision in
            try seen[decision.reference].map { try of(decision, $0, view, db) } ?? []
        }
        let opened = Set(decided.compactMap(\.opened))
        let matters = try LinkQueries.ends(at: policy.reference, of: "matters/matter", limit: 200, db).map(\.there).filter { !opened.contains($0) }
        let tied = try city.glances(at: matters, view, db)
        owed += try matters.compactMap { reference in
            guard let glance = tied[reference], let matter = try MatterQueries.find(reference.id, db) else { return nil }
            return Owed(
                agency: matter.lead, isLead: true, title: matter.title, url: glance.url, due: matter.dueAt?.taipeiDay, state: glance.state ?? "辦理中",
                isClosed: !matter.isOpen, isLate: matter.isOpen && matter.dueAt.map { $0 < now } ?? false)
        }
        return PolicyBoard(
            owed: owed, coming: coming.compactMap { glances[$0.reference] }, decisions: decided.prefix(10).compactMap { seen[$0.reference] })
    }

    /// A decision is owed by the agency in the lead and by those that support it, and stands as what it opened stands.
    private static func of(_ decision: Decision, _ glance: Glance, _ view: Noun.View, _ db: any Reader) throws -> [Owed] {
        let city = view.city
        let standing = try decision.opened.flatMap { opened in
            try city.contributions(DecisionOpening.self).lazy.compactMap { try $0.stands(opened, city, db) }.first
        }
        // An extension moved the deadline of what was opened, and not that of the decision.
        let matter = try decision.opened.flatMap { try MatterQueries.find($0.id, db) }
        let due = matter?.dueAt?.taipeiDay ?? decision.due
        let isClosed = standing?.isClosed ?? (decision.state != .open)
        let isLate = !isClosed && due.map { $0 < city.clock.today } ?? false
        let url = view.person?.isStaff == true ? standing?.url ?? glance.url : glance.url
        return ([decision.leadAgency] + decision.supporting).map { agency in
            Owed(
                agency: agency, isLead: agency == decision.leadAgency, title: decision.text, url: url, due: due,
                state: standing?.phrase ?? decision.state.title, isClosed: isClosed, isLate: isLate)
        }
    }
}
