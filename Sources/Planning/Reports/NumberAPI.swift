internal import Formats
internal import Kernel
internal import Storage

/// The numbers of a report for programs and spreadsheets of those who draft it.
enum NumberAPI {
    static let list = Endpoint(
        .get, "/api/v1/reports/{report}/numbers", .holdsOn(PlanningModule.draftPlans, "report"),
        .json("報告裡的數字，和它們成了哪個指標的值", .page(of: schema), alsoTable: true, query: [.limit, .after])
    ) { call in
        let id = try call.parameter("report")
        let (limit, from) = (try call.limit(or: 50), try cursor(call))
        if let table = try await table(id, call) { return table }
        let page = try await call.store.read { try NumberQueries.page(of: id, nil, from: from, limit: limit, $0) }
        return .json(["items": .array(page.numbers.map(json)), "next": page.next.map { .string(String($0)) } ?? .null])
    }

    private static let schema = Schema.object([
        ("id", .string), ("line", .string), ("title", .string), ("value", .number), ("unit", .string), ("sentence", .string), ("printed", .string),
        ("status", .word(ProposedMeasurement.Status.allCases.map(\.rawValue))), ("indicator", .nullable(.string)), ("period", .nullable(.string)),
    ])

    private static func json(_ number: ProposedMeasurement) -> JSON {
        [
            "id": .string(number.id), "line": .string(number.line), "title": .string(number.title), "value": .double(number.value),
            "unit": .string(number.unit), "sentence": .string(number.sentence), "printed": .string(number.printed),
            "status": .string(number.status.rawValue), "indicator": number.indicator.map { .string($0) } ?? .null,
            "period": number.period.map { .string($0.id) } ?? .null,
        ]
    }

    private static let columns = [
        TableColumn("id", "代號"), TableColumn("line", "章節", .narrow), TableColumn("title", "量的是什麼", .wide), TableColumn("value", "數值", .narrow),
        TableColumn("unit", "單位", .narrow), TableColumn("sentence", "原句", .broad), TableColumn("status", "狀態", .narrow),
        TableColumn("indicator", "指標（代號）"), TableColumn("period", "期間", .narrow),
    ]

    /// Nil where no table is asked for.
    private static func table(_ report: String, _ call: Call) async throws -> Reply? {
        guard var table = call.table("numbers", title: "報告裡的數字", columns: columns) else { return nil }
        var from: Int? = 0
        while let place = from {
            let page = try await call.store.read { try NumberQueries.page(of: report, nil, from: place, limit: 500, $0) }
            for number in page.numbers {
                table.append([
                    .text(number.id), .text(number.line), .text(number.title), .number(number.value), .text(number.unit), .text(number.sentence),
                    .text(number.status.rawValue), .some(number.indicator) { .text($0) }, .some(number.period) { .text($0.id) },
                ])
            }
            from = page.next
        }
        return try table.reply()
    }

    private static func cursor(_ call: Call) throws -> Int {
        guard let text = call.request.query["after"], !text.isEmpty else { return 0 }
        guard let place = Int(text), place >= 0 else { throw Problem.badQuery("after", "請用上一頁給的 next。") }
        return place
    }
}
