internal import Kernel
internal import Markup
internal import Storage

/// What a person may change about signing in.
enum AccountPages {
    static let passwordFields = [
        Field("password", "目前的密碼", .password), Field("new-password", "新密碼", .password, hint: "可以是一句話，愈長愈好。"),
        Field("repeat-password", "再輸入一次新密碼", .password),
    ]
    static let factorFields = [
        Field("secret", "金鑰", .hidden, maximum: 64), Field("code", "驗證碼", .code, hint: "驗證器加入金鑰後顯示的 6 位數字。"),
        Field("password", "目前的密碼", .password),
    ]
    static let removalFields = [Field("password", "目前的密碼", .password)]

    static let show = Endpoint(.get, "/account", .signedIn, .page("我的帳號")) { call in try await page(call) }

    static let changePassword = Endpoint(.post, "/account/password", .signedIn, .form("更換密碼", passwordFields)) { call in
        let sent = try await call.body()
        let visit = try call.visit
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        var errors = sent.errors(in: passwordFields)
        let shortest = call.city.settings[WebSettings.passwordLength]
        let new = sent.values["new-password"] ?? ""
        if errors.isEmpty && new.count < shortest { errors["new-password"] = "至少要 \(shortest) 個字元。" }
        if errors.isEmpty && new != sent.values["repeat-password"] { errors["repeat-password"] = "兩次輸入的新密碼不一樣。" }
        if errors.isEmpty, try await !isOwnPassword(sent.values["password"] ?? "", person, call) { errors["password"] = "目前的密碼不對。" }
        guard errors.isEmpty else { return try await page(call, passwordErrors: errors) }
        try await PersonQueries.setPassword(hash: call.city.passwords.hash(new), person: person, in: call.store)
        try await visit.site.sessions.closeOthers(of: person.id, but: visit.session)
        return .seeOther("/account?done=password")
    }

    static let addFactor = Endpoint(.post, "/account/second-factor", .signedIn, .form("開啟兩步驟驗證", factorFields)) { call in
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        // The page offered 160 bits; a shorter secret is not ours.
        let kept = sent.text("secret").utf8.count >= 32 ? TOTP(base32: sent.text("secret")) : nil
        let handle = person.handle
        // A session somebody left open must not be enough to put a factor of one's own in the place of another.
        guard try await call.store.point({ try PersonQueries.credentials(handle: handle, $0)?.totpSecret }) == nil else {
            return .seeOther("/account")
        }
        var errors = sent.errors(in: factorFields)
        let step = kept?.step(of: sent.digits("code"), atUnixSeconds: call.city.clock.now().seconds)
        if errors.isEmpty && step == nil { errors["code"] = "驗證碼不對，請確認驗證器裡的金鑰和時間。" }
        if errors.isEmpty, try await !isOwnPassword(sent.values["password"] ?? "", person, call) { errors["password"] = "目前的密碼不對。" }
        guard errors.isEmpty, let kept, let step else { return try await page(call, factorErrors: errors, secret: kept) }
        try await PersonQueries.setTOTP(secret: kept.base32, usedStep: step, person: person, in: call.store)
        let visit = try call.visit
        try await visit.site.sessions.closeOthers(of: person.id, but: visit.session)
        return .seeOther("/account?done=factor")
    }

    static let removeFactor = Endpoint(.post, "/account/second-factor/removal", .signedIn, .form("關閉兩步驟驗證", removalFields)) { call in
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        guard try await isOwnPassword(sent.values["password"] ?? "", person, call) else {
            return try await page(call, factorErrors: ["password": "目前的密碼不對。"])
        }
        try await PersonQueries.setTOTP(secret: nil, usedStep: nil, person: person, in: call.store)
        let visit = try call.visit
        try await visit.site.sessions.closeOthers(of: person.id, but: visit.session)
        return .seeOther("/account?done=factor-off")
    }

    private static func isOwnPassword(_ password: String, _ person: SignedInPerson, _ call: Call) async throws -> Bool {
        let visit = try call.visit
        let key = "password of " + person.id
        try visit.site.limiter.spend(key, most: call.city.settings[WebSettings.signInAttempts], seconds: 900)
        let known = try await call.store.point { try PersonQueries.credentials(handle: person.handle, $0) }
        guard let hash = known?.password else { return false }
        let isRight = try await call.city.passwords.verify(password, hash)
        if isRight { visit.site.limiter.forget(key) }
        return isRight
    }

    private static func page(
        _ call: Call, passwordErrors: [String: Phrase] = [:], factorErrors: [String: Phrase] = [:], secret: TOTP? = nil
    ) async throws -> Reply {
        let t = call.t
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let handle = person.handle
        let (hasFactor, agencies) = try await call.store.point { db in
            let known = try PersonQueries.credentials(handle: handle, db)
            var names: [String: String] = [:]
            for appointment in person.appointments { names[appointment.agency] = try AgencyQueries.find(id: appointment.agency, db)?.name }
            return (known?.totpSecret != nil, names)
        }
        let roles: [HTML] = person.appointments.map { #"<li>\#(agencies[$0.agency])．\#(t($0.role.title))</li>"# }
        var page = Page(
            title: t("我的帳號"), crumbs: [.init(t("首頁"), "/"), .init(t("我的帳號"))],
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("我的帳號"))</h1></header>\#(done(call))
                <div class="yk-account"><section aria-labelledby="me"><h2 id="me">\#(t("身分"))</h2>
                <dl class="yk-facts"><div><dt>\#(t("姓名"))</dt><dd>\#(person.name)</dd></div><div><dt>\#(t("帳號"))</dt><dd><code>\#(person.handle)</code></dd></div>
                <div><dt>\#(t("職務"))</dt><dd><ul class="list-unstyled mb-0">\#(roles)</ul></dd></div></dl>\#(shortcuts(call))
                <h2 class="mt-5" id="factor">\#(t("兩步驟驗證"))</h2>\#(factor(call, hasFactor, factorErrors, secret))</section>
                <section aria-labelledby="password"><h2 id="password">\#(t("更換密碼"))</h2>
                \#(FormView(passwordFields, to: "/account/password", submit: "更換密碼", call: call, errors: passwordErrors).html(t))</section></div></div>
                """#)
        page.isPrivate = true
        if !passwordErrors.isEmpty || !factorErrors.isEmpty { page.status = 422 }
        return .page(page)
    }

    /// What this person can do here.
    private static func shortcuts(_ call: Call) -> HTML {
        let t = call.t
        let items: [HTML] = call.city.modules.flatMap(\.menu).filter { item in
            item.permission.map { call.granted.holds($0) } ?? (item.place != .portal && call.granted.person?.isStaff == true)
        }
        .map { #"<li><a href="\#($0.url)">\#(t($0.title))</a></li>"# }
        return items.isEmpty
            ? .empty : #"<nav aria-labelledby="work"><h2 class="mt-5" id="work">\#(t("您可以做的事"))</h2><ul class="yk-items">\#(items)</ul></nav>"#
    }

    private static func nudge(_ call: Call) -> HTML? {
        guard call.granted.person?.isStaff == true else { return nil }
        return Notice.warn.html(#"<p>\#(call.t("您是市府同仁，請開啟兩步驟驗證。"))</p>"#)
    }

    private static func done(_ call: Call) -> HTML? {
        let said: Phrase? =
            switch call.request.query["done"] {
            case "password": "密碼換好了；其他裝置上的登入都已結束。"
            case "factor": "兩步驟驗證已開啟，下次登入會要求驗證碼。"
            case "factor-off": "兩步驟驗證已關閉。"
            default: nil
            }
        return said.map { Notice.ok.html(#"<p>\#(call.t($0))</p>"#) }
    }

    private static func factor(_ call: Call, _ isOn: Bool, _ errors: [String: Phrase], _ kept: TOTP?) -> HTML {
        let t = call.t
        if isOn {
            let form = FormView(removalFields, to: "/account/second-factor/removal", submit: "關閉兩步驟驗證", id: "off-", call: call, errors: errors)
            return #"""
                <p>\#(t("已開啟。登入時除了密碼，還要輸入驗證器上的 6 位數字。"))</p>
                <details class="yk-fold" \#(errors.isEmpty ? nil : Attribute("open"))><summary>\#(t("關閉兩步驟驗證"))</summary>\#(form.html(t))</details>
                """#
        }
        let secret = (kept ?? TOTP()).base32
        let groups = stride(from: 0, to: secret.count, by: 4).map { String(secret.dropFirst($0).prefix(4)) }.joined(separator: " ")
        let form = FormView(
            factorFields, to: "/account/second-factor", submit: "開啟兩步驟驗證", id: "on-", call: call, values: ["secret": secret], errors: errors)
        return #"""
            \#(nudge(call))<p>\#(t("在手機的驗證器 App 選「輸入設定金鑰」，填入下面這一串，再把顯示的 6 位數字填回來。"))</p>
            <p><code class="yk-code">\#(groups)</code></p>\#(form.html(t))
            """#
    }
}
