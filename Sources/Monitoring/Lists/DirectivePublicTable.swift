internal import Formats
internal import Kernel
internal import Matters
internal import Storage

/// What public meetings told agencies, and how far each is, for anyone to take along. The words of reports stay inside until they are published.
enum DirectivePublicTable {
    static let directives = PublicTable(
        "monitoring.directives", "公開的列管事項", "公開的會議（市政會議、議會等）交辦的事項：主辦機關、期限、辦到哪一步。", frequency: .continuous,
        columns: [
            PublicColumn("id", "代號"), PublicColumn("number", "案號", .text, .narrow), PublicColumn("meeting", "會議", .text, .wide),
            PublicColumn("held_on", "開會日期", .date, .narrow), PublicColumn("session", "屆次", .text, optional: true),
            PublicColumn("source", "會議種類", .text, .narrow, "municipal 市政會議，council 市議會，major 重要會議，forwardLooking 前瞻，special 專案，youth 青年事務委員會"),
            PublicColumn("kind", "事項種類", .text, .narrow, "directive 裁（指）示，resolution 決議，rider 附帶決議，answer 書面答復"),
            PublicColumn("text", "交辦事項", .text, .broad), PublicColumn("lead", "主辦機關代號", .text, .narrow),
            PublicColumn("due", "期限", .date, optional: true, .narrow),
            PublicColumn("state", "狀態", .text, .narrow, "流程 monitoring.directive 的狀態代號"),
            PublicColumn("closed_on", "結案日期", .date, optional: true, .narrow),
            PublicColumn("is_sample", "示範資料", .bool, .narrow),
        ], sources: ["monitoring/directive"], hasPast: false
    ) { after, limit, _, _, db in
        try db.all(
            """
            SELECT \(MinutesQueries.directiveColumns), matter.number AS case_number, matter.state AS case_state, matter.lead AS case_lead,
                matter.due_at, matter.closed_at, matter.is_sample
            FROM directive JOIN matter ON matter.id = directive.matter
            WHERE directive.is_public AND directive.matter IS NOT NULL AND directive.id > \(after ?? "") ORDER BY directive.id LIMIT \(limit)
            """
        ).map { row in
            let record = try MinutesQueries.directive(row)
            let closed: Instant? = try row.optional("closed_at")
            return [
                .text(record.id), .text(try row.get("case_number")), .text(record.meeting), .date(record.heldOn), .some(record.session) { .text($0) },
                .text(record.source.rawValue), .text(record.kind.rawValue), .text(record.text), .text(try row.get("case_lead")),
                .some(record.due) { .date($0) }, .text(try row.get("case_state")), .some(closed?.taipeiDay) { .date($0) },
                .bool(try row.get("is_sample")),
            ]
        }
    }
}
