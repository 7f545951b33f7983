internal import Formats
internal import Kernel
public import Storage

/// Reading matters and their steps by key.
public enum MatterQueries {
    static let columns: SQL = """
        matter.id, matter.procedure, matter.version, matter.number, matter.title, matter.state, matter.lead, matter.unit, matter.assignee, matter.author,
        matter.origin, matter.parent, matter.subject, matter.opened_at, matter.state_since, matter.due_at, matter.due_from, matter.due_term,
        matter.closed_at, matter.ending, matter.closed_due, matter.used_halves, matter.suspended_at, matter.is_public, matter.is_open_to_staff, matter.is_sample, matter.revision
        """

    public static func find(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> Matter? {
        try find(id, asOf, "", db)
    }

    /// For a write: holds the row until the transaction ends.
    static func locked(_ id: String, _ db: any Writer) throws -> Matter? { try find(id, .now, SQL.forUpdate, db) }

    private static func find(_ id: String, _ asOf: AsOf, _ lock: SQL, _ db: any Reader) throws -> Matter? {
        guard let row = try db.first("SELECT \(columns) FROM \(asOf.table("matter")) WHERE id = \(id)\(lock)") else { return nil }
        let supporting = try db.all("SELECT DISTINCT lead FROM \(asOf.table("matter")) WHERE parent = \(id)").map { try $0.get("lead") as String }
        return try matter(row, supporting: Set(supporting))
    }

    /// The parts of a matter, the oldest first.
    public static func parts(of id: String, asOf: AsOf = .now, _ db: any Reader) throws -> [Matter] {
        try db.all("SELECT \(columns) FROM \(asOf.table("matter")) WHERE parent = \(id) ORDER BY opened_at, id LIMIT 200").map { try matter($0) }
    }

    /// Matters about one of the module's records, the newest first.
    public static func about(_ subject: Reference, _ db: any Reader) throws -> [Matter] {
        try db.all("SELECT \(columns) FROM matter WHERE subject = \(subject) ORDER BY opened_at DESC, id LIMIT 200").map { try matter($0) }
    }

    /// - Parameter before: the moment it is about: only steps made until then, and none taken back that still stood.
    public static func steps(of id: String, before: Instant? = nil, _ db: any Reader) throws -> [Step] {
        let time: SQL = before.map { " AND at <= \($0)" } ?? ""
        return try db.all(
            """
            SELECT id, matter, number, action, from_state, to_state, actor, acting_for, at, words, form, undone_at FROM matter_step
            WHERE matter = \(id)\(time) ORDER BY number
            """
        ).map { try step($0, asOf: before) }
    }

    /// For whom somebody made the last step, when it was theirs.
    static func lastActingFor(_ id: String, by person: Reference, _ db: any Reader) throws -> Reference? {
        let row = try db.first("SELECT actor, acting_for FROM matter_step WHERE matter = \(id) ORDER BY number DESC LIMIT 1")
        guard let row, try row.get("actor") as Reference == person else { return nil }
        return try row.optional("acting_for")
    }

    static func matter(_ row: Row, supporting: Set<String> = []) throws -> Matter {
        let due: Instant = try row.get("due_at")
        return Matter(
            id: try row.get("id"), procedure: try row.get("procedure"), version: try row.get("version"), number: try row.get("number"),
            title: try row.get("title"), state: try row.get("state"), lead: try row.get("lead"), unit: try row.optional("unit"),
            assignee: try row.optional("assignee"), author: try row.get("author"), origin: try row.optional("origin"),
            parent: try row.optional("parent"), subject: try row.optional("subject"), openedAt: try row.get("opened_at"),
            stateSince: try row.get("state_since"), dueAt: due == Matter.never ? nil : due, dueFrom: try row.optional("due_from"),
            dueTerm: try row.optional("due_term", as: String.self).flatMap(DeadlineTerm.init(text:)), closedAt: try row.optional("closed_at"),
            ending: try row.optional("ending", as: String.self).flatMap(State.Ending.init(rawValue:)), closedDue: try row.optional("closed_due"),
            usedHalves: try row.optional("used_halves"), suspendedAt: try row.optional("suspended_at"), isPublic: try row.get("is_public"),
            isOpenToStaff: try row.get("is_open_to_staff"),
            isSample: try row.get("is_sample"),
            revision: try row.get("revision"), supporting: supporting)
    }

    private static func step(_ row: Row, asOf moment: Instant?) throws -> Step {
        let undone: Instant? = try row.optional("undone_at")
        let isUndone = undone.map { undone in moment.map { undone <= $0 } ?? true } ?? false
        return try step(row, isUndone: isUndone)
    }

    private static func step(_ row: Row, isUndone: Bool) throws -> Step {
        Step(
            id: try row.get("id"), matter: try row.get("matter"), number: try row.get("number"), action: try row.get("action"),
            from: try row.get("from_state"), to: try row.get("to_state"), actor: try row.get("actor"), actingFor: try row.optional("acting_for"),
            at: try row.get("at"), words: try row.get("words"), values: StepForm.values(try row.get("form")),
            isUndone: isUndone)
    }
}

/// The values of a step's form, as JSON in its row.
enum StepForm {
    static func text(_ values: [(String, String)]) -> String {
        String(decoding: JSON.object(values.map { ($0.0, .string($0.1)) }).utf8(), as: UTF8.self)
    }

    static func values(_ text: String) -> [(String, String)] {
        guard case .object(let members) = try? JSON(parsing: Array(text.utf8)) else { return [] }
        return members.compactMap { name, value in if case .string(let text) = value { (name, text) } else { nil } }
    }
}
