internal import Kernel
internal import Matters
internal import Storage

extension PlanComment {
    /// What can be done about a comment that is there.
    enum Reply: String, Sendable, CaseIterable {
        /// By the agency, while it is revising.
        case answer
        /// By the commission, while it is reviewing.
        case settle, reopen
    }

    /// The commission says something about a line of the draft it is reviewing.
    static func say(_ text: String, about line: String?, of draft: String, by person: SignedInPerson, in city: City) async throws {
        let id = UniqueID.make(at: city.clock.now())
        try await city.store.write(as: Actor(person.reference), "planning.comment") { db, changes in
            let plan = try reviewed(draft, may: "accept", person, city, db)
            if let line, !["mission", "vision"].contains(line), try PlanQueries.line(line, of: draft, db) == nil { throw Refusal.notNow }
            let office = person.appointments.first { $0.role == .reviewer }?.agency ?? plan.agency
            try db.run(
                """
                INSERT INTO plan_comment (id, version, line, office, text, at, status)
                VALUES (\(id), \(plan.versionID), \(line), \(office), \(text), \(city.clock.now()), 'open')
                """)
            changes.append(Change(Reference("planning/comment", id), [("status", "open")]))
        }
    }

    /// The agency answers, the commission settles or opens again.
    static func reply(_ reply: Reply, to id: String, _ text: String, of draft: String, by person: SignedInPerson, in city: City) async throws {
        let now = city.clock.now()
        try await city.store.write(as: Actor(person.reference), "planning.replyToComment") { db, changes in
            let plan = try reviewed(draft, may: reply == .answer ? "submit" : "accept", person, city, db)
            guard let row = try db.first("SELECT status FROM plan_comment WHERE id = \(id) AND version = \(plan.versionID)\(SQL.forUpdate)") else {
                throw Problem.notFound
            }
            let status: Status
            switch (reply, try row.word("status") as Status) {
            case (.answer, .open), (.answer, .answered):
                status = .answered
                try db.run("UPDATE plan_comment SET answer = \(text), answered_at = \(now) WHERE id = \(id)")
            case (.settle, .open), (.settle, .answered): status = .settled
            case (.reopen, .answered), (.reopen, .settled): status = .open
            case (.answer, .settled), (.settle, .settled), (.reopen, .open): throw Refusal.notNow
            }
            try db.run("UPDATE plan_comment SET status = \(status.rawValue) WHERE id = \(id)")
            changes.append(Change(Reference("planning/comment", id), [("status", status.rawValue)]))
        }
    }

    /// The draft, held until the transaction ends, when its procedure allows this person that step now.
    private static func reviewed(_ draft: String, may step: String, _ person: SignedInPerson, _ city: City, _ db: any Writer) throws -> Plan {
        // Held first and asked then: a step that is made at the same moment has ended when its state is read.
        guard try PlanRow.find(draft, db) != nil, let plan = try PlanQueries.find(draft, db), let matter = try PlanLife.current(plan.versionID, db),
            Matters(city).actions(on: matter, for: person).contains(where: { $0.action.id == step })
        else { throw Refusal.notNow }
        return plan
    }
}
