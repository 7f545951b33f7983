internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// `/rooms`: what is booked, and asking for more.
enum RoomPages {
    static let url: LocalURL = "/rooms"

    private static let fields = [
        Field("room", "會議室", .choice(Booking.rooms.map { ($0, Phrase(said: $0)) })), Field("day", "日期", .date),
        Field("part", "時段", .choice(Booking.Part.allCases.map { ($0.rawValue, $0.title) })), Field("purpose", "用途", maximum: 100),
    ]

    static let list = Endpoint(.get, "/rooms", .signedIn, .page("會議室")) { call in .page(try await page(call)) }

    static let ask = Endpoint(.post, "/rooms", .signedIn, .form("借會議室", fields)) { call in
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        var errors = sent.errors(in: fields)
        if let day = CivilDate(iso: sent.digits("day")), day < call.city.clock.today { errors["day"] = "日期不能在今天以前。" }
        guard errors.isEmpty, let day = CivilDate(iso: sent.digits("day")), let part = Booking.Part(rawValue: sent.text("part")) else {
            return .page(try await page(call, sent.values, errors))
        }
        let matter = try await Booking.ask(sent.text("room"), day, part, for: sent.text("purpose"), by: person, in: call.city)
        return .seeOther("/matters/\(matter.id)")
    }

    private static func page(_ call: Call, _ values: [String: String] = [:], _ errors: [String: Phrase] = [:]) async throws -> Page {
        let (t, today) = (call.t, call.city.clock.today)
        let bookings = try await call.store.read { try Booking.coming(from: today, $0) }
        let rows: [[HTML]] = bookings.map { booking in
            [
                HTML(text: booking.day.roc(seenFrom: today)), HTML(text: booking.room), HTML(text: t(booking.part.title)),
                HTML(text: booking.purpose),
                HTML(text: booking.isGranted ? t("已核准") : t("待核准")),
            ]
        }
        let columns = ["日期", "會議室", "時段", "用途", "情形"].map { DataTable.Column($0) }
        let list =
            rows.isEmpty
            ? EmptyState(title: t("還沒有人借"), text: t("填下面的表單就可以借。")).html : DataTable(caption: t("借用情形"), columns: columns, rows: rows).html
        let form = FormView(fields, to: url, submit: "送出借用", call: call, values: values, errors: errors).html(t)
        var page = Page(
            title: t("會議室"), crumbs: [.init(t("首頁"), "/"), .init(t("會議室"))], menu: "rooms",
            body: #"<header class="yk-pagehead"><h1>\#(t("會議室"))</h1></header>\#(list)<h2>\#(t("借會議室"))</h2>\#(form)"#)
        (page.isPrivate, page.frame, page.status) = (true, .workspace, errors.isEmpty ? 200 : 422)
        return page
    }
}
