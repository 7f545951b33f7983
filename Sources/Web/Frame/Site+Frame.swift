internal import HTTPTypes
internal import Kernel
internal import Markup

/// What stands around every page: title, masthead with menu, way home, footer.
extension Site {
    func frame(_ page: Page, _ visit: Visit) -> HTML {
        let t = visit.t
        let theme = visit.arrival.cookies["theme"].flatMap { ["light", "dark"].contains($0) ? Attribute("data-theme", $0) : nil }
        let robots: HTML? = page.isPrivate || page.status != 200 ? #"<meta name="robots" content="noindex">"# : nil
        return #"""
            <!doctype html>
            <html lang="\#(visit.language.tag)" \#(theme)>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\#(page.title)｜\#(t("研考")) \#(city.government)</title>\#(page.summary.map { #"<meta name="description" content="\#($0)">"# as HTML })\#(robots)
            <link rel="icon" href="\#(assets.mark)" type="image/svg+xml"><link rel="stylesheet" href="\#(assets.stylesheet)"><link rel="manifest" href="/manifest.webmanifest">\#(scripts(page))\#(alternates(page))
            </head>
            \#(body(page, visit))
            </html>
            """#
    }

    private func body(_ page: Page, _ visit: Visit) -> HTML {
        switch page.frame {
        case .portal: portal(page, visit)
        case .workspace: workspace(page, visit)
        case .embedded: #"<body><main id="main">\#(page.body)</main></body>"#
        }
    }

    private func portal(_ page: Page, _ visit: Visit) -> HTML {
        #"""
        <body>
        \#(skipLink(visit.t))
        \#(masthead(page, visit))
        <main id="main" tabindex="-1">\#(crumbs(page, visit.t))
        \#(page.body)
        </main>
        \#(footer(visit))
        </body>
        """#
    }

    func skipLink(_ t: Words) -> HTML { ##"<a class="yk-skip" href="#main">\##(t("跳到主要內容"))</a>"## }

    private func scripts(_ page: Page) -> [HTML] {
        (page.scripts + (page.frame == .workspace ? ["offline"] : [])).compactMap { assets.scripts[$0] }.map {
            #"<script type="module" src="\#($0)"></script>"#
        }
    }

    private func alternates(_ page: Page) -> [HTML] {
        page.alternates.map { #"<link rel="alternate" type="\#($0.type)" title="\#($0.title)" href="\#($0.url)">"# }
    }

    func crumbs(_ page: Page, _ t: Words) -> HTML? {
        guard page.crumbs.count > 1 else { return nil }
        return #"<div class="yk-wrap">\#(Crumbs(label: t("位置"), steps: page.crumbs.map { ($0.title, $0.url) }).html)</div>"#
    }

    private func masthead(_ page: Page, _ visit: Visit) -> HTML {
        let t = visit.t
        let items = city.modules.flatMap(\.menu).filter { $0.place == .portal && $0.permission == nil }
        let links: [HTML] = items.map { item in
            let current = item.id == page.menu ? Attribute("aria-current", "page") : nil
            return #"<li><a href="\#(item.url)" \#(current)>\#(t(item.title))</a></li>"#
        }
        return #"""
            <header class="yk-masthead"><div class="yk-wrap">
            <a class="yk-brand" href="/">\#(Icon.mark)<span class="yk-brand-name">\#(t("研考"))</span><span class="yk-brand-city">\#(t(verbatim: city.government))<br>\#(t(verbatim: city.commission))</span></a>
            <nav class="yk-nav" aria-label="\#(t("主選單"))"><ul>\#(links)</ul></nav>
            <div class="yk-tools"><a href="/search" aria-label="\#(t("搜尋"))">\#(Icon.line("search"))</a>\#(languageLink(visit, styleClass: "yk-wide"))\#(accountLink(visit, styleClass: "yk-wide"))</div>
            <details class="yk-menu"><summary>\#(Icon.line("menu"))\#(t("選單"))</summary>
            <ul><li><a href="/">\#(t("首頁"))</a></li>\#(links)<li>\#(accountLink(visit, styleClass: ""))</li><li>\#(languageLink(visit, styleClass: ""))</li></ul></details>
            </div></header>
            """#
    }

    func languageLink(_ visit: Visit, styleClass: String) -> HTML {
        let other: Language = visit.language == .chinese ? .english : .chinese
        let url = returning("/language/\(other.rawValue)", visit)
        // Each language is named in itself: who needs it can read it.
        let name = other == .english ? "English" : "中文"
        return #"<a class="\#(styleClass)" href="\#(url)" lang="\#(other.tag)" hreflang="\#(other.tag)">\#(name)</a>"#
    }

    private func accountLink(_ visit: Visit, styleClass: String) -> HTML {
        guard let person = visit.person else { return #"<a class="\#(styleClass)" href="/sign-in">\#(visit.t("同仁登入"))</a>"# }
        return #"<a class="\#(styleClass)" href="/account">\#(person.name)</a>"#
    }

    func footer(_ visit: Visit) -> HTML {
        let t = visit.t
        let themes: [HTML] = [("system", "跟隨系統"), ("light", "淺色"), ("dark", "深色")].map { (value: String, title: Phrase) in
            let url = returning("/theme/\(value)", visit)
            return #"<li><a href="\#(url)">\#(t(title))</a></li>"#
        }
        let leave: HTML? =
            visit.person == nil
            ? nil
            : #"""
            <form method="post" action="/sign-out"><input type="hidden" name="_token" value="\#(visit.formToken())"><button class="btn btn-link" type="submit">\#(t("登出"))</button></form>
            """#
        let looks: [HTML] = city.modules.flatMap(\.menu).filter { $0.place == .portal && $0.permission == nil }.map {
            #"<li><a href="\#($0.url)">\#(t($0.title))</a></li>"#
        }
        return #"""
            <footer class="yk-foot"><div class="yk-wrap"><div class="yk-foot-grid">
            <div><a class="yk-brand" href="/">\#(Icon.mark)<span class="yk-brand-name">\#(t("研考"))</span></a><p class="yk-quiet mt-3">\#(t("計畫裡的每一句話，都是一條可以拉的線。"))</p>\#(leave)</div>
            <div><h2>\#(t("閱讀"))</h2><ul>\#(looks)</ul></div>
            <div><h2>\#(t("取用"))</h2><ul><li><a href="/developers">\#(t("API 文件"))</a></li><li><a href="/api/v1/plans.csv">\#(t("計畫清單 CSV"))</a></li><li><a href="/plans/feed">\#(t("計畫訂閱（Atom）"))</a></li><li><a href="/ledger">\#(t("紀錄簿"))</a></li></ul></div>
            <div><h2>\#(t("外觀"))</h2><ul>\#(themes)</ul></div>
            </div><div class="yk-foot-end"><span>\#(t("資料以政府資料開放授權條款－第1版釋出"))</span><a href="/.well-known/security.txt">\#(t("通報資安弱點"))</a></div></div></footer>
            """#
    }

    /// The address that sets a preference, with this page to come back to afterwards.
    private func returning(_ url: LocalURL, _ visit: Visit) -> LocalURL {
        guard visit.arrival.method != .post, let here = LocalURL(checking: visit.arrival.pathAndQuery) else { return url }
        return "\(url)?return=\(here.text)"
    }
}
