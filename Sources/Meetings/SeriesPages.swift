internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/desk/series/{series}`: the meetings of a series, and planning the next.
enum SeriesPages {
    static let all = [show, plan]

    static let timeFields = [
        Field("day", "日期", .date), Field("start", "開始", hint: "24 小時制，例如 09:30。", maximum: 5), Field("end", "結束", maximum: 5),
        Field("place", "地點", maximum: 80),
    ]

    static let show = Endpoint(.get, "/desk/series/{series}", .holdsOn(MeetingsModule.manage, "series"), .page("一種會議")) { call in
        try await page(call)
    }

    static let plan = Endpoint(
        .post, "/desk/series/{series}/meetings", .holdsOn(MeetingsModule.manage, "series"), .form("排定下一次會議", timeFields)
    ) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: timeFields)
        guard let time = MeetingTime(sent, &errors) else { return try await page(call, values: sent.values, errors: errors) }
        let id = try await Meeting.plan(
            try call.parameter("series"), from: time.start, to: time.end, place: sent.text("place"), at: call.city.clock.now(),
            as: call.granted.actor(), in: call.store)
        return .seeOther(MeetingURL.desk(id))
    }

    private static func page(_ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> Reply {
        let (t, today, id) = (call.t, call.city.clock.today, try call.parameter("series"))
        let (found, meetings) = try await call.store.read { (try MeetingQueries.series(id, $0), try MeetingQueries.meetings(of: id, limit: 100, $0)) }
        guard let series = found else { throw Problem.notFound }
        let rows: [[HTML]] = meetings.map { meeting in
            [
                #"<a href="\#(MeetingURL.desk(meeting.id))">\#(t("第 \(meeting.number) 次"))</a>"#,
                HTML(text: t.minute(meeting.startsAt, seenFrom: today)), HTML(text: meeting.place), HTML(text: t(meeting.standing)),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? #"<p>\#(t("還沒有開過。"))</p>"#
            : DataTable(caption: series.name, columns: [.init(t("會議")), .init(t("時間")), .init(t("地點")), .init(t("狀態"))], rows: rows).html
        let form = FormView(timeFields, to: "\(MeetingURL.series(id))/meetings", submit: "排定下一次會議", call: call, values: values, errors: errors)
        return DeskPage(call: call, title: series.name, above: [.init(t("會議與決議"), MeetingURL.desk)], isRefused: !errors.isEmpty).reply(
            #"\#(table)\#(Part(id: "plan", title: t("排定下一次會議"), content: form.html(t)).html)"#)
    }
}

/// When a meeting begins and ends, as three fields say it.
struct MeetingTime {
    let start: Instant
    let end: Instant

    /// - Returns: nil when something is wrong, which is then among the errors.
    init?(_ sent: Submission, _ errors: inout [String: Phrase]) {
        let (first, last) = (Self.minute(sent.digits("start")), Self.minute(sent.digits("end")))
        if first == nil && errors["start"] == nil { errors["start"] = "請填時刻，例如 09:30。" }
        if last == nil && errors["end"] == nil { errors["end"] = "請填時刻，例如 09:30。" }
        guard errors.isEmpty, let day = CivilDate(iso: sent.digits("day")), let first, let last else { return nil }
        guard first < last else {
            errors["end"] = MeetingFault.endsBeforeItBegins.phrase
            return nil
        }
        (start, end) = (Instant(taipei: day, minute: first), Instant(taipei: day, minute: last))
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "：" })
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// The fields of a meeting that has a time already.
    static func values(_ meeting: Meeting) -> [String: String] {
        func clock(_ instant: Instant) -> String {
            let minutes = (instant.seconds + 8 * 3600) / 60 % 1440
            func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
            return "\(two(minutes / 60)):\(two(minutes % 60))"
        }
        return [
            "day": meeting.startsAt.taipeiDay.iso, "start": clock(meeting.startsAt), "end": clock(meeting.endsAt), "place": meeting.place,
        ]
    }
}
