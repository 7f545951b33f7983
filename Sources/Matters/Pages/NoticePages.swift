internal import Kernel
internal import Markup
internal import Storage

/// 通知: what one was told, and how one wants to be told.
enum NoticePages {
    static let list = Endpoint(.get, "/notices", .signedIn, .page("通知", query: [MatterPage.done])) { call in
        .page(try await page(call))
    }

    static let readAll = Endpoint(.post, "/notices/read", .signedIn, .form("全部標為已讀", [])) { call in
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let now = call.city.clock.now()
        try await call.store.write(exempt: .reading) { try NoticeQueries.readAll(of: person.id, now: now, $0) }
        return .seeOther("/notices")
    }

    static let fields = [
        Field("mail", "要不要寄信", .choice(NoticePreference.Mail.allCases.map { ($0.rawValue, $0.title) })),
        Field("address", "電子郵件信箱", hint: "只用來寄通知。", required: false, maximum: 254),
        Field("quiet-from", "從幾點起不寄", .number(0...23), hint: "0 到 23；不填就隨時寄。", required: false),
        Field("quiet-to", "到幾點為止", .number(0...23), required: false),
    ]

    static let prefer = Endpoint(.post, "/notices/preferences", .signedIn, .form("設定通知方式", fields)) { call in
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let sent = try await call.body()
        var errors = sent.errors(in: fields)
        let mail = NoticePreference.Mail(rawValue: sent.text("mail")) ?? .none
        let address = sent.text("address")
        if errors.isEmpty, mail != .none || !address.isEmpty, !isAddress(address) { errors["address"] = "請填完整的電子郵件信箱。" }
        let (from, to) = (Int(sent.digits("quiet-from")), Int(sent.digits("quiet-to")))
        if errors.isEmpty, (from == nil) != (to == nil) { errors[from == nil ? "quiet-from" : "quiet-to"] = "兩個時間要一起填。" }
        guard errors.isEmpty else { return .page(try await page(call, values: sent.values, errors: errors)) }
        let language = call.t.language
        try await call.store.write(exempt: .reading) { db in
            try NoticePreference(
                address: address.isEmpty ? nil : address, mail: mail, quiet: from.flatMap { from in to.map { .init(from: from, to: $0) } },
                language: language
            ).store(for: person.id, db)
        }
        return .seeOther("/notices?done=preferences")
    }

    /// One `@` between words without blanks; whether it is somebody's, only a mail can tell.
    private static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && halves[1].contains(".")
            && text.unicodeScalars.allSatisfy { (33...126).contains($0.value) && !"<>,;:\"()[]\\".unicodeScalars.contains($0) }
    }

    private static func page(_ call: Call, values: [String: String]? = nil, errors: [String: Phrase] = [:]) async throws -> Page {
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let (t, now) = (call.t, call.city.clock.now())
        let (notices, preference) = try await call.store.point { db in
            let told = try NoticeQueries.list(of: person.id, now: now, limit: 100, db)
            return (try told.filter { try MatterQueries.isParty($0.matter, person, db) }, try NoticePreference.find(person.id, db))
        }
        let known = [
            "mail": preference.mail.rawValue, "address": preference.address ?? "", "quiet-from": preference.quiet.map { String($0.from) } ?? "",
            "quiet-to": preference.quiet.map { String($0.to) } ?? "",
        ]
        let form = FormView(fields, to: "/notices/preferences", submit: "儲存", call: call, values: values ?? known, errors: errors)
        let saved: HTML? =
            call.request.query["done"] == "preferences" && errors.isEmpty ? Notice.ok.html(#"<p>\#(t("儲存好了。"))</p>"#) : nil
        var page = Page(
            title: t("通知"), crumbs: [.init(t("首頁"), "/"), .init(t("待辦"), MatterURL.inbox), .init(t("通知"))], menu: "notices",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("通知"))</h1></header>\#(saved)\#(items(notices, call))
                <section aria-labelledby="h-how"><h2 id="h-how">\#(t("怎麼通知您"))</h2>\#(form.html(t))</section>\#(FeedPages.section(preference, call))
                """#)
        page.isPrivate = true
        page.frame = .workspace
        if !errors.isEmpty { page.status = 422 }
        return page
    }

    private static func items(_ notices: [PersonalNotice], _ call: Call) -> HTML {
        let t = call.t
        if notices.isEmpty { return EmptyState(title: t("沒有通知"), text: t("輪到您處理、或您關注的案件有進度時，會在這裡告訴您。")).html }
        let rows: [HTML] = notices.map { notice in
            let time = call.time(notice.at)
            let fresh: HTML? = notice.isRead ? nil : #" <span class="yk-newmark">\#(t("新到"))</span>"#
            return #"""
                <li><time datetime="\#(time.iso)">\#(time.minute)</time><div><p>\#(t.said(notice))\#(fresh)</p><div class="m"><a href="\#(MatterURL.matter(notice.matter))">\#(notice.number) \#(notice.title)</a></div></div></li>
                """#
        }
        let read: HTML? =
            notices.contains { !$0.isRead }
            ? #"""
            <form method="post" action="/notices/read"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-outline-primary" type="submit">\#(t("全部標為已讀"))</button></form>
            """# : nil
        return #"\#(read)<ol class="yk-timeline is-plain yk-notices">\#(rows)</ol>"#
    }
}
