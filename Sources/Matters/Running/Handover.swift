internal import Formats
internal import Kernel
internal import Storage

/// Nobody's work is lost: what waits at an agency that is no more goes to its successor, what waits for somebody who is gone goes back to whoever has
/// the role there. Each is a step of the matter's history, in the transaction in which they go; what goes on a day to come is done that morning.
struct Handover {
    let matters: Matters
    let actor: Actor
    let db: any Writer

    private var city: City { matters.city }

    static let staffChanged: StaffObserver = { change, city, actor, db, changes in
        let handover = Handover(matters: Matters(city), actor: actor, db: db)
        switch change {
        case .agency(let id, let successor?): try handover.move(from: id, to: successor, &changes)
        case .agency(let id, successor: nil): try handover.refuse(id)
        case .person(let id): try handover.release(id, &changes)
        }
    }

    /// Agencies, appointments and accounts that ended by their day.
    static let kind = JobKind("matters.handOver", "交接離任同仁與裁併機關的案件", schedule: "10 0 * * *", attempts: 5, afterKill: .restart) { run in
        "交接 \(try await handOver(run.city)) 件"
    }

    private static let batchSize = 200

    /// - Returns: how many matters found another desk.
    static func handOver(_ city: City) async throws -> Int {
        let (today, actor) = (city.clock.today, Actor(Reference("system", "handover")))
        var moved = 0
        let ended = try await city.store.read { try AgencyQueries.all($0) }.filter { $0.validTo.map { $0 <= today } ?? false && $0.successor != nil }
        for agency in ended {
            moved += try await city.store.write(as: actor, "matters.handOver") { db, changes in
                try Handover(matters: Matters(city), actor: actor, db: db).move(from: agency.id, to: agency.successor ?? "", &changes)
            }
        }
        var last = ""
        while true {
            let after = last
            let people = try await city.store.read { try gone(after: after, on: today, $0) }
            for person in people {
                moved += try await city.store.write(as: actor, "matters.handOver") { db, changes in
                    try Handover(matters: Matters(city), actor: actor, db: db).release(person, &changes)
                }
            }
            guard people.count == batchSize, let end = people.last else { return moved }
            last = end
        }
    }

    /// People who have open matters of an agency at which they are no officer any more.
    private static func gone(after person: String, on day: CivilDate, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT DISTINCT matter.assignee FROM matter WHERE matter.closed_at IS NULL AND matter.assignee IS NOT NULL AND matter.assignee > \(person)
            AND NOT EXISTS (
                SELECT 1 FROM appointment JOIN person ON person.id = appointment.person AND person.closed_at IS NULL
                WHERE appointment.person = matter.assignee AND appointment.agency = matter.lead AND appointment.role = 'officer'
                AND appointment.valid_from <= \(day.iso) AND (appointment.valid_to IS NULL OR appointment.valid_to > \(day.iso)))
            ORDER BY matter.assignee LIMIT \(batchSize)
            """
        ).map { try $0.get("assignee") }
    }

    private func open(_ condition: SQL) throws -> [Matter] {
        try db.all("SELECT id FROM matter WHERE closed_at IS NULL AND \(condition) ORDER BY id").compactMap {
            try MatterQueries.locked($0.get("id"), db)
        }
    }

    /// An agency without a successor cannot take its open matters with it.
    private func refuse(_ agency: String) throws {
        let rows = try db.all(
            "SELECT number FROM matter WHERE closed_at IS NULL AND (lead = \(agency) OR origin = \(agency)) ORDER BY due_at, id LIMIT 21")
        guard !rows.isEmpty else { return }
        let numbers = try rows.prefix(20).map { try $0.get("number", as: String.self) }.joined(separator: "、")
        throw StaffRefusal(
            rows.count > 20
                ? "還有 20 件以上的案件沒有結，要有承接的機關，或先改分、結案：\(numbers)……" : "還有 \(rows.count) 件案件沒有結，要有承接的機關，或先改分、結案：\(numbers)")
    }

    /// - Returns: how many.
    @discardableResult
    func move(from agency: String, to successor: String, _ changes: inout [Change]) throws -> Int {
        let found = try open("(lead = \(agency) OR origin = \(agency))")
        for matter in found {
            try db.run("UPDATE matter SET origin = \(successor) WHERE id = \(matter.id) AND origin = \(agency)")
            guard let moved = try MatterQueries.find(matter.id, db) else { continue }
            var next = try Standing(moved)
            if next.lead == agency { next.lead = successor }
            let after = try store(next, matter: moved, action: "agencyMerged", values: [("agency", successor)], &changes)
            try matters.telling(db, after).tellTurn(of: after, except: actor)
        }
        return found.count
    }

    /// Gives back what waits for somebody at agencies where they are no officer any more.
    @discardableResult
    func release(_ person: String, _ changes: inout [Change]) throws -> Int {
        let appointments = try PersonQueries.signedIn(id: person, on: city.clock.today, db)?.appointments ?? []
        let left = Set(appointments.filter { $0.role == .officer }.map(\.agency))
        let found = try open("assignee = \(person)").filter { !left.contains($0.lead) }
        for matter in found {
            var next = try Standing(matter)
            next.assignee = nil
            let after = try store(next, matter: matter, action: "returned", values: [("before", person)], &changes)
            // Nobody is told twice of one step: the head hears why, then whoever may take it.
            try matters.telling(db, after).tell([.lead(.agencyHead)], of: after, "原來的承辦人離任，案件回到機關，請指派", except: actor)
            try matters.telling(db, after).tellTurn(of: after, except: actor)
        }
        return found.count
    }

    private func store(
        _ standing: Standing, matter: Matter, action: String, values: [(String, String)], _ changes: inout [Change]
    ) throws -> Matter {
        guard let procedure = matters.procedure(matter.procedure) else { return matter }
        let now = city.clock.now()
        var next = standing
        next.turn = matters.turn(of: next, matter, procedure)
        let before = matters.turn(of: try Standing(matter), matter, procedure)
        try next.store(for: matter, procedure: procedure, revision: matter.revision + 1, at: now, db)
        try StepWriter(db: db, now: now).write(
            matter: matter.id, number: matter.revision + 1, action: action, from: matter.state, to: matter.state, actor: actor, words: "",
            values: values, before: "{}")
        changes.append(Change(matter.reference, [("action", action)]))
        try db.emit(InboxEvents.moved(matter.id, from: before, to: next.turn))
        return try MatterQueries.find(matter.id, db) ?? matter
    }
}
