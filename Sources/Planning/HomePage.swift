internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// The home page: what the city promised, as strands of beads.
enum HomePage {
    static let home = Endpoint(.get, "/", .everyone, .page("首頁", query: [Moment.parameter])) { call in
        let moment = try await call.moment()
        let (content, latest) = try await call.store.read(at: moment) { db -> (PlanContent?, [(plan: Plan, at: Instant)]) in
            let newest = try PlanQueries.published(after: nil, limit: 1, asOf: moment.asOf, db).plans.first
            return (try newest.flatMap { try PlanQueries.content($0.id, asOf: moment.asOf, db) }, try PlanQueries.latest(6, asOf: moment.asOf, db))
        }
        guard let content else { return .page(HomeView.empty(call.t)) }
        return .page(HomeView(content: content, latest: latest, moment: moment, call: call).page)
    }
}

struct HomeView {
    let content: PlanContent
    let latest: [(plan: Plan, at: Instant)]
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var words: PlanWords { PlanWords(t: t) }
    private var plan: Plan { content.plan }

    /// Work items, and the common goals that have none of their own.
    private var promises: [PlanLine] {
        content.lines.filter { $0.kind == .item || ($0.kind == .goal && content.items(of: $0.id).isEmpty) }
    }

    static func empty(_ t: Words) -> Page {
        Page(
            title: t("首頁"), menu: "home",
            body: #"""
                <div class="yk-wrap yk-section"><h1>\#(t("這座城市的計畫，都會在這裡"))</h1>\#(EmptyState(title: t("還沒有公布的計畫"), text: t("計畫公布後會出現在這裡。承辦同仁登入後可以匯入計畫。"), action: #"<a class="btn btn-primary" href="/sign-in">\#(t("同仁登入"))</a>"#).html)</div>
                """#)
    }

    var page: Page {
        var page = Page(title: t("這座城市答應您的 \(promises.count) 件事"), menu: "home", body: body)
        page.summary = plan.mission
        page.scripts = ["search"]
        page.alternates = [.init(type: "application/atom+xml", title: t("計畫訂閱"), url: PlanURL.feed)]
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap yk-hero"><div><p class="yk-over">\#(words.agency(plan))．\#(plan.shortTitle)．\#(words.years(plan))</p>
        <h1>\#(t("這座城市答應您的"))<span><span><em>\#(count)</em>\#(t.language == .english ? " " : "")\#(t("件事"))</span></span></h1>
        <p class="yk-lead">\#(t("每一件都是一條線。現在可以讀到每一句承諾的原文，它的專案、經費、裁示、案件與資料會陸續接上。"))</p>
        <p><a class="btn btn-outline-primary" href="\#(moment.url(PlanURL.plan(plan.id)))">\#(t("讀完整計畫"))</a></p>
        <form class="yk-search" action="/search" role="search" data-suggest="/search/suggestions"><label class="visually-hidden" for="s">\#(t("找計畫、案件、資料"))</label><input class="form-control" id="s" name="q" type="search" maxlength="200" autocomplete="off" placeholder="\#(t("找計畫、案件、資料"))"><button class="btn btn-primary" type="submit">\#(Icon.line("search"))\#(t("搜尋"))</button></form></div>\#(tally)</div>
        <section class="yk-band" aria-labelledby="board"><div class="yk-wrap yk-section"><div class="yk-head"><h2 id="board">\#(boardTitle)</h2><a class="yk-more" href="\#(moment.url(PlanURL.plan(plan.id)))">\#(t("讀完整計畫"))\#(Icon.line("arrow"))</a></div>
        <div class="yk-strands">\#(content.goals(.key).map(strand))\#(common)</div></div></section>
        \#(moment.isPast ? #"<div class="yk-wrap">\#(moment.bar("/", call))</div>"# as HTML : nil)<div class="yk-wrap yk-section yk-cols yk-home-cols">\#(changes)\#(numbers)</div>
        """#
    }

    /// 二十六 in Chinese, 26 elsewhere.
    private var count: String { t.language == .chinese ? words.chinese(promises.count) : String(promises.count) }

    private var boardTitle: String {
        let (key, common) = (content.goals(.key).count, content.goals(.common).count)
        return common == 0 ? t("\(words.chinese(key)) 個目標") : t("\(number(key))個目標，\(number(common))項共同要求")
    }

    private func number(_ value: Int) -> String { t.language == .chinese ? (value == 2 ? "兩" : words.chinese(value)) : String(value) }

    /// What the plan says, in numbers. Lights come with the indicators; until then nothing is judged, and the page does not pretend.
    private var tally: HTML {
        let items = content.lines.filter { $0.kind == .item }.count
        let rows: [(HTML, Int, Phrase, Phrase)] = [
            (Icon.line("flag"), content.priorities.count, "施政重點", "最要緊的事"), (Icon.line("list"), items, "工作項目", "每一項都有自己的頁面"),
            (Icon.line("gauge"), content.indicators.count, "寫明的數字目標", "從原文的句子讀出"),
        ]
        let list: [HTML] = rows.map { #"<li>\#($0.0)<b>\#($0.1)</b><span>\#(t($0.2))<small class="d-block">\#(t($0.3))</small></span></li>"# }
        return #"""
            <section aria-labelledby="now"><div class="yk-head mb-2"><h2 class="h3" id="now">\#(t("計畫說了什麼"))</h2></div><ul class="yk-tally">\#(list)</ul></section>
            """#
    }

    private func strand(_ goal: PlanLine) -> HTML {
        let beads: [HTML] = content.items(of: goal.id).map { bead(PlanURL.item(plan.id, $0.id), words.referenceText($0, in: goal), $0.shortName) }
        return #"""
            <div class="yk-strand"><h3><a href="\#(moment.url(PlanURL.goal(plan.id, goal.id)))"><span>\#(words.chinese(goal.number))</span><span \#(words.original)>\#(goal.title)</span></a></h3><ol class="yk-beads">\#(beads)</ol></div>
            """#
    }

    private var common: HTML? {
        let goals = content.goals(.common)
        guard !goals.isEmpty else { return nil }
        let beads: [HTML] = goals.map { bead(PlanURL.goal(plan.id, $0.id), words.number($0), $0.shortName) }
        return #"""
            <div class="yk-strand"><h3><a href="\#(moment.url(PlanURL.line(plan.id, "common")))"><span lang="zh-Hant-TW">共</span>\#(t("共同性目標"))</a></h3><ol class="yk-beads">\#(beads)</ol></div>
            """#
    }

    private func bead(_ url: LocalURL, _ reference: String, _ name: String?) -> HTML {
        let shown: HTML =
            if let name { #"<span><span class="visually-hidden"><span class="yk-ref">\#(reference)</span> </span>\#(name)</span>"# } else {
                #"<span><span class="yk-ref">\#(reference)</span></span>"#
            }
        return #"<li><a class="yk-bead" href="\#(url)">\#(Icon.bead)\#(shown)</a></li>"#
    }

    private var changes: HTML {
        let rows: [HTML] = latest.map { entry in
            let day = call.time(entry.at)
            return #"""
                <li><time datetime="\#(day.iso)">\#(day.day)</time><div><p><a href="\#(moment.url(PlanURL.plan(entry.plan.id)))">\#(entry.plan.shortTitle) \#(words.years(entry.plan))</a>：\#(t("已公布。"))</p><div class="m"><span>\#(words.agency(entry.plan))</span></div></div></li>
                """#
        }
        return #"""
            <section aria-labelledby="changes"><div class="yk-head"><h2 id="changes">\#(t("最近的變動"))</h2><a class="yk-more" href="\#(PlanURL.list)">\#(t("所有計畫"))\#(Icon.line("arrow"))</a></div><ol class="yk-timeline">\#(rows)</ol></section>
            """#
    }

    private var numbers: HTML? {
        guard !content.indicators.isEmpty else { return nil }
        let panels: [HTML] = content.indicators.map { indicator in
            let target = words.target(indicator)
            return #"""
                <div class="yk-panel yk-goalnum"><p class="yk-stat-label"><a href="\#(moment.url(PlanURL.goal(plan.id, indicator.line)))">\#(indicator.title)</a></p><p class="yk-stat-value">\#(target.number)<small>\#(target.unit)\#(words.comparison(indicator.comparison))</small></p><p class="yk-stat-note">\#(t("原文："))<q \#(words.original)>\#(indicator.sourceText)</q></p></div>
                """#
        }
        return #"""
            <section aria-labelledby="numbers"><div class="yk-head"><h2 id="numbers">\#(t("計畫寫明的數字"))</h2></div><div class="yk-stack">\#(panels)</div></section>
            """#
    }
}
