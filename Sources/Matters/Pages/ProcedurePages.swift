internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 流程: how each kind of work runs, as the program has it: states, deadlines with their source, who may do what.
enum ProcedurePages {
    static let list = Endpoint(.get, "/procedures", .everyone, .page("流程清單")) { call in
        let t = call.t
        let rows: [[HTML]] = Matters(call.city).procedures.map { procedure in
            [#"<a href="\#(MatterURL.procedure(procedure.id))">\#(t(procedure.title))</a>"#, HTML(text: t(procedure.summary))]
        }
        return .page(
            Page(
                title: t("流程"), crumbs: [.init(t("首頁"), "/"), .init(t("流程"))], menu: "procedures",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("流程"))</h1><p class="yk-lead">\#(t("市府的每一種案件怎麼走：有哪些步驟、誰可以做什麼、期限多久、依據是什麼。"))</p></header>\#(DataTable(caption: t("流程"), columns: [.init(t("流程")), .init(t("說明"))], rows: rows).html)</div>
                    """#))
    }

    static let show = Endpoint(.get, "/procedures/{procedure}", .everyone, .page("一種流程")) { call in
        guard let procedure = Matters(call.city).procedure(try call.parameter("procedure")) else { throw Problem.notFound }
        return .page(ProcedureView(procedure: procedure, call: call).page)
    }
}

/// A procedure in words and tables.
struct ProcedureView {
    let procedure: Procedure
    let call: Call

    private var t: Words { call.t }

    var page: Page {
        Page(
            title: t(procedure.title), crumbs: [.init(t("首頁"), "/"), .init(t("流程"), "/procedures"), .init(t(procedure.title))], menu: "procedures",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t(procedure.title))</h1><p class="yk-lead">\#(t(procedure.summary))</p></header>
                <section aria-labelledby="h-states"><h2 id="h-states">\#(t("步驟與期限"))</h2>\#(states)</section>
                <section aria-labelledby="h-actions"><h2 id="h-actions">\#(t("誰可以做什麼"))</h2>\#(actions)</section>\#(effects)\#(chases)\#(sources)</div>
                """#)
    }

    private var states: HTML {
        let rows: [[HTML]] = procedure.states.map { state in
            [
                HTML(text: t(state.title)), HTML(text: state.turn?.title(t) ?? "－"), HTML(text: deadline(state)), HTML(text: source(state)),
            ]
        }
        return DataTable(
            caption: t("步驟與期限"), columns: [.init(t("步驟")), .init(t("輪到誰")), .init(t("期限")), .init(t("依據"))], rows: rows
        ).html
    }

    private func deadline(_ state: State) -> String { StateDeadlineWords(state, call.city.settings, call.city.clock.today).said(t) }

    private func source(_ state: State) -> String {
        if case .rule(let rule) = state.deadline, let source = rule.source { t(source) } else { "－" }
    }

    private var actions: HTML {
        let rows: [[HTML]] = procedure.actions.map { action in
            let from = action.from.compactMap { procedure.state($0) }.map { t($0.title) }.joined(separator: t("、"))
            let to = action.to.flatMap { procedure.state($0) }.map { t($0.title) } ?? t("不變")
            let who = action.by.map { $0.title(t) }.joined(separator: t("、"))
            return [HTML(text: t(action.title)), HTML(text: from), HTML(text: to), HTML(text: who)]
        }
        return DataTable(
            caption: t("誰可以做什麼"), columns: [.init(t("動作")), .init(t("在哪一步")), .init(t("之後的步驟")), .init(t("可以做的人"))], rows: rows
        ).html
    }

    private var effects: HTML? {
        let items: [HTML] = procedure.actions.flatMap { action in
            action.effects.map { #"<li>\#(t(action.title))：\#($0.said(t))</li>"# as HTML }
        }
        guard !items.isEmpty else { return nil }
        return #"<section aria-labelledby="h-effects"><h2 id="h-effects">\#(t("之後發生的事"))</h2><ul class="yk-items">\#(items)</ul></section>"#
    }

    private var chases: HTML? {
        guard !procedure.chases.isEmpty else { return nil }
        let items: [HTML] = procedure.chases.map { chase in
            let days = DeadlineRule.workingDays(chase.workingDays).value(call.city.settings, on: call.city.clock.today)
            let when = chase.isBefore ? t("期限前 \(days) 個工作天") : t("逾期 \(days) 個工作天")
            let whom = chase.whom.map { $0.title(t) }.joined(separator: t("、"))
            return #"<li>\#(when)：\#(t(chase.words))（\#(whom)）</li>"#
        }
        return #"<section aria-labelledby="h-chases"><h2 id="h-chases">\#(t("稽催"))</h2><ul class="yk-items">\#(items)</ul></section>"#
    }

    private var sources: HTML? {
        guard !procedure.sources.isEmpty else { return nil }
        let items: [HTML] = procedure.sources.map { #"<li>\#(t($0))</li>"# }
        return #"<section aria-labelledby="h-sources"><h2 id="h-sources">\#(t("依據"))</h2><ul class="yk-items">\#(items)</ul></section>"#
    }
}
