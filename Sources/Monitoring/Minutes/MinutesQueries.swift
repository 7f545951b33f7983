internal import Formats
internal import Kernel
internal import Storage

/// Every query on minutes and their directives.
enum MinutesQueries {
    static func find(_ id: String, _ db: any Reader) throws -> MinutesRecord? {
        try db.first("SELECT \(columns) FROM minutes WHERE id = \(id)").map(minutes)
    }

    /// The newest meetings first.
    static func list(limit: Int, _ db: any Reader) throws -> [MinutesRecord] {
        try db.all("SELECT \(columns) FROM minutes ORDER BY held_on DESC, id DESC LIMIT \(limit)").map(minutes)
    }

    /// In the order of the minutes.
    static func directives(of minutes: String, _ db: any Reader) throws -> [DirectiveRecord] {
        try db.all("SELECT \(directiveColumns) FROM directive WHERE minutes = \(minutes) ORDER BY place, id").map(directive)
    }

    static func directive(matter: String, _ db: any Reader) throws -> DirectiveRecord? {
        try db.first("SELECT \(directiveColumns) FROM directive WHERE matter = \(matter)").map(directive)
    }

    /// How many of each minutes were dispatched and how many wait.
    static func counts(of minutes: [String], _ db: any Reader) throws -> [String: (proposed: Int, dispatched: Int)] {
        var counts: [String: (proposed: Int, dispatched: Int)] = [:]
        for row in try db.all(
            "SELECT minutes, count(matter) AS dispatched, count(*) AS proposed FROM directive WHERE minutes IN (\(list: minutes)) GROUP BY minutes")
        {
            counts[try row.get("minutes")] = (try row.get("proposed"), try row.get("dispatched"))
        }
        return counts
    }

    private static let columns: SQL = "id, source, title, held_on, session, file_name, state, is_public, is_sample, revision"

    static let directiveColumns: SQL = """
        directive.id, directive.minutes, directive.source, directive.meeting, directive.held_on, directive.session, directive.line, directive.kind,
        directive.number, directive.heading, directive.text, directive.lead, directive.lead_words, directive.supporting, directive.supporting_words,
        directive.due, directive.due_words, directive.is_chosen, directive.is_public, directive.matter
        """

    private static func minutes(_ row: Row) throws -> MinutesRecord {
        MinutesRecord(
            id: try row.get("id"), source: MeetingSource(rawValue: try row.get("source")) ?? .major, title: try row.get("title"),
            heldOn: try row.date("held_on"), session: try row.optional("session"), fileName: try row.get("file_name"),
            state: MinutesRecord.State(rawValue: try row.get("state")) ?? .open, isPublic: try row.get("is_public"),
            isSample: try row.get("is_sample"), revision: try row.get("revision"))
    }

    static func directive(_ row: Row) throws -> DirectiveRecord {
        DirectiveRecord(
            id: try row.get("id"), minutes: try row.optional("minutes"), source: MeetingSource(rawValue: try row.get("source")) ?? .major,
            meeting: try row.get("meeting"), heldOn: try row.date("held_on"), session: try row.optional("session"),
            line: try row.optional("line"), kind: Minutes.Kind(rawValue: try row.get("kind")) ?? .directive, number: try row.get("number"),
            heading: try row.get("heading"), text: try row.get("text"), lead: try row.optional("lead"), leadWords: try row.get("lead_words"),
            supporting: try row.get("supporting", as: String.self).split(separator: " ").map(String.init),
            supportingWords: try row.get("supporting_words"), due: try row.optionalDate("due"), dueWords: try row.get("due_words"),
            isChosen: try row.get("is_chosen"), isPublic: try row.get("is_public"), matter: try row.optional("matter"))
    }
}
