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
        .get, "/api/v1/timeliness", .holds(read), .json("案件時效", answer, alsoCSV: true, query: TimelinessFilter.parameters)
    ) { call in reply(try await TimelinessPage(call), call) }

    static let peopleAPI = Endpoint(
        .get, "/api/v1/timeliness/people", .holds(readPeople),
        .json("承辦人的案件時效", answer, alsoCSV: true, query: TimelinessFilter.peopleParameters)
    ) { call in reply(try await TimelinessPage(call, people: true), call) }

    private static func reply(_ shown: TimelinessPage, _ call: Call) -> Reply {
        if call.request.wantsCSV { return .csv(CSV.write([header] + shown.lines.map { cells($0) }), name: "timeliness.csv") }
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

    private static let header = [
        "key", "name", "opened", "done", "dropped", "open", "overdue", "mean_days", "mean_working_days", "with_deadline", "in_time",
        "on_time_percent",
    ]

    private static func cells(_ line: TimelinessPage.Line) -> [String] {
        let (sums, time) = (line.found.sums, line.found)
        let counts = [sums.opened, sums.done, sums.dropped].map { String($0) }
        let stock = line.hasStock ? [String(sums.open), String(time.overdue)] : ["", ""]
        let means = [time.meanDays, time.meanWorkingDays].map { $0.map { Decimals.text($0, 2) } ?? "" }
        return [line.key, line.name] + counts + stock + means + [String(sums.dated), String(sums.inTime)]
            + [time.onTimePercent.map { Decimals.text($0, 2) } ?? ""]
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
