internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/search`: one box over everything there is to find, for whoever asks.
struct SearchPage {
    static let page = Endpoint(.get, "/search", .everyone, .page("搜尋", query: SearchAPI.query)) { call in
        let request = try SearchRequest(call)
        let results = request.question.groups.isEmpty ? nil : try await request.results(call)
        let agencies = try await call.store.read { try AgencyQueries.all($0) }
        return .page(SearchPage(request: request, results: results, agencies: agencies, call: call).page)
    }

    let request: SearchRequest
    /// Nil when nothing was asked for.
    let results: SearchResults?
    let agencies: [Agency]
    let call: Call

    private var t: Words { call.t }
    private var question: SearchQuestion { request.question }
    private var kinds: SearchKinds { SearchKinds(call.city) }

    private var page: Page {
        var page = Page(
            title: question.text.isEmpty ? t("搜尋") : t("搜尋「\(question.text)」"), crumbs: [.init(t("首頁"), "/"), .init(t("搜尋"))], menu: "search",
            body: body)
        page.scripts = ["search"]
        // What was found for whom is nobody else's.
        page.isPrivate = true
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("搜尋"))</h1><p class="yk-lead">\#(t("找計畫、指標、會議、案件和機關。臺和台、全形和半形都一樣；有錯字也試試看。"))</p></header>
        \#(form)\#(results.map { answer($0) } ?? hint)</div>
        """#
    }

    private var hint: HTML { #"<p class="yk-empty">\#(t("打幾個字就可以開始，例如「青年」「開放資料」或一個案號。"))</p>"# }

    private var form: HTML {
        func option(_ value: String, _ title: String, _ chosen: String?) -> HTML {
            #"<option value="\#(value)" \#(value == chosen ?? "" ? Attribute("selected") : nil)>\#(title)</option>"#
        }
        let kindOptions = [option("", t("全部種類"), question.kind)] + kinds.all.map { option($0.kind, t($0.title), question.kind) }
        let agencyOptions = [option("", t("所有機關"), question.agency)] + agencies.map { option($0.id, $0.name, question.agency) }
        return #"""
            <form method="get" action="/search" role="search" class="mb-4"><div class="yk-search mt-0" data-suggest="/search/suggestions"><label class="visually-hidden" for="q">\#(t("要找的字"))</label>
            <input class="form-control" id="q" name="q" type="search" value="\#(question.text)" maxlength="200" autocomplete="off" placeholder="\#(t("找計畫、案件、資料"))">
            <button class="btn btn-primary" type="submit">\#(Icon.line("search"))\#(t("搜尋"))</button></div>
            <details class="yk-fold mt-3" \#(isNarrowed ? Attribute("open") : nil)><summary>\#(t("縮小範圍"))</summary><div class="yk-filter">
            <div><label class="form-label" for="kind">\#(t("種類"))</label><select class="form-select" id="kind" name="kind">\#(kindOptions)</select></div>
            <div><label class="form-label" for="agency">\#(t("機關"))</label><select class="form-select" id="agency" name="agency">\#(agencyOptions)</select></div>
            <div><label class="form-label" for="from">\#(t("從"))</label><input class="form-control" type="date" id="from" name="from" value="\#(question.from?.iso ?? "")"></div>
            <div><label class="form-label" for="until">\#(t("到"))</label><input class="form-control" type="date" id="until" name="until" value="\#(question.until?.iso ?? "")"></div>
            <button class="btn btn-outline-primary" type="submit">\#(t("套用"))</button></div></details></form>
            """#
    }

    private var isNarrowed: Bool { question.kind != nil || question.agency != nil || question.from != nil || question.until != nil }

    private func url(_ text: String? = nil, kind: String?? = nil, page: Int? = nil) -> LocalURL {
        ("/search" as LocalURL).with(query: [
            ("q", text ?? question.text), ("kind", kind ?? question.kind), ("agency", question.agency), ("from", question.from?.iso),
            ("until", question.until?.iso), ("page", page.map { String($0) }),
        ])
    }

    private func answer(_ results: SearchResults) -> HTML {
        let correction: HTML? = results.correction.map {
            #"<p class="yk-lead">\#(t("您是不是要找"))：<a href="\#(url($0))">\#($0)</a></p>"#
        }
        let making: HTML? = results.isIncomplete ? Notice.info.html(#"<p>\#(t("索引正在建立，有些內容暫時找不到。"))</p>"#) : nil
        guard results.count > 0 else {
            let wide: HTML? =
                isNarrowed ? #"<p><a href="\#(("/search" as LocalURL).with(query: [("q", question.text)]))">\#(t("不限種類、機關和日期再找一次"))</a></p>"# : nil
            return #"\#(making)\#(correction)<p class="yk-empty" role="status">\#(t("找不到符合「\(question.text)」而且您看得到的內容。請少打幾個字，或換一個說法。"))</p>\#(wide)"#
        }
        let near: HTML? = results.isNear ? #"<p>\#(t("沒有完全符合的，以下是相近的內容。"))</p>"# : nil
        return #"""
            \#(making)\#(correction)\#(near)<p class="yk-quiet" role="status">\#(said(results))</p>\#(chips(results))
            <ol class="yk-items yk-found" start="\#((request.page - 1) * SearchResults.pageSize + 1)">\#(results.found.map(row))</ol>\#(pager(results))
            """#
    }

    private func said(_ results: SearchResults) -> String {
        results.isCut
            ? t("符合的超過 \(SearchCandidates.most) 筆，只比較了其中 \(SearchCandidates.most) 筆：標題裡有的，和最新的。多打幾個字或縮小範圍，會更準。")
            : t("共 \(results.count) 筆。")
    }

    private func chips(_ results: SearchResults) -> HTML? {
        guard results.kinds.count > 1, question.kind == nil else { return nil }
        let links: [HTML] = kinds.all.compactMap { kind in
            results.kinds[kind.kind].map { count in
                #"<li><a class="btn btn-outline-primary btn-sm" href="\#(url(kind: kind.kind))">\#(t(kind.title)) \#(count)</a></li>"#
            }
        }
        return #"<nav aria-label="\#(t("依種類"))"><ul class="yk-chips list-unstyled">\#(links)</ul></nav>"#
    }

    private func row(_ found: SearchResults.Found) -> HTML {
        let document = found.document
        let highlight = Highlight(question)
        let number: HTML? = document.number.map { #"<span class="yk-ref">\#(Highlight.html(highlight.pieces($0)))</span>"# }
        let sample: HTML? = document.isSample ? #"<span class="yk-demo">\#(t("示範資料"))</span>"# : nil
        let facts = [
            kinds.title(document.reference.kind).map { t($0) }, document.agency.flatMap { id in agencies.first { $0.id == id }?.shortName },
            document.date.map { t.language == .english ? $0.iso : $0.roc(.plain) },
        ].compactMap { $0 }
        let excerpt = highlight.excerpt(found.text, length: 120)
        return #"""
            <li><div><h2 class="h5 mb-1"><a href="\#(document.url)">\#(number) \#(Highlight.html(highlight.pieces(document.title)))</a> \#(sample)</h2><p class="mb-1">\#(Highlight.html(excerpt))</p><p class="yk-quiet mb-0">\#(facts.joined(separator: "．"))</p></div></li>
            """#
    }

    private func pager(_ results: SearchResults) -> HTML {
        let isLast = request.page * SearchResults.pageSize >= results.count || request.page == 100
        return Pager(
            label: t("搜尋結果的頁"), first: request.page > 1 ? (t("回到第一頁"), url()) : nil, next: isLast ? nil : (t("下一頁"), url(page: request.page + 1))
        ).html
    }
}
