internal import Formats
public import Storage

/// Every query on meetings.
public enum MeetingQueries {
    public static func series(_ id: String, _ db: any Reader) throws -> MeetingSeries? {
        try db.first("SELECT \(seriesColumns) FROM meeting_series WHERE id = \(id)").map(series)
    }

    /// Series of these agencies, or of all, by name.
    static func series(of agencies: Set<String>?, _ db: any Reader) throws -> [MeetingSeries] {
        let condition: SQL = agencies.map { "agency IN (\(list: $0.sorted()))" } ?? "TRUE"
        return try db.all("SELECT \(seriesColumns) FROM meeting_series WHERE \(condition) ORDER BY name, id").map(series)
    }

    public static func find(_ id: String, _ db: any Reader) throws -> Meeting? {
        try db.first("SELECT \(columns) FROM \(joined) WHERE meeting.id = \(id)").map(meeting)
    }

    static func find(_ ids: [String], _ db: any Reader) throws -> [Meeting] {
        guard !ids.isEmpty else { return [] }
        return try db.all("SELECT \(columns) FROM \(joined) WHERE meeting.id IN (\(list: ids)) ORDER BY meeting.id").map(meeting)
    }

    static func decisions(_ ids: [String], asOf: AsOf, _ db: any Reader) throws -> [Decision] {
        guard !ids.isEmpty else { return [] }
        return try db.all("SELECT \(decisionColumns) FROM \(asOf.table("decision")) WHERE id IN (\(list: ids)) ORDER BY id").map(decision)
    }

    /// The meetings of a series, the latest first.
    static func meetings(of series: String, limit: Int, _ db: any Reader) throws -> [Meeting] {
        try db.all("SELECT \(columns) FROM \(joined) WHERE meeting.series = \(series) ORDER BY meeting.number DESC LIMIT \(limit)").map(meeting)
    }

    /// What anyone may read, the latest first, before a moment and a key.
    static func published(before: String?, limit: Int, _ db: any Reader) throws -> [Meeting] {
        let parts = before?.split(separator: "~", maxSplits: 1).map(String.init) ?? []
        let from: SQL = parts.count == 2 ? "AND (meeting.starts_at, meeting.id) < (\(parts[0]), \(parts[1]))" : ""
        return try db.all(
            """
            SELECT \(columns) FROM \(joined) WHERE meeting_series.is_public AND meeting.state <> 'planned' \(from)
            ORDER BY meeting.starts_at DESC, meeting.id DESC LIMIT \(limit)
            """
        ).map(meeting)
    }

    /// Meetings of these agencies, or of all, that begin after a moment.
    static func upcoming(of agencies: Set<String>?, after: Instant, limit: Int, _ db: any Reader) throws -> [Meeting] {
        let condition: SQL = agencies.map { "AND meeting_series.agency IN (\(list: $0.sorted()))" } ?? ""
        return try db.all(
            "SELECT \(columns) FROM \(joined) WHERE meeting.starts_at >= \(after) \(condition) ORDER BY meeting.starts_at, meeting.id LIMIT \(limit)"
        ).map(meeting)
    }

    static func items(of meeting: String, _ db: any Reader) throws -> [AgendaItem] {
        try db.all("SELECT id, kind, title, presenter, text, minutes FROM agenda_item WHERE meeting = \(meeting) ORDER BY place, id").map { row in
            AgendaItem(
                id: try row.get("id"), kind: AgendaItem.Kind(rawValue: try row.get("kind")) ?? .report, title: try row.get("title"),
                presenter: try row.get("presenter"), text: try row.get("text"), minutes: try row.optional("minutes"))
        }
    }

    static func attendance(of meeting: String, _ db: any Reader) throws -> [Attendance] {
        try db.all("SELECT id, office, presence FROM attendance WHERE meeting = \(meeting) ORDER BY place, id").map { row in
            Attendance(id: try row.get("id"), office: try row.get("office"), presence: .init(rawValue: try row.get("presence")) ?? .invited)
        }
    }

    /// In the order they were made.
    static func corrections(of meeting: String, _ db: any Reader) throws -> [MinutesCorrection] {
        try db.all("SELECT version, item, before, after, reason, at FROM minutes_correction WHERE meeting = \(meeting) ORDER BY version").map { row in
            MinutesCorrection(
                version: try row.get("version"), item: try row.get("item"), before: try row.optional("before"), after: try row.optional("after"),
                reason: try row.get("reason"), at: try row.get("at"))
        }
    }

    public static func decisions(of meeting: String, _ db: any Reader) throws -> [Decision] {
        try db.all("SELECT \(decisionColumns) FROM decision WHERE meeting = \(meeting) ORDER BY place, id").map(decision)
    }

    public static func decision(_ id: String, _ db: any Reader) throws -> Decision? {
        try db.first("SELECT \(decisionColumns) FROM decision WHERE id = \(id)").map(decision)
    }

    /// What a meeting begins with: the decisions of the one before it, and older ones that are still open.
    /// - Returns: the decisions, and the key of the meeting before.
    static func decisions(before meeting: Meeting, _ db: any Reader) throws -> ([Decision], last: String?) {
        let last: String? = try db.first(
            "SELECT id FROM meeting WHERE series = \(meeting.series.id) AND number < \(meeting.number) ORDER BY number DESC LIMIT 1")?.get("id")
        let found = try db.all(
            """
            SELECT \(SQL.joined(decisionNames.map { "decision.\($0)" }, by: ", ")) FROM decision JOIN meeting ON meeting.id = decision.meeting
            WHERE decision.series = \(meeting.series.id) AND meeting.number < \(meeting.number)
              AND (decision.state = 'open' OR decision.meeting = \(last ?? ""))
            ORDER BY meeting.number, decision.place, decision.id
            """
        ).map(decision)
        return (found, last)
    }

    /// Open decisions that an agency leads, the most urgent first.
    static func open(of agencies: Set<String>?, limit: Int, _ db: any Reader) throws -> [Decision] {
        let condition: SQL = agencies.map { "AND lead_agency IN (\(list: $0.sorted()))" } ?? ""
        return try db.all(
            "SELECT \(decisionColumns) FROM decision WHERE state = 'open' \(condition) ORDER BY due NULLS LAST, id LIMIT \(limit)"
        ).map(decision)
    }

    private static let seriesColumns: SQL = "id, name, agency, kind, chair, is_public, is_sample"
    private static let joined: SQL = "meeting JOIN meeting_series ON meeting_series.id = meeting.series"
    private static let columns: SQL = """
        meeting.id, meeting.number, meeting.starts_at, meeting.ends_at, meeting.place, meeting.state, meeting.sequence, meeting.changed_at,
        meeting.cancelled_at, meeting.cancel_reason,
        meeting_series.id AS series_id, meeting_series.name, meeting_series.agency, meeting_series.kind, meeting_series.chair, meeting_series.is_public,
        meeting_series.is_sample
        """
    private static let decisionNames: [Identifier] = [
        "id", "meeting", "item", "text", "lead_agency", "supporting", "due", "state", "progress", "opened",
    ]
    private static let decisionColumns = SQL.joined(decisionNames.map { "\($0)" }, by: ", ")

    private static func series(_ row: Row) throws -> MeetingSeries { try series(row, id: "id") }

    private static func series(_ row: Row, id: String) throws -> MeetingSeries {
        MeetingSeries(
            id: try row.get(id), name: try row.get("name"), agency: try row.get("agency"), kind: .init(rawValue: try row.get("kind")) ?? .committee,
            chair: try row.get("chair"), isPublic: try row.get("is_public"), isSample: try row.get("is_sample"))
    }

    private static func meeting(_ row: Row) throws -> Meeting {
        guard let state = Meeting.State(rawValue: try row.get("state")) else { throw StoreError.unexpectedType(column: "state") }
        return Meeting(
            id: try row.get("id"), series: try series(row, id: "series_id"), number: try row.get("number"), startsAt: try row.get("starts_at"),
            endsAt: try row.get("ends_at"), place: try row.get("place"), state: state, sequence: try row.get("sequence"),
            changedAt: try row.get("changed_at"), cancelledAt: try row.optional("cancelled_at"), cancelReason: try row.optional("cancel_reason"))
    }

    private static func decision(_ row: Row) throws -> Decision {
        let supporting: String = try row.get("supporting")
        let due: String? = try row.optional("due")
        return Decision(
            id: try row.get("id"), meeting: try row.get("meeting"), item: try row.optional("item"), text: try row.get("text"),
            leadAgency: try row.get("lead_agency"), supporting: supporting.split(separator: " ").map(String.init),
            due: due.flatMap { CivilDate(iso: $0) }, state: .init(rawValue: try row.get("state")) ?? .open, progress: try row.get("progress"),
            opened: try row.optional("opened"))
    }
}
