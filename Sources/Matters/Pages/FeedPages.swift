internal import Crypto
internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Deadlines as a calendar that one's own calendar program reads, at an address that only its owner knows.
enum FeedPages {
    static let make = Endpoint(.post, "/notices/feed", .signedIn, .form("產生期限月曆的網址", [])) { call in
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.map(hex).joined()
        let (digest, language) = (digest(secret), call.t.language)
        try await call.store.write(exempt: .reading) { db in
            try NoticePreference.setFeed(digest, of: person.id, language: language, db)
        }
        return .page(shown(secret, call))
    }

    static let stop = Endpoint(.post, "/notices/feed/removal", .signedIn, .form("停用期限月曆的網址", [])) { call in
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let language = call.t.language
        try await call.store.write(exempt: .reading) { db in
            try NoticePreference.setFeed(nil, of: person.id, language: language, db)
        }
        return .seeOther("/notices")
    }

    /// RFC 5545. The address is the key, so it answers nothing about who asks; only numbers, kinds and days are in it.
    static let feed = Endpoint(.get, "/calendar/{feed}", .everyone, .bytes("待辦期限月曆（iCalendar）", ["text/calendar"])) { call in
        let key = digest(try call.parameter("feed"))
        let (city, now) = (call.city, call.city.clock.now())
        let found = try await call.store.point { db -> (person: SignedInPerson, language: Language, matters: [Matter], provisional: Set<Int>)? in
            guard let id = try NoticePreference.person(feed: key, db), let person = try PersonQueries.signedIn(id: id, on: city.clock.today, db)
            else {
                return nil
            }
            let queries = InboxQueries(person: person, now: now, filter: InboxFilter())
            return (
                person, try NoticePreference.find(id, db).language, try queries.page(limit: 200, db), try city.calendars.current(db).provisionalYears
            )
        }
        guard let found else { throw Problem.notFound }
        let t = Words(found.language, english: city.english)
        let procedures = Matters(city).procedures
        let events = found.matters.compactMap { matter -> ICalendar.Event? in
            guard let due = matter.dueAt else { return nil }
            let kind = procedures.first { $0.id == matter.procedure }.map { t($0.title) } ?? ""
            let mark = found.provisional.contains(due.taipeiDay.year) ? t("（暫定）") : ""
            let title = matter.isPublic ? "：\(matter.title)" : ""
            return ICalendar.Event(
                id: "matter-\(matter.id)", sequence: matter.revision, changedAt: matter.stateSince.description, time: .day(due.taipeiDay),
                title: "\(kind) \(matter.number)\(title)\(mark)", url: "\(city.address)\(MatterURL.matter(matter.id).text)")
        }
        let calendar = ICalendar(name: t("待辦期限"), host: city.address, stampedAt: now.description, events: events)
        var reply = Reply.bytes(calendar.bytes, type: "text/calendar; charset=utf-8")
        reply.headers.append(("Cache-Control", "private, no-store"))
        return reply
    }

    /// On the page of notices.
    static func section(_ preference: NoticePreference, _ call: Call) -> HTML {
        let t = call.t
        let token: HTML = #"<input type="hidden" name="_token" value="\#(call.formToken())">"#
        let stop: HTML? =
            preference.feed == nil
            ? nil
            : #"<form method="post" action="/notices/feed/removal">\#(token)<button class="btn btn-link" type="submit">\#(t("停用目前的網址"))</button></form>"#
        let label: Phrase = preference.feed == nil ? "產生網址" : "換一個網址"
        return #"""
            <section aria-labelledby="h-feed"><h2 id="h-feed">\#(t("期限月曆"))</h2><p>\#(t("把待辦的期限放進您自己的行事曆（.ics 訂閱）。知道網址的人就看得到案號和期限，請不要給別人。"))</p>
            <form method="post" action="/notices/feed">\#(token)<button class="btn btn-outline-primary" type="submit">\#(t(label))</button></form>\#(stop)</section>
            """#
    }

    /// The secret is shown once; only its digest is kept.
    private static func shown(_ secret: String, _ call: Call) -> Page {
        let t = call.t
        var page = Page(
            title: t("期限月曆"), crumbs: [.init(t("首頁"), "/"), .init(t("通知"), "/notices"), .init(t("期限月曆"))], menu: "notices",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("期限月曆"))</h1></header>\#(Notice.ok.html(#"<p>\#(t("這是您的網址，只顯示這一次。請複製到行事曆程式的「訂閱」。"))</p>"#))<p><code>\#(call.city.address)/calendar/\#(secret)</code></p><p><a class="btn btn-primary" href="/notices">\#(t("回通知"))</a></p>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }

    private static func digest(_ secret: String) -> String { SHA256.hash(data: Array(secret.utf8)).map(hex).joined() }
    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
