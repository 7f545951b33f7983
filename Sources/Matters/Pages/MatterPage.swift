internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// One matter: where it stands, what this person can do, and everything that happened.
struct MatterPage {
    static let page = Endpoint(.get, "/matters/{matter}", .isParty(to: "matter"), .page("一件案件", query: [Moment.parameter, done])) { call in
        let moment = try await call.moment()
        let view = try await MatterView.read(call.parameter("matter"), moment, call)
        // A page that was read is no reading when it is about the past.
        if !moment.isPast, let person = call.granted.person { try await view.markSeen(by: person, call.store) }
        return .page(MatterPage(view: view, moment: moment, call: call).page)
    }

    static let done = QueryParameter("done", "剛才做了什麼")

    /// What was sent and not taken: shown again with what is wrong.
    struct Attempt {
        let action: String
        let values: [String: String]
        let errors: [String: Phrase]
        let problem: Phrase?
    }

    let view: MatterView
    let moment: Moment
    let call: Call
    var attempt: Attempt?

    private var t: Words { call.t }
    private var matter: Matter { view.matter }
    private var procedure: Procedure? { Matters(call.city).procedure(matter.procedure) }

    var page: Page {
        var page = Page(
            title: "\(matter.number) \(matter.title)",
            crumbs: [.init(t("首頁"), "/"), .init(t("待辦"), MatterURL.inbox), .init(matter.number)], menu: "inbox", body: body)
        page.isPrivate = true
        page.frame = .workspace
        if attempt != nil { page.status = 422 }
        return page
    }

    private var body: HTML {
        #"""
        <header class="yk-pagehead"><p class="yk-over">\#(procedure.map { t($0.title) })．<span class="yk-num">\#(matter.number)</span></p><h1>\#(matter.title)\#(sample)</h1>\#(subject)</header>
        \#(moment.bar(MatterURL.matter(matter.id), call))\#(notices)\#(steps)
        <div class="yk-matter"><div>\#(todo)\#(files)\#(partList)\#(MatterTimeline(view: view, procedure: procedure, call: call).html)</div><aside aria-label="\#(t("案件資料"))">\#(facts)\#(watching)\#(seal)</aside></div>
        """#
    }

    /// The record that is worked on, before the buttons that decide about it.
    private var subject: HTML? {
        view.subject.map { #"<p class="yk-lead">\#(t("關於：")) <a href="\#($0.url)">\#($0.title)</a></p>"# }
    }

    private var sample: HTML? { matter.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil }

    private var notices: HTML {
        var said: [HTML] = []
        if let problem = attempt?.problem {
            let kept: [HTML] = (attempt?.values ?? [:]).filter { $0.key == "words" && !$0.value.isEmpty }.map {
                #"<p>\#(t("您剛才寫的："))</p><blockquote>\#($0.value)</blockquote>"#
            }
            said.append(Notice.warn.html(#"<p>\#(t(problem))</p>\#(kept)"#))
        }
        let isDone = attempt == nil && call.request.query["done"] == "step"
        if view.undoable != nil && attempt == nil {
            said.append(
                Notice.ok.html(
                    #"""
                    <p>\#(isDone ? t("做好了。") : t("您的上一步還可以收回。"))</p><form method="post" action="\#(MatterURL.undo(matter.id))"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="revision" value="\#(matter.revision)"><button class="btn btn-link" type="submit">\#(t("收回"))</button></form>
                    """#))
        } else if isDone {
            said.append(Notice.ok.html(#"<p>\#(t("做好了。"))</p>"#))
        } else if attempt == nil, call.request.query["done"] == "undone" {
            said.append(Notice.ok.html(#"<p>\#(t("已經收回，回到上一步。"))</p>"#))
        }
        if matter.suspendedAt != nil { said.append(Notice.info.html(#"<p>\#(t("這件案件暫停計時中。"))</p>"#)) }
        return said.joined()
    }

    /// The usual way, and where the matter is on it.
    private var steps: HTML? {
        guard let procedure else { return nil }
        let usual = procedure.states.filter { !$0.isDetour || $0.id == matter.state }
        let ends = usual.filter { $0.closes != nil }
        // Of the ends only one is reached: until then the first stands for all.
        let end = ends.first { $0.id == matter.state } ?? ends.first
        let shown = usual.filter { $0.closes == nil } + (end.map { [$0] } ?? [])
        let place = shown.firstIndex { $0.id == matter.state } ?? 0
        let items: [HTML] = shown.enumerated().map { index, state in
            let isNow = index == place
            let styleClass = isNow ? "is-now" : index < place ? "is-done" : ""
            let small: HTML? = isNow ? #"<small>\#(call.time(matter.stateSince).day)</small>"# : nil
            return #"<li class="\#(styleClass)" \#(isNow ? Attribute("aria-current", "step") : nil)>\#(t(state.title))\#(small)</li>"#
        }
        return #"<ol class="yk-steps">\#(items)</ol>"#
    }

    private var facts: HTML {
        var rows: [(Phrase, HTML)] = [("主辦機關", HTML(text: view.agencies[matter.lead] ?? matter.lead))]
        if let person = matter.assignee { rows.append(("承辦人", HTML(text: view.people[person] ?? t("不再有資料的人員")))) }
        if let unit = matter.unit { rows.append(("科室", HTML(text: unit))) }
        if let origin = matter.origin { rows.append(("開案機關", HTML(text: view.agencies[origin] ?? origin))) }
        rows.append(("開案", HTML(text: call.time(matter.openedAt).minute)))
        if matter.isOpen {
            let bucket = bucket
            rows.append(("期限", DueMark(matter: matter, bucket: bucket, left: view.left, isProvisional: view.isProvisional, call: call).html))
        }
        if let closed = matter.closedAt { rows.append(("結案", HTML(text: call.time(closed).minute))) }
        if let parent = view.parent { rows.append(("屬於", #"<a href="\#(MatterURL.matter(parent.id))">\#(parent.number) \#(parent.title)</a>"#)) }
        let threads = ("/threads" as LocalURL).with(query: [("of", matter.reference.text)])
        rows.append(("連結", #"<a href="\#(threads)">\#(t("連到哪些東西"))</a>"#))
        if let procedure { rows.append(("流程", #"<a href="\#(MatterURL.procedure(procedure.id))">\#(t(procedure.title))</a>"#)) }
        return #"<dl class="yk-facts">\#(rows.map { #"<div><dt>\#(t($0.0))</dt><dd>\#($0.1)</dd></div>"# })</dl>"#
    }

    private var bucket: InboxFilter.Due {
        let now = moment.time ?? call.city.clock.now()
        guard let due = matter.dueAt else { return .later }
        return due < now ? .late : due.taipeiDay == now.taipeiDay ? .today : due.taipeiDay <= now.taipeiDay.adding(days: 7) ? .week : .later
    }

    private var todo: HTML? {
        guard !moment.isPast, let person = call.granted.person else { return nil }
        let actions = Matters(call.city).actions(on: matter, for: person)
        guard !actions.isEmpty else {
            let turn = matter.isOpen ? procedure?.state(matter.state)?.turn.map { t("現在輪到：\($0.title(t))") } : nil
            return Notice.info.html(#"<p>\#(turn ?? t("這件案件已經結案。"))</p>"#)
        }
        let items: [HTML] = actions.enumerated().map { index, available in
            ActionView(
                available: available, form: view.forms[available.action.id], matter: matter, isMain: index == 0 && available.action.kind == .step,
                attempt: attempt, call: call
            ).html
        }
        return #"<section class="yk-acts" aria-labelledby="h-acts"><h2 id="h-acts">\#(t("您可以"))</h2>\#(items)</section>"#
    }

    private var files: HTML? {
        let mayAdd = !moment.isPast && view.forms.keys.contains { procedure?.action($0)?.kind == .comment }
        return MatterFiles.section(view, mayAdd: mayAdd, errors: attempt?.action == "attach" ? attempt?.errors ?? [:] : [:], call)
    }

    private var partList: HTML? {
        guard !view.parts.isEmpty else { return nil }
        let rows: [[HTML]] = view.parts.map { part in
            let state = Matters(call.city).procedure(part.procedure)?.state(part.state)
            let due = part.dueAt.map { call.time($0).day } ?? ""
            return [
                #"<a href="\#(MatterURL.matter(part.id))">\#(view.agencies[part.lead] ?? part.lead)</a>"#,
                HTML(text: state.map { t($0.title) } ?? ""),
                HTML(text: due),
            ]
        }
        return #"""
            <section aria-labelledby="h-parts"><h2 id="h-parts">\#(t("協辦機關"))</h2>\#(DataTable(caption: t("協辦機關"), columns: [.init(t("機關")), .init(t("進度")), .init(t("期限"))], rows: rows).html)</section>
            """#
    }

    private var watching: HTML? {
        guard !moment.isPast else { return nil }
        let url: LocalURL = "/matters/\(matter.id)/watch"
        return #"""
            <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="watch" value="\#(view.isWatching ? "no" : "yes")"><button class="btn btn-outline-primary" type="submit">\#(Icon.line("bell"))\#(view.isWatching ? t("不再關注") : t("關注這件案件"))</button></form>
            """#
    }

    private var seal: HTML? { view.seal?.html(call, proof: MatterURL.proof(matter.id)) }
}
