internal import Kernel
internal import Markup
internal import Storage

/// Signing in and out: a handle and a password, then a code for who has turned the second factor on.
enum SignInPages {
    static let fields = [
        Field("handle", "帳號", maximum: 64), Field("password", "密碼", .password, maximum: 200),
        Field("return", "回到", .hidden, required: false, maximum: 2048),
    ]
    static let codeFields = [
        Field("code", "驗證碼", .code, hint: "請打開驗證器，輸入現在顯示的 6 位數字。"), Field("return", "回到", .hidden, required: false, maximum: 2048),
    ]

    static let show = Endpoint(.get, "/sign-in", .everyone, .page("登入", query: [QueryParameter("return", "登入後回到哪一頁")])) { call in
        page(call, values: ["return": call.request.query["return"] ?? ""])
    }

    static let signIn = Endpoint(.post, "/sign-in", .everyone, .form("登入", fields)) { call in
        let sent = try await call.body()
        let visit = try call.visit
        let handle = sent.text("handle")
        let kept = ["handle": handle, "return": sent.text("return")]
        let errors = sent.errors(in: fields)
        guard errors.isEmpty else { return page(call, values: kept, errors: errors) }
        let settings = call.city.settings
        let (asPerson, fromAddress) = ("sign-in as " + handle, "sign-in from " + ClientAddress.neighbour(call.request.client))
        do {
            try visit.site.limiter.spend(asPerson, most: settings[WebSettings.signInAttempts], seconds: 900)
            try visit.site.limiter.spend(fromAddress, most: settings[WebSettings.signInAttemptsPerAddress], seconds: 900)
        } catch let problem as Problem {
            var reply = page(call, values: kept, errors: ["password": problem.detail])
            reply.status = problem.status
            reply.headers += problem.headers.map { ($0.key, $0.value) }
            return reply
        }

        let known = try await call.store.point { try PersonQueries.credentials(handle: handle, $0) }
        // A stranger's handle costs the same time as a wrong password, so that handles cannot be found out.
        let isRight = try await call.city.passwords.verify(sent.values["password"] ?? "", known?.password ?? decoy)
        guard let known, known.password != nil, isRight else {
            return page(call, values: kept, errors: ["password": "帳號或密碼不對。"])
        }
        // Failures count, and signing in to one's own account must not buy more guesses at others'.
        visit.site.limiter.forget(asPerson)
        visit.site.limiter.refund(fromAddress)
        try await visit.site.sessions.close(token: visit.session)
        let needsCode = known.totpSecret != nil
        let cookie = try await visit.site.sessions.open(person: known.id, isComplete: !needsCode)
        var reply =
            try await needsCode
            ? Reply.seeOther(("/sign-in/code" as LocalURL).with(query: [("return", sent.text("return"))])) : home(sent, known.id, call)
        reply.cookies = [cookie]
        return reply
    }

    static let showCode = Endpoint(.get, "/sign-in/code", .everyone, .page("輸入驗證碼", query: [QueryParameter("return", "登入後回到哪一頁")])) { call in
        codePage(call, values: ["return": call.request.query["return"] ?? ""])
    }

    static let giveCode = Endpoint(.post, "/sign-in/code", .everyone, .form("輸入驗證碼", codeFields)) { call in
        let sent = try await call.body()
        let visit = try call.visit
        let sessions = visit.site.sessions
        let half = call.request.cookies[(visit.site.isSecure ? "__Host-" : "") + "half-session"]
        guard let person = try await sessions.waiting(token: half) else { return .seeOther("/sign-in") }
        try visit.site.limiter.spend("code for " + person, most: call.city.settings[WebSettings.signInAttempts], seconds: 900)
        let secret = try await call.store.point {
            try $0.first("SELECT totp_secret FROM person WHERE id = \(person)")?.optional("totp_secret", as: String.self)
        }
        guard let totp = secret.flatMap({ TOTP(base32: $0) }),
            let step = totp.step(of: sent.digits("code"), atUnixSeconds: call.city.clock.now().seconds),
            try await PersonQueries.useTOTP(step: step, person: person, in: call.store)
        else { return codePage(call, values: ["return": sent.text("return")], errors: ["code": "驗證碼不對或已經過期，請輸入新的一組。"]) }
        visit.site.limiter.forget("code for " + person)
        try await sessions.close(token: half)
        var reply = try await home(sent, person, call)
        reply.cookies = [try await sessions.open(person: person, isComplete: true), Cookie("half-session", "", maxAge: 0)]
        return reply
    }

    static let signOut = Endpoint(.post, "/sign-out", .signedIn, .form("登出", [])) { call in
        let visit = try call.visit
        try await visit.site.sessions.close(token: visit.session)
        var reply = Reply.seeOther("/")
        reply.cookies = [Cookie("session", "", maxAge: 0)]
        // What the browser kept of this person's pages goes with the session.
        reply.headers.append(("Clear-Site-Data", "\"cache\", \"storage\""))
        return reply
    }

    /// A hash of nothing anyone can type, made with the same cost as real ones.
    private static let decoy = "scrypt$16384$8$5$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// Where somebody asked to be, or else where the day's work is: the inbox for who works for the city, the account for everybody else.
    private static func home(_ sent: Submission, _ person: String, _ call: Call) async throws -> Reply {
        if let asked = LocalURL(checking: sent.text("return")) { return .seeOther(asked) }
        let today = call.city.clock.today
        let isStaff = try await call.store.point { try PersonQueries.signedIn(id: person, on: today, $0)?.isStaff ?? false }
        return .seeOther(isStaff ? "/inbox" : "/account")
    }

    private static func page(_ call: Call, values: [String: String], errors: [String: Phrase] = [:]) -> Reply {
        let t = call.t
        let form = FormView(fields, to: "/sign-in", submit: "登入", call: call, values: values, errors: errors)
        return narrow(
            call, t("登入"), #"<p>\#(t("給市府同仁和已有帳號的市民。看公開資料不需要登入。"))</p>\#(form.html(t))"#, failed: !errors.isEmpty)
    }

    private static func codePage(_ call: Call, values: [String: String], errors: [String: Phrase] = [:]) -> Reply {
        let form = FormView(codeFields, to: "/sign-in/code", submit: "完成登入", call: call, values: values, errors: errors)
        return narrow(call, call.t("輸入驗證碼"), form.html(call.t), failed: !errors.isEmpty)
    }

    private static func narrow(_ call: Call, _ title: String, _ content: HTML, failed: Bool) -> Reply {
        var page = Page(
            title: title, crumbs: [.init(call.t("首頁"), "/"), .init(title)],
            body:
                #"<div class="yk-wrap"><div class="yk-door"><section class="yk-panel" aria-labelledby="door"><h1 id="door">\#(title)</h1>\#(content)</section></div></div>"#
        )
        if failed { page.status = 422 }
        return .page(page)
    }
}
