internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// A year's plan on the desk: where it stands, what is missing, and the way to each of its sections.
struct AnnualDeskView: Sendable {
    /// A decision about a proposal that was refused.
    struct Attempt: Sendable {
        let source: Reference
        let values: [String: String]
        let errors: [String: Phrase]
    }

    let content: AnnualContent
    let gaps: [Phrase]
    let carried: [(CarryOver, Glance?)]
    let matter: Matter?
    let attempt: Attempt?
    let call: Call

    private var t: Words { call.t }
    private var words: AnnualWords { AnnualWords(t: t) }
    private var plan: AnnualPlan { content.plan }
    private var mayWrite: Bool {
        call.granted.writesPlans(of: plan.agency) && plan.status == .draft && matter.map { DocumentLife.editable.contains($0.state) } ?? false
    }

    static func read(_ call: Call, refused: Attempt? = nil) async throws -> AnnualDeskView {
        let id = try call.parameter("annual")
        let view = Noun.View(city: call.city, granted: call.granted)
        return try await call.store.read { db in
            guard let content = try AnnualQueries.content(id, db) else { throw Problem.notFound }
            let carried = try CarryOver.all(of: id, db)
            let glances = try call.city.glances(at: carried.map(\.source), view, db)
            return AnnualDeskView(
                content: content, gaps: content.plan.status == .draft ? try content.gaps(db) : [],
                carried: carried.map { ($0, glances[$0.source]) }, matter: try AnnualLife.current(content.plan, db), attempt: refused, call: call)
        }
    }

    func reply() -> Reply {
        var desk = PlanningDesk(call: call, title: plan.title, above: [.init(t("編製年度施政計畫"), AnnualURL.desk)])
        if attempt != nil { desk.status = 422 }
        return desk.reply(#"\#(words.sample(plan))\#(standing)\#(missing)\#(carryOver)\#(content.goals.map(section))\#(tools)"#)
    }

    private var standing: HTML {
        guard plan.status == .draft else {
            return Notice.ok.html(#"<p>\#(t("這份年度計畫已經公布。")) <a href="\#(AnnualURL.plan(plan.id))">\#(t("看公布的計畫"))</a></p>"#)
        }
        guard let matter, let state = AnnualLife.procedure.state(matter.state) else { return .empty }
        let turn = state.turn.map { t("現在輪到：\($0.title(t))") } ?? ""
        let next: HTML? = mayWrite ? #"<p class="mb-0">\#(t("編好以後，到案件頁送首長核定；權數不合計或欄位不齊就送不出去。"))</p>"# : nil
        return Notice.info.html(
            #"<p><b>\#(t(state.title))</b>　\#(turn)　<a href="\#(AnnualURL.matter(matter.id))">\#(t("案件 \(matter.number)"))</a></p>\#(next)"#)
    }

    private var missing: HTML? {
        guard plan.status == .draft else { return nil }
        guard !gaps.isEmpty else { return Notice.ok.html(#"<p>\#(t("權數合計正確，欄位齊全，可以送出。"))</p>"#) }
        let items: [HTML] = gaps.map { #"<li>\#(t($0))</li>"# }
        return Notice.warn.html(#"<p>\#(t("送出前還有 \(gaps.count) 處要補："))</p><ul>\#(items)</ul>"#)
    }

    private var carryOver: HTML? {
        guard !carried.isEmpty else { return nil }
        let rows: [HTML] = carried.map { carry, glance in
            let title: HTML = glance.map { #"<a href="\#($0.url)">\#($0.title)</a>"# } ?? HTML(text: carry.source.id)
            let kind = carry.isWork ? t("去年未完成的工作項目") : t("去年未達標的指標")
            let state: HTML =
                switch carry.decision {
                case .proposed: mayWrite ? AnnualDeskPages.carryForm(carry, plan, call, attempt) : HTML(text: t("還沒有決定"))
                case .accepted: #"<span class="yk-badge">\#(t("延續"))</span>"#
                case .declined: HTML(text: t("不延續：\(carry.reason)"))
                }
            return #"<li><span class="t">\#(title)</span><span class="m"><span class="yk-badge">\#(kind)</span></span><div>\#(state)</div></li>"#
        }
        return #"<section class="mt-4" aria-labelledby="h-carry"><h2 id="h-carry">\#(t("去年沒有做完的"))</h2><ul class="yk-items">\#(rows)</ul></section>"#
    }

    private func section(_ goal: AnnualGoal) -> HTML {
        let (items, indicators) = (content.items(of: goal.id), content.indicators(of: goal.id))
        let sum = Weight.sum(indicators.map(\.weight))
        let itemRows: [[HTML]] = items.map { item in
            [
                #"<a href="\#(AnnualURL.work(plan.id, item.id))">\#(item.name)</a>"#, HTML(text: item.unit), HTML(text: words.schedule(item)),
                HTML(text: words.dollars(item.budget)),
            ]
        }
        let indicatorRows: [[HTML]] = indicators.map { one in
            [#"<a href="\#(AnnualURL.measure(plan.id, one.id))">\#(one.title)</a>"#, HTML(text: words.target(one)), HTML(text: one.weight.text)]
        }
        let itemTable = DataTable(
            caption: t("\(words.name(goal))的工作項目"), columns: [.init(t("工作項目")), .init(t("責任單位")), .init(t("期程")), .init(t("經費"), isNumber: true)],
            rows: itemRows)
        let indicatorTable = DataTable(
            caption: t("\(words.name(goal))的衡量指標"), columns: [.init(t("衡量指標")), .init(t("年度目標值")), .init(t("權數"), isNumber: true)],
            rows: indicatorRows)
        return #"""
            <section class="mt-5" aria-labelledby="\#(goal.id)"><div class="yk-head"><h2 id="\#(goal.id)">\#(words.name(goal))　\#(goal.title)</h2><span class="yk-count">\#(t("權數 \(goal.weight.text)，指標合計 \(sum.text)"))</span></div>
            \#(itemRows.isEmpty ? nil : itemTable.html)\#(indicatorRows.isEmpty ? nil : indicatorTable.html)\#(links(goal))</section>
            """#
    }

    private func links(_ goal: AnnualGoal) -> HTML? {
        guard mayWrite else { return nil }
        let name = words.name(goal)
        return #"""
            <p class="yk-toc-tools"><a href="\#(AnnualURL.goal(plan.id, goal.id))">\#(t("改權數與施政綱要"))<span class="visually-hidden"> \#(name)</span></a><a href="\#(AnnualURL.items(plan.id, goal.id))">\#(t("新增工作項目"))<span class="visually-hidden"> \#(name)</span></a><a href="\#(AnnualURL.measures(plan.id, goal.id))">\#(t("新增衡量指標"))<span class="visually-hidden"> \#(name)</span></a></p>
            """#
    }

    private var tools: HTML {
        #"""
        <p class="yk-toc-tools mt-5"><a href="\#(AnnualURL.document(plan.id))">\#(Icon.line("down"))\#(t("計畫（ODT）"))</a><a href="\#(AnnualURL.outline(plan.id))">\#(Icon.line("down"))\#(t("施政綱要（ODT）"))</a></p>
        """#
    }
}
