internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/links/new?of=…`: ties a record to another one, found by words or proposed by what they share.
enum LinkPages {
    static let all = [new, tie, untie]

    private static let fields = [
        Field("of", "從", .hidden, maximum: 200),
        Field("to", "連到", hint: "在上面找到後選它，或貼上代號，例如 planning/item/rdec-111-114/g4-7。", maximum: 200),
        Field("kind", "關係", .choice(LinkKind.allCases.map { ($0.rawValue, $0.title) })), Field("note", "說明", required: false, maximum: 200),
    ]

    static let new = Endpoint(
        .get, "/links/new", .holds(ThreadsModule.tie),
        .page("連到別的東西", query: [ThreadPages.of, QueryParameter("to", "連到哪一筆"), QueryParameter("q", "找什麼")])
    ) { call in try await page(call, try ThreadPages.reference(call), values: ["to": call.request.query["to"] ?? "", "kind": "relates"]) }

    static let tie = Endpoint(.post, "/links", .holds(ThreadsModule.tie), .form("連到別的東西", fields)) { call in
        let sent = try await call.body()
        guard let source = Reference(parsing: sent.text("of")) else { throw Problem.notFound }
        var errors = sent.errors(in: fields)
        let target = Reference(parsing: sent.text("to"))
        if target == nil && errors["to"] == nil { errors["to"] = "請填「種類/代號」，例如 planning/item/rdec-111-114/g4-7。" }
        let (city, actor, moment) = (call.city, try call.granted.actor(), try await call.moment())
        if errors.isEmpty, let target, let kind = LinkKind(rawValue: sent.text("kind")) {
            do {
                try await city.store.write(as: actor, "threads.tie") { db, changes in
                    // Both must be there for whoever ties them.
                    for end in [source, target] {
                        do { _ = try ThreadPages.visible(end, moment, call, db) } catch is Problem { throw Links.Refusal.unknown(end) }
                    }
                    try Links(city).tie(source, kind, target, note: sent.text("note"), by: actor, db, &changes)
                }
                return .seeOther(ThreadURL.of(source))
            } catch let refusal as Links.Refusal {
                errors["to"] = refusal.phrase
            }
        }
        return try await page(call, source, values: sent.values, errors: errors)
    }

    /// Whoever made a tie may take it away, and the commission any.
    static let untie = Endpoint(.post, "/links/{link}/removal", .holds(ThreadsModule.tie), .form("拿掉一個連結", [])) { call in
        let id = try call.parameter("link")
        let actor = try call.granted.actor()
        let source = try await call.store.write(as: actor, "threads.untie") { db, changes -> Reference in
            guard let link = try LinkQueries.find(id, db), link.by == actor.reference || call.granted.agencies(for: ThreadsModule.tie) == nil else {
                throw Problem.notFound
            }
            try Links(call.city).untie(id, db, &changes)
            return link.source
        }
        return .seeOther(ThreadURL.of(source))
    }

    private static func page(
        _ call: Call, _ source: Reference, values: [String: String], errors: [String: Phrase] = [:]
    ) async throws -> Reply {
        let (t, moment, words) = (call.t, try await call.moment(), call.request.query["q"] ?? "")
        let view = Noun.View(city: call.city, granted: call.granted)
        let finder = call.city.contributions(Finder.self).first
        let (glance, found, ends) = try await call.store.read { db in
            let found = words.isEmpty ? try finder?.alike(source, view, 10, db) : try finder?.find(words, view, 20, db)
            return (try ThreadPages.visible(source, moment, call, db), found ?? [], try own(source, view, db))
        }
        let title = t("把「\(glance.title)」連到別的東西")
        let results: [HTML] = found.filter { $0.reference != source }.map { other in
            let noun = call.city.noun(of: other.reference).map { t($0.title) } ?? ""
            let choose = ("/links/new" as LocalURL).with(query: [
                ("of", source.text), ("q", words.isEmpty ? nil : words), ("to", other.reference.text),
            ])
            return #"""
                <li><span class="t"><a href="\#(other.url)">\#(other.title)</a></span><span class="m"><span class="yk-badge">\#(noun)</span><a href="\#(choose)">\#(t("連到這一項"))<span class="visually-hidden"> \#(other.title)</span></a></span></li>
                """#
        }
        let heading = words.isEmpty ? t("可能有關的") : t("「\(words)」找到的")
        let list: HTML? = finder == nil ? nil : results.isEmpty ? #"<p>\#(t("沒有找到。"))</p>"# : #"<ul class="yk-items">\#(results)</ul>"#
        let form = FormView(fields, to: "/links", submit: "連起來", call: call, values: values.merging(["of": source.text]) { $1 }, errors: errors)
        let chosen = ("/links/new" as LocalURL).with(query: [("of", source.text), ("to", "")])
        let search: HTML = #"""
            <form role="search" class="mb-4" method="get" action="/links/new"><input type="hidden" name="of" value="\#(source.text)"><div class="yk-search mt-0" data-suggest="/search/suggestions" data-choose="\#(chosen.text)"><label class="visually-hidden" for="q">\#(t("找什麼"))</label><input class="form-control" type="search" id="q" name="q" value="\#(words)" maxlength="200" autocomplete="off" placeholder="\#(t("找什麼"))"><button class="btn btn-outline-primary" type="submit">\#(t("搜尋"))</button></div></form>
            """#
        var page = Page(
            title: title, crumbs: [.init(t("首頁"), "/"), .init(glance.title, glance.url), .init(t("連到別的東西"))],
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1></header>\#(search)\#(form.html(t))
                <section class="mt-5" aria-labelledby="h-found"><h2 id="h-found">\#(heading)</h2>\#(list)</section>\#(tied(ends, call))</div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        page.scripts = ["search"]
        if !errors.isEmpty { page.status = 422 }
        return .page(page)
    }

    /// The last ties of a record that this person may take away.
    private static func own(_ source: Reference, _ view: Noun.View, _ db: any Reader) throws -> [(LinkEnd, Glance)] {
        let ends = try view.city.contributions(Noun.self).flatMap { try LinkQueries.ends(at: source, of: $0.kind, limit: 20, db) }
        let glances = try view.city.glances(at: ends.map(\.there), view, db)
        return try ends.compactMap { end in
            guard let link = try LinkQueries.find(end.link, db),
                link.by == view.person?.reference || view.granted.agencies(for: ThreadsModule.tie) == nil
            else {
                return nil
            }
            return glances[end.there].map { (end, $0) }
        }
    }

    private static func tied(_ links: [(LinkEnd, Glance)], _ call: Call) -> HTML? {
        guard !links.isEmpty else { return nil }
        let t = call.t
        let rows: [HTML] = links.map { end, glance in
            let remove: LocalURL = "/links/\(end.link)/removal"
            return #"""
                <li><span class="t"><a href="\#(glance.url)">\#(glance.title)</a></span><div class="m"><span class="yk-badge">\#(t(end.title))</span><form method="post" action="\#(remove)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-link" type="submit">\#(t("拿掉"))<span class="visually-hidden"> \#(glance.title)</span></button></form></div></li>
                """#
        }
        return #"<section class="mt-5" aria-labelledby="h-tied"><h2 id="h-tied">\#(t("已經連到的"))</h2><ul class="yk-items">\#(rows)</ul></section>"#
    }
}
