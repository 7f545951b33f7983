internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// `/directives`: what agencies were told to do, by meeting, agency, kind and light.
enum DirectivePages {
    private static let length = 50

    private static let shape = Schema.object([
        ("number", .string), ("text", .string), ("meeting", .string), ("heldOn", .string), ("source", .string), ("kind", .string), ("lead", .string),
        ("supporting", .list(.string)), ("due", .nullable(.string)), ("state", .string), ("light", .string), ("url", .string),
    ])

    static let list = Endpoint(
        .get, "/directives", .holds(MonitoringModule.readDirectives),
        .page("列管事項", data: .object([("items", .list(shape)), ("next", .nullable(.string))]), query: DirectiveFilter.parameters + [.after])
    ) { call in
        let filter = DirectiveFilter(call)
        let isTable = call.request.wantsTable
        let (found, agencies) = try await call.store.read { db in
            (try DirectiveQueries.rows(filter, limit: isTable ? 10_000 : length + 1, db), try AgencyQueries.all(db))
        }
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        if let table = try table(found, filter, names, call) { return table }
        let shown = Array(found.prefix(length))
        let next = found.count > length ? shown.last.map { "\($0.record.heldOn.iso)~\($0.record.id)" } : nil
        if call.request.form == .json { return .json(json(shown, next, filter, names, call)) }
        return .page(DirectiveListView(filter: filter, rows: shown, next: next, agencies: agencies, names: names, call: call).page)
    }

    private static let columns = [
        TableColumn("number", "案號"), TableColumn("text", "交辦事項", .broad), TableColumn("meeting", "會議", .wide),
        TableColumn("held_on", "開會日期", .narrow),
        TableColumn("source", "會議種類", .narrow), TableColumn("kind", "事項種類", .narrow), TableColumn("lead", "主辦機關", .narrow),
        TableColumn("supporting", "協辦機關"), TableColumn("due", "期限", .narrow), TableColumn("state", "狀態", .narrow),
        TableColumn("light", "燈號", .narrow),
    ]

    private static func table(_ rows: [DirectiveRow], _ filter: DirectiveFilter, _ names: [String: String], _ call: Call) throws -> Reply? {
        guard var table = call.table("directives", title: "列管事項", columns: columns) else { return nil }
        let t = call.t
        for row in rows {
            let record = row.record
            table.append([
                .text(row.number), .text(record.text), .text(record.meeting), .date(record.heldOn), .text(t(record.source.title)),
                .text(t(record.kind.title)), .text(names[row.lead] ?? row.lead),
                .text(record.supporting.map { names[$0] ?? $0 }.joined(separator: "、")),
                .some(row.dueAt?.taipeiDay) { .date($0) }, .text(DirectiveListView.state(row, t)), .text(t(filter.light(of: row).title)),
            ])
        }
        return try table.reply()
    }

    private static func json(
        _ rows: [DirectiveRow], _ next: String?, _ filter: DirectiveFilter, _ names: [String: String], _ call: Call
    ) -> JSON {
        let items: [JSON] = rows.map { row in
            let record = row.record
            return .object([
                ("number", .string(row.number)), ("text", .string(record.text)), ("meeting", .string(record.meeting)),
                ("heldOn", .string(record.heldOn.iso)), ("source", .string(record.source.rawValue)), ("kind", .string(record.kind.rawValue)),
                ("lead", .string(row.lead)), ("supporting", .array(record.supporting.map { .string($0) })),
                ("due", row.dueAt.map { .string($0.taipeiDay.iso) } ?? .null), ("state", .string(row.state)),
                ("light", .string(filter.light(of: row).rawValue)), ("url", .string(call.city.address + "/matters/\(record.matter ?? "")")),
            ])
        }
        return ["items": .array(items), "next": next.map { .string($0) } ?? .null]
    }
}
