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
        if var table = call.table("timeliness", title: "案件時效", columns: columns) {
            for line in shown.lines { table.append(cells(line)) }
            return try table.reply()
        }
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
        TableColumn("key", "代號"), TableColumn("name", "名稱", .wide), TableColumn("opened", "新收", .narrow), TableColumn("done", "辦結", .narrow),
        TableColumn("dropped", "未完成而結", .narrow), TableColumn("open", "待辦", .narrow), TableColumn("overdue", "逾期", .narrow),
        TableColumn("mean_days", "平均日數", .narrow), TableColumn("mean_working_days", "平均工作天", .narrow), TableColumn("with_deadline", "有期限的", .narrow),
        TableColumn("in_time", "如期的", .narrow), TableColumn("on_time_percent", "如期比率", .narrow),
    ]

    private static func cells(_ line: TimelinessPage.Line) -> [SheetCell] {
        let (sums, time) = (line.found.sums, line.found)
        func count(_ number: Int) -> SheetCell { .integer(Int64(number)) }
        func mean(_ number: Double?) -> SheetCell { .some(number) { .decimal($0, places: 2) } }
        return [
            .text(line.key), .text(line.name), count(sums.opened), count(sums.done), count(sums.dropped), line.hasStock ? count(sums.open) : .empty,
            line.hasStock ? count(time.overdue) : .empty, mean(time.meanDays), mean(time.meanWorkingDays), count(sums.dated), count(sums.inTime),
            mean(time.onTimePercent),
        ]
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
