internal import Formats
internal import Kernel
internal import Storage

extension Policy {
    /// Adds a policy with its agencies and the lines of plans that it serves.
    static func add(_ new: Policy, lines: [Reference], as actor: Actor, in city: City) async throws -> String {
        let now = city.clock.now()
        let id = UniqueID.make(at: now)
        return try await city.store.write(as: actor, "planning.addPolicy") { db, changes in
            try db.run(
                """
                INSERT INTO policy (id, title, text, lead, from_day, to_day, is_public, is_sample, made_at) VALUES (\(id), \(new.title), \(new.text),
                \(new.lead), \(new.from.iso), \(new.to.iso), \(new.isPublic), \(new.isSample), \(now))
                """)
            for part in new.parts {
                try db.run("INSERT INTO policy_part (policy, agency, owes) VALUES (\(id), \(part.agency), \(part.owes))")
            }
            let reference = Reference("planning/policy", id)
            changes.append(Change(reference, [("lead", new.lead)]))
            for line in lines { try Links(city).tie(reference, .carriesOut, line, by: actor, db, &changes) }
            return id
        }
    }

    /// Keeps what a form says of it.
    /// - Throws: ``AnnualFault/changedMeanwhile(_:)``.
    static func keep(_ policy: Policy, seen: String, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.editPolicy") { db, changes in
            guard let before = try PolicyQueries.locked(policy.id, db) else { throw Problem.notFound }
            try SectionDigest.check(seen, against: before.values)
            try db.run(
                """
                UPDATE policy SET title = \(policy.title), text = \(policy.text), lead = \(policy.lead), from_day = \(policy.from.iso),
                to_day = \(policy.to.iso), is_public = \(policy.isPublic) WHERE id = \(policy.id)
                """)
            changes.append(Change(policy.reference, [("edited", "true")]))
            if policy.isPublic != before.isPublic { try Links.show(policy.reference, isPublic: policy.isPublic, db, &changes) }
        }
    }

    /// Says what an agency owes; one that owes nothing any more has no part in it.
    static func share(_ agency: String, owes: String, of id: String, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.sharePolicy") { db, changes in
            guard let policy = try PolicyQueries.locked(id, db) else { throw Problem.notFound }
            if owes.isEmpty {
                try db.run("DELETE FROM policy_part WHERE policy = \(id) AND agency = \(agency)")
            } else {
                try db.run(
                    """
                    INSERT INTO policy_part (policy, agency, owes) VALUES (\(id), \(agency), \(owes))
                    ON CONFLICT (policy, agency) DO UPDATE SET owes = excluded.owes
                    """)
            }
            changes.append(Change(policy.reference, [("agency", agency)]))
        }
    }

    /// As a form shows it.
    var values: [String: String] {
        ["title": title, "text": text, "lead": lead, "from": from.iso, "to": to.iso, "isPublic": isPublic ? "yes" : "no"]
    }
}
