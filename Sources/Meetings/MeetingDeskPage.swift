internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// One meeting in the workspace: what it is, and the forms that its state allows.
struct MeetingDeskPage {
    let call: Call
    let view: MeetingView
    let agencies: [Agency]

    /// A form that was refused, to be shown again with what was typed.
    struct Refused {
        let form: String
        let values: [String: String]
        let errors: [String: Phrase]
    }

    /// - Throws: ``Problem/notFound`` when there is none.
    init(_ call: Call) async throws {
        self.call = call
        guard let view = try await MeetingView.load(try call.parameter("meeting"), call) else { throw Problem.notFound }
        self.view = view
        let today = call.city.clock.today
        agencies = try await call.store.read { try AgencyQueries.valid(on: today, $0) }
    }

    /// What a decision may open, as the modules contributed it.
    var openings: [DecisionOpening] { call.city.contributions(DecisionOpening.self) }

    private var t: Words { call.t }
    private var url: LocalURL { MeetingURL.desk(view.meeting.id) }
    private var state: Meeting.State { view.meeting.state }

    func reply(_ refused: Refused? = nil) -> Reply {
        DeskPage(
            call: call, title: view.title,
            above: [.init(t("會議與決議"), MeetingURL.desk), .init(view.meeting.series.name, MeetingURL.series(view.meeting.series.id))],
            isRefused: refused != nil, mark: view.sample
        ).reply(
            #"""
            \#(view.cancellation)\#(view.facts)\#(steps)\#(documents)
            \#(Part(id: "earlier", title: t("上次會議決議的辦理情形"), content: view.earlierList).html)
            \#(Part(id: "agenda", title: t("議程"), content: #"\#(agenda)\#(itemForm(refused))"#).html)
            \#(Part(id: "papers", title: t("會議資料"), content: #"\#(PaperPages.list(view.papers, t))\#(paperForms(refused))"#).html)
            \#(Part(id: "decisions", title: t("決議"), content: #"\#(decisions)\#(decisionForm(refused))"#).html)
            \#(Part(id: "attendance", title: t("出席"), content: #"\#(view.attendanceList)\#(attendanceForm(refused))"#).html)
            \#(timeForm(refused))\#(cancelForm(refused))\#(corrections(refused))
            """#)
    }

    /// The four steps, and the button that takes the next.
    private var steps: HTML {
        let all = Meeting.State.allCases
        let place = all.firstIndex(of: state) ?? 0
        let entries: [HTML] = all.enumerated().map { index, one in
            #"<li class="\#(index < place ? "is-done" : index == place ? "is-now" : "")" \#(index == place ? Attribute("aria-current", "step") : nil)>\#(t(one.title))</li>"#
        }
        return #"<ol class="yk-steps list-unstyled mt-4">\#(entries)</ol>\#(nextButton)"#
    }

    private var nextButton: HTML? {
        if view.meeting.isCancelled { return nil }
        let title: Phrase? =
            switch state {
            case .planned: "發出通知"
            case .convened: "開始寫紀錄"
            case .drafted: call.granted.holds(MeetingsModule.approve, on: view.meeting.series.agency) ? "確定紀錄" : nil
            case .approved: nil
            }
        guard let title else { return nil }
        let target: LocalURL = state == .drafted ? "\(url)/approval" : "\(url)/steps"
        return FormView(MeetingForms.step, to: target, submit: title, id: "step-", call: call, values: ["state": state.rawValue]).html(t)
    }

    private var documents: HTML {
        let minutes: HTML? =
            state == .drafted || state == .approved
            ? #"<a href="\#(MeetingURL.minutes(view.meeting.id))">\#(Icon.line("down"))\#(t("紀錄（ODT）"))</a>"# : nil
        let public_: HTML? =
            view.meeting.isPublic ? #"<a href="\#(MeetingURL.meeting(view.meeting.id))">\#(Icon.line("globe"))\#(t("公開的頁面"))</a>"# : nil
        return #"""
            <p class="yk-toc-tools"><a href="\#(MeetingURL.agenda(view.meeting.id))">\#(Icon.line("down"))\#(t("議程（ODT）"))</a>\#(minutes)\#(public_)</p>
            """#
    }

    private var agenda: HTML {
        if view.meeting.isCancelled { return view.agenda(showsMinutes: true) }
        if state == .planned { return #"\#(view.agenda(showsMinutes: true))\#(removals)"# }
        guard state.takesMinutes, !view.items.isEmpty else { return view.agenda(showsMinutes: true) }
        // While minutes are written each point has its own field.
        let forms: [HTML] = view.items.map { item in
            let form = FormView(
                MeetingForms.minutes, to: "\(url)/item-minutes", submit: "存紀錄", id: "m-\(item.id)-", call: call,
                values: ["item": item.id, "minutes": item.minutes ?? ""])
            return #"<details class="yk-fold"><summary>\#(t("紀錄：\(item.title)"))</summary>\#(form.html(t))</details>"#
        }
        return #"\#(view.agenda(showsMinutes: true))\#(forms)"#
    }

    /// Before anybody was told, a point can still be taken off.
    private var removals: [HTML] {
        view.items.map { item in
            #"""
            <form method="post" action="\#("\(url)/item-removal" as LocalURL)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="item" value="\#(item.id)"><button class="btn btn-link" type="submit">\#(t("刪除：\(item.title)"))</button></form>
            """#
        }
    }

    private var decisions: HTML {
        view.decisions.isEmpty ? #"<p>\#(t("還沒有決議。"))</p>"# : view.decisionTable(view.decisions, caption: t("決議"))
    }

    private func itemForm(_ refused: Refused?) -> HTML? {
        guard state != .approved, !view.meeting.isCancelled else { return nil }
        return fold("item", t("新增議案"), MeetingForms.item, "\(url)/items", "新增議案", refused)
    }

    private func paperForms(_ refused: Refused?) -> HTML? {
        guard state != .approved, !view.meeting.isCancelled else { return nil }
        let removals: [HTML] = view.papers.map { paper in
            #"""
            <form method="post" action="\#(removalURL)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="paper" value="\#(paper.id)"><button class="btn btn-link" type="submit">\#(t("移除：\(paper.name)"))</button></form>
            """#
        }
        return #"\#(removals)\#(fold("paper", t("新增會議資料"), PaperPages.fields, "\(url)/papers", "新增會議資料", refused))"#
    }

    private var removalURL: LocalURL { "\(url)/paper-removal" }

    private func decisionForm(_ refused: Refused?) -> HTML? {
        guard state.takesMinutes, !view.meeting.isCancelled else { return nil }
        return fold("decision", t("新增決議"), MeetingForms.decision(view.items, agencies, openings), "\(url)/decisions", "新增決議", refused)
    }

    private func attendanceForm(_ refused: Refused?) -> HTML? {
        guard state != .approved, !view.meeting.isCancelled else { return nil }
        return fold("attendance", t("通知或記錄出席"), MeetingForms.attendance, "\(url)/attendance", "存出席情形", refused)
    }

    private func timeForm(_ refused: Refused?) -> HTML? {
        guard state.isBeforeMinutes, !view.meeting.isCancelled else { return nil }
        let isOpen = refused?.form == "time"
        let form = FormView(
            SeriesPages.timeFields, to: "\(url)/time", submit: "改時間地點", id: "time-", call: call,
            values: isOpen ? refused?.values ?? [:] : MeetingTime.values(view.meeting), errors: isOpen ? refused?.errors ?? [:] : [:])
        return Part(
            id: "time", title: t("改時間地點"),
            content:
                #"<details class="yk-fold" \#(isOpen ? Attribute("open") : nil)><summary>\#(t("改時間地點"))</summary>\#(form.html(t))</details>"#
        ).html
    }

    private func cancelForm(_ refused: Refused?) -> HTML? {
        guard state.isBeforeMinutes, !view.meeting.isCancelled else { return nil }
        return fold("cancellation", t("取消會議"), MeetingForms.cancellation, "\(url)/cancellation", "取消會議", refused)
    }

    /// What was corrected, and a form for each point of approved minutes.
    private func corrections(_ refused: Refused?) -> HTML? {
        guard state == .approved, !view.items.isEmpty else { return nil }
        let mayCorrect = call.granted.holds(MeetingsModule.approve, on: view.meeting.series.agency)
        let forms: [HTML] =
            !mayCorrect
            ? []
            : view.items.map { item in
                let isOpen = refused?.form == "correction-\(item.id)"
                let form = FormView(
                    MeetingForms.correction, to: "\(url)/corrections", submit: "更正紀錄", id: "c-\(item.id)-", call: call,
                    values: isOpen ? refused?.values ?? [:] : ["item": item.id, "minutes": item.minutes ?? ""],
                    errors: isOpen ? refused?.errors ?? [:] : [:])
                return
                    #"<details class="yk-fold" \#(isOpen ? Attribute("open") : nil)><summary>\#(t("更正：\(item.title)"))</summary>\#(form.html(t))</details>"#
            }
        return Part(id: "corrections", title: t("更正"), content: #"\#(view.correctionList)\#(forms)"#).html
    }

    private func fold(_ id: String, _ title: String, _ fields: [Field], _ target: LocalURL, _ submit: Phrase, _ refused: Refused?) -> HTML {
        let isOpen = refused?.form == id
        let form = FormView(
            fields, to: target, submit: submit, id: "\(id)-", call: call, values: isOpen ? refused?.values ?? [:] : [:],
            errors: isOpen ? refused?.errors ?? [:] : [:])
        return #"<details class="yk-fold mt-3" \#(isOpen ? Attribute("open") : nil)><summary>\#(title)</summary>\#(form.html(t))</details>"#
    }
}
