internal import Formats
internal import Kernel
internal import Storage

/// 稽催: reminds whom a procedure says, each deadline once, and leaves a step in the history.
enum Chasing {
    static let kind = JobKind("matters.chase", "稽催", schedule: "0 8 * * *", attempts: 5, afterKill: .restart) { run in
        let chased = try await chase(run.city)
        return "稽催 \(chased) 件"
    }

    /// - Returns: how many reminders were given.
    static func chase(_ city: City) async throws -> Int {
        var chased = 0
        for procedure in Matters(city).procedures {
            for chase in procedure.chases {
                guard let span = try await span(of: chase, city) else { continue }
                var batch: Int
                repeat {
                    batch = try await remind(chase, procedure, span, city)
                    chased += batch
                } while batch == batchSize
            }
        }
        return chased
    }

    private static let batchSize = 200

    /// The deadlines that call for it today; nil on a day off, and when the calendar does not say.
    private static func span(of chase: Chase, _ city: City) async throws -> ClosedRange<Instant>? {
        let (today, now) = (city.clock.today, city.clock.now())
        let days = DeadlineRule.workingDays(chase.workingDays).value(city.settings, on: today)
        return try await city.store.read { db in
            let calendar = try city.calendars.current(db)
            guard (try? calendar.isWorkingDay(today)) == true else { return nil }
            if chase.isBefore {
                let hours = OfficeHours(city.settings, on: today)
                guard let end = try? calendar.adding(days, .workingDays, to: now, hours: hours), end > now else { return nil }
                return now...end
            }
            var (day, left) = (today, days)
            while left > 0 {
                day = day.adding(days: -1)
                guard let works = try? calendar.isWorkingDay(day) else { return nil }
                if works { left -= 1 }
            }
            return Instant(milliseconds: 0)...Instant.end(of: days == 0 ? today.adding(days: -1) : day)
        }
    }

    /// A batch, in one transaction.
    private static func remind(_ chase: Chase, _ procedure: Procedure, _ span: ClosedRange<Instant>, _ city: City) async throws -> Int {
        let name = "\(procedure.id).\(chase.id)"
        return try await city.store.write(as: Actor(Reference("system", "chase")), "matters.chase") { db, changes in
            let rows = try db.all(
                """
                SELECT \(MatterQueries.columns) FROM matter WHERE closed_at IS NULL AND suspended_at IS NULL AND procedure = \(procedure.id)
                AND due_at >= \(span.lowerBound) AND due_at <= \(span.upperBound)
                AND NOT EXISTS (SELECT 1 FROM matter_chase WHERE matter = matter.id AND chase = \(name) AND matter_chase.due_at = matter.due_at)
                ORDER BY due_at, id LIMIT \(batchSize)\(SQL.forUpdate)
                """)
            for row in rows { try remind(try MatterQueries.matter(row), chase, name, city, db, &changes) }
            return rows.count
        }
    }

    private static func remind(_ matter: Matter, _ chase: Chase, _ name: String, _ city: City, _ db: any Writer, _ changes: inout [Change]) throws {
        let now = city.clock.now()
        let actor = Actor(Reference("system", "chase"))
        try db.run("INSERT INTO matter_chase (matter, chase, due_at) VALUES (\(matter.id), \(name), \(matter.dueAt))")
        try db.run("UPDATE matter SET revision = \(matter.revision + 1) WHERE id = \(matter.id)")
        try StepWriter(db: db, now: now).write(
            matter: matter.id, number: matter.revision + 1, action: "chase", from: matter.state, to: matter.state, actor: actor, words: "",
            values: [("chase", chase.words.key)], before: "{}")
        changes.append(Change(matter.reference, [("action", "chase"), ("chase", chase.id)]))
        try Telling(db: db, city: city, at: now, visibleAt: now, step: matter.revision + 1).tell(chase.whom, of: matter, chase.words, except: actor)
    }
}
