internal import Kernel
internal import Markup

/// What stands around a page of the officers' workspace: the deck with who is signed in, the menu at the side, tabs on a phone.
extension Site {
    func workspace(_ page: Page, _ visit: Visit) -> HTML {
        let t = visit.t
        return #"""
            <body class="yk-work">
            \#(skipLink(t))
            <header class="yk-deck"><div class="yk-deck-in">
            <a class="yk-brand" href="/">\#(Icon.mark)<span class="yk-brand-name">\#(t("研考"))</span><span class="yk-brand-city">\#(t("同仁工作間"))</span></a>
            <form action="/search" role="search"><label class="visually-hidden" for="deck-q">\#(t("搜尋案號、計畫、機關"))</label><input class="form-control" id="deck-q" name="q" type="search" maxlength="200" placeholder="\#(t("案號、計畫、機關"))"></form>
            <div class="yk-tools">\#(languageLink(visit, styleClass: ""))</div>\#(who(visit))</div></header>
            <nav class="yk-tabbar" aria-label="\#(t("常用"))">\#(tabs(page, visit))</nav>
            <div class="yk-desk"><nav class="yk-side" aria-label="\#(t("工作間"))"><div>\#(groups(page, visit))</div></nav>
            <main id="main" tabindex="-1"><div data-offline role="status" hidden>\#(Notice.warn.html(#"<p>\#(t("現在沒有網路。這是上次看的樣子，可以讀，不能送出。"))</p>"#))</div><div data-kept hidden>\#(Notice.warn.html(#"<p>\#(t("連不上系統。這是上次看的樣子，可以讀，不能送出。"))</p>"#))</div>\#(crumbs(page, t))
            \#(page.body)
            </main></div>
            \#(footer(visit))
            </body>
            """#
    }

    private func who(_ visit: Visit) -> HTML? {
        guard let person = visit.person else { return nil }
        let roles = person.appointments.map { visit.t($0.role.title) }.joined(separator: "、")
        return
            #"<a class="yk-me" href="/account" aria-label="\#(visit.t("我的帳號：\(person.name)"))">\#(Icon.line("user"))<span>\#(person.name)<small>\#(roles)</small></span></a>"#
    }

    /// What this person may open, in the order of the modules.
    private func items(of group: MenuItem.Group, _ visit: Visit) -> [MenuItem] {
        city.modules.flatMap(\.menu).filter { item in
            item.place == .desk(group) && item.permission.map { visit.granted?.holds($0) ?? false } ?? true
        }
    }

    private func groups(_ page: Page, _ visit: Visit) -> [HTML] {
        MenuItem.Group.allCases.compactMap { group in
            let links: [HTML] = items(of: group, visit).map { #"<li>\#(link($0, page, visit))</li>"# }
            guard !links.isEmpty else { return nil }
            let heading: HTML? = title(of: group).map { #"<h2>\#(visit.t($0))</h2>"# }
            return #"\#(heading)<ul>\#(links)</ul>"#
        }
    }

    private func title(of group: MenuItem.Group) -> Phrase? {
        switch group {
        case .work: nil
        case .business: "業務"
        case .city: "全府"
        case .administration: "系統管理"
        }
    }

    private func link(_ item: MenuItem, _ page: Page, _ visit: Visit) -> HTML {
        let current = item.id == page.menu ? Attribute("aria-current", "page") : nil
        return #"<a href="\#(item.url)" \#(current)>\#(Icon.line(item.icon))\#(visit.t(item.title))</a>"#
    }

    /// On a phone: the first three of one's own work, and everything else behind a menu that needs no script.
    private func tabs(_ page: Page, _ visit: Visit) -> HTML {
        let first: [HTML] = items(of: .work, visit).prefix(3).map { link($0, page, visit) }
        return #"""
            \#(first)<details class="yk-menu"><summary>\#(Icon.line("menu"))\#(visit.t("全部"))</summary><div class="yk-menu-all">\#(groups(page, visit))</div></details>
            """#
    }
}
