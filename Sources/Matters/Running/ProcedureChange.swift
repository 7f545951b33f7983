public import Kernel
internal import Storage

/// Takes running matters along when a procedure changed, before anybody works with them.
public struct ProcedureChange: Sendable {
    private let city: City

    public init(_ city: City) {
        self.city = city
    }

    /// A running matter is in a state that the procedure no longer has, and no way leads out of it. Nothing was changed.
    public struct NoWay: Error, Sendable, Equatable, CustomStringConvertible {
        public let procedure: String
        public let version: Int
        public let state: String

        public var description: String {
            "流程 \(procedure) 第 \(version) 版的案件還在「\(state)」，新的版本沒有這一步，也沒有寫明去哪裡。 Running matters of \(procedure), version \(version), are in \(state), which the new version does not have and shows no way out of."
        }
    }

    /// - Returns: how many matters were taken along.
    /// - Throws: ``NoWay`` before anything was changed.
    @discardableResult
    public func settle() async throws -> Int {
        var ways: [(procedure: Procedure, version: Int, state: String)] = []
        for procedure in Matters(city).procedures {
            ways += try await city.store.read { db in
                try db.all(
                    """
                    SELECT DISTINCT version, state FROM matter WHERE closed_at IS NULL AND procedure = \(procedure.id) AND version <> \(procedure.version)
                    ORDER BY version, state
                    """
                ).map { (procedure, try $0.get("version") as Int, try $0.get("state") as String) }
            }
        }
        for way in ways where target(way.procedure, way.version, way.state) == nil {
            throw NoWay(procedure: way.procedure.id, version: way.version, state: way.state)
        }
        var moved = 0
        for way in ways { moved += try await move(way.procedure, way.version, way.state) }
        return moved
    }

    /// Where a matter of an earlier version goes on: as the procedure says, or where it is when that state is still there.
    private func target(_ procedure: Procedure, _ version: Int, _ state: String) -> State? {
        procedure.state(procedure.changes[version]?[state] ?? state)
    }

    private func move(_ procedure: Procedure, _ version: Int, _ from: String) async throws -> Int {
        guard let to = target(procedure, version, from) else { return 0 }
        let (city, matters, now) = (city, Matters(city), city.clock.now())
        let actor = Actor(Reference("system", "procedure"))
        var moved = 0
        while true {
            let batch = try await city.store.write(as: actor, "matters.changeProcedure") { db, changes in
                let rows = try db.all(
                    """
                    SELECT \(MatterQueries.columns) FROM matter WHERE closed_at IS NULL AND procedure = \(procedure.id) AND version = \(version)
                    AND state = \(from) ORDER BY id LIMIT 200\(SQL.forUpdate)
                    """)
                let deadlines = try Deadlines(city, writing: db)
                for row in rows {
                    let matter = try MatterQueries.matter(row)
                    var next = try Standing(matter)
                    next.state = to.id
                    if let ending = to.closes { next.close(as: ending, matter, at: now, deadlines) }
                    next.turn = matters.turn(of: next, matter, procedure)
                    try next.store(for: matter, procedure: procedure, revision: matter.revision + 1, at: now, db)
                    try StepWriter(db: db, now: now).write(
                        matter: matter.id, number: matter.revision + 1, action: "migrate", from: from, to: to.id, actor: actor, words: "",
                        values: [("version", String(procedure.version))], before: "{}")
                    changes.append(Change(matter.reference, [("action", "migrate"), ("from", from), ("to", to.id)]))
                }
                return rows.count
            }
            moved += batch
            if batch < 200 { return moved }
        }
    }
}
