internal import Kernel
internal import Storage

/// Keeps the sums. A step only adds rows of what it changed, in its own transaction, so no two steps ever wait for one sum; a job adds them up every
/// minute. Who reads takes both together, so what is read is always what the matters say.
enum Tally {
    static let kind = JobKind("matters.tally", "加總案件時效", schedule: "* * * * *", attempts: 3, afterKill: .restart) { run in
        let state = try await run.city.store.read { try $0.first("SELECT counted_at FROM matter_tally_state WHERE id = 'all'") }
        if try state?.optional("counted_at", as: Instant.self) == nil { return "重新加總 \(try await rebuild(run.city)) 件案件" }
        return "加總 \(try await fold(run.city)) 筆變動"
    }

    /// Notes what a change of one matter changes in the sums; its row is locked, or new.
    static func note(from before: TallyFacts?, to after: TallyFacts?, at now: Instant, _ db: any Writer) throws {
        guard before != after else { return }
        var changes = after?.sums ?? [:]
        for (key, sums) in before?.sums ?? [:] { changes[key, default: .zero].subtract(sums) }
        for (key, sums) in changes where sums != .zero {
            try db.run(
                """
                INSERT INTO matter_tally_change (id, \(keyColumns), \(sumColumns)) VALUES (\(UniqueID.make(at: now)), \(key.measure.rawValue),
                \(key.procedure), \(key.agency), \(key.person), \(key.period), \(list: sums.values))
                """)
        }
    }

    static let keyColumns: SQL = "measure, procedure, agency, person, period"
    static let sumColumns = SQL.joined(TallySums.columns.map { "\($0)" }, by: ", ")
    private static let batchSize = 1000

    /// Adds up what was noted.
    /// - Returns: how many rows.
    @discardableResult
    static func fold(_ city: City) async throws -> Int {
        var folded = 0
        while true {
            let batch = try await city.store.write(exempt: .tally) { db in
                let rows = try db.all("SELECT id FROM matter_tally_change ORDER BY id LIMIT \(batchSize)\(SQL.forUpdate)")
                let ids = try rows.map { try $0.get("id", as: String.self) }
                guard !ids.isEmpty else { return 0 }
                // By their keys and not by a range: another transaction may commit one in between.
                for person in ["''" as SQL, "person"] {
                    try db.run(
                        """
                        INSERT INTO matter_tally (measure, procedure, agency, person, period, \(sumColumns))
                        SELECT measure, procedure, agency, \(person), period, \(added) FROM matter_tally_change WHERE id IN (\(list: ids))
                        GROUP BY 1, 2, 3, 4, 5 ON CONFLICT (person, agency, procedure, measure, period) DO UPDATE SET \(adding)
                        """)
                }
                try db.run("DELETE FROM matter_tally_change WHERE id IN (\(list: ids))")
                return ids.count
            }
            folded += batch
            if batch < batchSize { break }
        }
        return folded
    }

    private static let added = SQL.joined(TallySums.columns.map { "CAST(sum(\($0)) AS BIGINT)" }, by: ", ")
    private static let adding = SQL.joined(
        TallySums.columns.map { "\($0) = matter_tally.\($0) + excluded.\($0)" }, by: ", ")

    /// Makes the sums anew from all matters, for what ran before there were any and whenever they are doubted. Matters cannot change meanwhile.
    /// - Returns: how many matters were counted.
    @discardableResult
    static func rebuild(_ city: City) async throws -> Int {
        let now = city.clock.now()
        return try await city.store.write(exempt: .tally) { db in
            if db.engine == .postgres { try db.run("LOCK TABLE matter IN SHARE MODE") }
            try db.run("DELETE FROM matter_tally")
            try db.run("DELETE FROM matter_tally_change")
            var (all, count): ([TallyKey: TallySums], Int) = ([:], 0)
            try db.each("SELECT \(MatterQueries.columns) FROM matter") { row in
                for (key, sums) in TallyFacts(try MatterQueries.matter(row)).sums {
                    all[key, default: .zero].add(sums)
                    var everybody = key
                    everybody.person = ""
                    all[everybody, default: .zero].add(sums)
                }
                count += 1
                return true
            }
            for (key, sums) in all {
                try db.run(
                    """
                    INSERT INTO matter_tally (\(keyColumns), \(sumColumns)) VALUES (\(key.measure.rawValue), \(key.procedure), \(key.agency),
                    \(key.person), \(key.period), \(list: sums.values))
                    """)
            }
            try db.run("UPDATE matter_tally_state SET counted_at = \(now) WHERE id = 'all'")
            return count
        }
    }
}
