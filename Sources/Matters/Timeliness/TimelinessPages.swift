internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 時效: how long matters take and whether they are done in time, of every procedure there is; nothing has to be written for it.
enum TimelinessPages {
    static let read = Permission("matters.readTimeliness", "看各機關、各流程的案件時效")
    static let readPeople = Permission("matters.readPeopleTimeliness", "看各承辦人的案件時效")

    static let page = Endpoint(.get, "/timeliness", .holds(read), .page("案件時效", query: TimelinessFilter.parameters)) { call in
        .page(try await TimelinessPage(call).page)
    }

    static let people = Endpoint(
        .get, "/timeliness/people", .holds(readPeople), .page("承辦人的案件時效", query: TimelinessFilter.peopleParameters)
    ) { call in .page(try await TimelinessPage(call, people: true).page) }

    private static let shape = Schema.object([
        ("key", .string), ("name", .string), ("opened", .wholeNumber), ("done", .wholeNumber), ("dropped", .wholeNumber),
        ("open", .nullable(.wholeNumber)), ("overdue", .nullable(.wholeNumber)), ("meanDays", .nullable(.number)),
        ("meanWorkingDays", .nullable(.number)), ("withDeadline", .wholeNumber), ("inTime", .wholeNumber), ("onTimePercent", .nullable(.number)),
    ])

    private static let answer = Schema.object([("by", .string), ("from", .string), ("to", .string), ("items", .list(shape)), ("total", shape)])

    static let api = Endpoint(
        .get, "/api/v1/timeliness", .holds(read), .json("案件時效", answer, alsoTable: true, query: TimelinessFilter.parameters)
    ) { call in try reply(try await TimelinessPage(call), call) }

    static let peopleAPI = Endpoint(
        .get, "/api/v1/timeliness/people", .holds(readPeople),
        .json("承辦人的案件時效", answer, alsoTable: true, query: TimelinessFilter.peopleParameters)
    ) { call in try reply(try await TimelinessPage(call, people: true), call) }

    private static func reply(_ shown: TimelinessPage, _ call: Call) throws -> Reply {
        if let table = try table(shown, call) { return table }
        return .json([
            "by": .string(shown.filter.rows.rawValue), "from": .string(shown.filter.from.id), "to": .string(shown.filter.to.id),
            "items": .array(shown.lines.map { json($0) }), "total": json(shown.total),
        ])
    }

    private static func json(_ line: TimelinessPage.Line) -> JSON {
        let (sums, time) = (line.found.sums, line.found)
        return [
            "key": .string(line.key), "name": .string(line.name), "opened": .int(Int64(sums.opened)), "done": .int(Int64(sums.done)),
            "dropped": .int(Int64(sums.dropped)), "open": line.hasStock ? .int(Int64(sums.open)) : .null,
            "overdue": line.hasStock ? .int(Int64(time.overdue)) : .null, "meanDays": number(time.meanDays),
            "meanWorkingDays": number(time.meanWorkingDays), "withDeadline": .int(Int64(sums.dated)), "inTime": .int(Int64(sums.inTime)),
            "onTimePercent": number(time.onTimePercent),
        ]
    }

    private static func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }

    private static let columns = [
        TableColumn("key", "代號"), TableColumn("name", "名稱", .broad), TableColumn("opened", "新收", .narrow), TableColumn("done", "辦結", .narrow),
        TableColumn("dropped", "未完成而結", .narrow), TableColumn("open", "待辦", .narrow), TableColumn("overdue", "逾期", .narrow),
        TableColumn("mean_days", "平均日數", .narrow), TableColumn("mean_working_days", "平均工作天", .narrow),
        TableColumn("with_deadline", "有期限而辦結", .narrow), TableColumn("in_time", "如期", .narrow), TableColumn("on_time_percent", "如期比率", .narrow),
    ]

    private static func table(_ shown: TimelinessPage, _ call: Call) throws -> Reply? {
        guard var table = call.table("timeliness", title: "案件時效", columns: columns) else { return nil }
        for line in shown.lines {
            let (sums, time) = (line.found.sums, line.found)
            let counts = [sums.opened, sums.done, sums.dropped].map { SheetCell.integer(Int64($0)) }
            let stock: [SheetCell] = line.hasStock ? [.integer(Int64(sums.open)), .integer(Int64(time.overdue))] : [.empty, .empty]
            let means = [time.meanDays, time.meanWorkingDays].map {
                SheetCell.some($0.map { ($0 * 100).rounded() / 100 }) { .decimal($0, places: 2) }
            }
            let rate = SheetCell.some(time.onTimePercent.map { ($0 * 100).rounded() / 100 }) { .decimal($0, places: 2) }
            table.append(
                [.text(line.key), .text(line.name)] + counts + stock + means + [.integer(Int64(sums.dated)), .integer(Int64(sums.inTime)), rate])
        }
        return try table.reply()
    }
}

/// Numbers with a fixed count of digits, the same on every machine.
enum Decimals {
    static func text(_ value: Double, _ digits: Int) -> String {
        let power = (0..<digits).reduce(1) { power, _ in power * 10 }
        let scaled = Int((value * Double(power)).rounded())
        guard digits > 0 else { return String(scaled) }
        let (whole, part) = (abs(scaled) / power, String(abs(scaled) % power))
        return (scaled < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: digits - part.count) + part
    }
}
