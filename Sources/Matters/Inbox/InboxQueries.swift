internal import Formats
internal import Kernel
internal import Storage

/// The inbox, read by the indexes on whose move it is: a page costs the same whether the city has a thousand matters or a million.
struct InboxQueries {
    let person: SignedInPerson
    let now: Instant
    let filter: InboxFilter

    /// One of the places a matter can wait for this person.
    private var places: [SQL] {
        switch filter.view {
        case .mine: return Self.places(of: person)
        case .delegated: return Self.delegated(person.principals)
        case .section:
            let units = Set(person.appointments.filter(\.role.isStaff).compactMap { one in one.unit.map { [one.agency, $0] } })
            return units.sorted { $0.lexicographicallyPrecedes($1) }.map { "(matter.lead = \($0[0]) AND matter.unit = \($0[1]))" }
        case .unit:
            return Set(person.appointments.filter(\.role.isStaff).map(\.agency)).sorted().map { "matter.lead = \($0)" }
        case .watched, .waiting: return ["TRUE"]
        }
    }

    private static func places(of person: SignedInPerson) -> [SQL] {
        Set(Turn.all(of: person)).sorted { $0.order < $1.order }.map { turn in
            turn.person.map { "matter.turn_person = \($0)" } ?? "(matter.turn_agency = \(turn.agency) AND matter.turn_role = \(turn.role?.rawValue))"
        }
    }

    /// What waits for those one stands in for: pools once each, however many have them, and a principal's own matters of the agencies that are covered.
    private static func delegated(_ principals: [SignedInPerson]) -> [SQL] {
        let pools = Set(principals.flatMap(Turn.all)).filter { $0.person == nil }.sorted { $0.order < $1.order }
        return pools.map { "(matter.turn_agency = \($0.agency) AND matter.turn_role = \($0.role?.rawValue))" }
            + principals.map { "(matter.turn_person = \($0.id) AND matter.lead IN (\(list: Set($0.appointments.map(\.agency)).sorted())))" }
    }

    /// - Returns: one page, and one more row when there is another page.
    func page(limit: Int, _ db: any Reader) throws -> [Matter] {
        var found: [Matter] = []
        for place in places { found += try rows(place, limit: limit, db) }
        let sorted = found.sorted { before($0, $1) }
        return Array(sorted.prefix(limit))
    }

    /// Without what the person once watched or handled and may no longer read.
    func readable(_ matters: [Matter], _ db: any Reader) throws -> [Matter] {
        guard filter.view == .watched || filter.view == .waiting else { return matters }
        return try matters.filter { try MatterQueries.isParty($0.id, person, db) }
    }

    private func rows(_ place: SQL, limit: Int, _ db: any Reader) throws -> [Matter] {
        var conditions: [SQL] = ["matter.closed_at IS NULL", place]
        if let procedure = filter.procedure { conditions.append("matter.procedure = \(procedure)") }
        if let due = filter.due { conditions.append(span(due)) }
        if let text = filter.text { conditions.append("matter.folded LIKE \("%" + Self.escaped(Folding.folded(text)) + "%") ESCAPE '!'") }
        if let after = filter.after {
            conditions.append(
                filter.sort == .new
                    ? "(\(filter.sort.column) < \(after.key) OR (\(filter.sort.column) = \(after.key) AND matter.id < \(after.id)))"
                    : "(\(filter.sort.column) > \(after.key) OR (\(filter.sort.column) = \(after.key) AND matter.id > \(after.id)))")
            // The same as a bound on the column alone, which the index can begin at.
            conditions.append(filter.sort == .new ? "\(filter.sort.column) <= \(after.key)" : "\(filter.sort.column) >= \(after.key)")
        }
        return try db.all(
            """
            SELECT \(MatterQueries.columns) FROM \(source) WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY \(filter.sort.column) \(filter.sort.order), matter.id \(filter.sort.order) LIMIT \(limit)
            """
        ).map { try MatterQueries.matter($0) }
    }

    private var source: SQL {
        switch filter.view {
        case .mine, .delegated, .section, .unit: "matter"
        case .watched:
            "(SELECT matter AS mine FROM matter_person WHERE person = \(person.id) AND is_watching) AS held JOIN matter ON matter.id = held.mine"
        case .waiting:
            """
            (SELECT matter AS mine FROM matter_person WHERE person = \(person.id) AND has_acted) AS held
            JOIN matter ON matter.id = held.mine AND NOT (\(SQL.joined(Self.places(of: person).map { "coalesce(\($0), FALSE)" }, by: " OR ")))
            """
        }
    }

    private func before(_ left: Matter, _ right: Matter) -> Bool {
        let (first, second) = (cursor(left), cursor(right))
        if first.key != second.key { return filter.sort == .new ? first.key > second.key : first.key < second.key }
        // Both columns in one direction, as an index is read.
        return filter.sort == .new ? first.id > second.id : first.id < second.id
    }

    /// Where a page that ends with this matter ends.
    func cursor(_ matter: Matter) -> (key: String, id: String) {
        switch filter.sort {
        case .due: ((matter.dueAt ?? Matter.never).description, matter.id)
        case .new: (matter.openedAt.description, matter.id)
        case .since: (matter.stateSince.description, matter.id)
        }
    }

    /// The ends of today and of this week, which begins on Monday.
    private var ends: (today: Instant, week: Instant) {
        let today = now.taipeiDay
        let weekday = ((today.dayNumber % 7) + 10) % 7
        return (Instant.end(of: today), Instant.end(of: today.adding(days: 6 - weekday)))
    }

    func bucket(_ matter: Matter) -> InboxFilter.Due {
        guard let due = matter.dueAt else { return .later }
        if due < now { return .late }
        return due <= ends.today ? .today : due <= ends.week ? .week : .later
    }

    private func span(_ due: InboxFilter.Due) -> SQL {
        switch due {
        case .late: "matter.due_at < \(now)"
        case .today: "matter.due_at >= \(now) AND matter.due_at <= \(ends.today)"
        case .week: "matter.due_at > \(ends.today) AND matter.due_at <= \(ends.week)"
        case .later: "matter.due_at > \(ends.week)"
        }
    }

    /// The most that is counted; more is said as more.
    static let most = 1000

    /// How many there are by deadline. Only so far as ``most``: a million is not counted.
    func counts(_ db: any Reader) throws -> [InboxFilter.Due: Int] {
        var counts: [InboxFilter.Due: Int] = [:]
        for place in places {
            let row = try db.first(
                """
                SELECT count(*) AS total, sum(CASE WHEN due_at < \(now) THEN 1 ELSE 0 END) AS late,
                    sum(CASE WHEN due_at >= \(now) AND due_at <= \(ends.today) THEN 1 ELSE 0 END) AS today,
                    sum(CASE WHEN due_at > \(ends.today) AND due_at <= \(ends.week) THEN 1 ELSE 0 END) AS week
                FROM (SELECT matter.due_at FROM \(source) WHERE matter.closed_at IS NULL AND \(place) ORDER BY matter.due_at LIMIT \(Self.most)) AS few
                """)
            guard let row, let total: Int = try row.optional("total"), total > 0 else { continue }
            let (late, today, week): (Int, Int, Int) = (try row.get("late"), try row.get("today"), try row.get("week"))
            counts[.late, default: 0] += late
            counts[.today, default: 0] += today
            counts[.week, default: 0] += week
            counts[.later, default: 0] += total - late - today - week
        }
        return counts
    }

    /// Which of these the person has seen as they stand.
    func seen(_ matters: [Matter], _ db: any Reader) throws -> Set<String> {
        guard !matters.isEmpty else { return [] }
        let rows = try db.all("SELECT matter, seen FROM matter_person WHERE person = \(person.id) AND matter IN (\(list: matters.map(\.id)))")
        let known = Dictionary(try rows.map { (try $0.get("matter") as String, try $0.get("seen") as Int) }) { first, _ in first }
        return Set(matters.filter { known[$0.id, default: 0] >= $0.revision }.map(\.id))
    }

    /// `%` and `_` mean themselves.
    private static func escaped(_ text: String) -> String {
        text.map { "%_!".contains($0) ? "!\($0)" : String($0) }.joined()
    }
}
