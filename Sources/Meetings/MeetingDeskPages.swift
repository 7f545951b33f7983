internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/desk/meetings/{meeting}`: a meeting as those see it who prepare it and write its minutes; and a decision as its agency sees it.
enum MeetingDeskPages {
    static let all = [show, decision, report]

    static let show = Endpoint(
        .get, "/desk/meetings/{meeting}", .holdsOn(MeetingsModule.manage, "meeting"), .page("籌備一場會議", query: [DeskPage.doneQuery])
    ) { call in try await MeetingDeskPage(call).reply() }

    static let decision = Endpoint(
        .get, "/desk/decisions/{decision}", .holdsOn(MeetingsModule.report, "decision"), .page("一項決議", query: [DeskPage.doneQuery])
    ) { call in try await decisionPage(call) }

    static let report = Endpoint(
        .post, "/desk/decisions/{decision}", .holdsOn(MeetingsModule.report, "decision"), .form("填報辦理情形", MeetingForms.report)
    ) { call in
        let sent = try await call.body()
        let errors = sent.errors(in: MeetingForms.report)
        guard errors.isEmpty, let state = Decision.State(rawValue: sent.text("state")) else {
            return try await decisionPage(call, values: sent.values, errors: errors)
        }
        let id = try call.parameter("decision")
        _ = try await Decision.report(
            id, progress: sent.text("progress"), state: state, at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
        return .seeOther(MeetingURL.decision(id).with(query: [("done", "changed")]))
    }

    private static func decisionPage(
        _ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]
    ) async throws -> Reply {
        let id = try call.parameter("decision")
        let found = try await call.store.read { try MeetingQueries.decision(id, $0) }
        guard let decision = found, let view = try await MeetingView.load(decision.meeting, call) else { throw Problem.notFound }
        let t = call.t
        let form = FormView(
            MeetingForms.report, to: MeetingURL.decision(id), submit: "填報", call: call,
            values: values.isEmpty ? ["progress": decision.progress, "state": decision.state.rawValue] : values, errors: errors)
        return DeskPage(call: call, title: t("決議"), above: [.init(t("會議與決議"), MeetingURL.desk)], isRefused: !errors.isEmpty).reply(
            #"""
            <p class="yk-record">\#(decision.text)</p>
            <dl class="yk-facts"><div><dt>\#(t("會議"))</dt><dd>\#(view.title)</dd></div><div><dt>\#(t("機關"))</dt><dd>\#(view.responsible(decision))</dd></div><div><dt>\#(t("期限"))</dt><dd>\#(view.due(decision))</dd></div><div><dt>\#(t("狀態"))</dt><dd>\#(view.light(decision))</dd></div>\#(followed(view.standings[id], t))</dl>
            \#(Part(id: "report", title: t("填報辦理情形"), content: form.html(t)).html)
            """#)
    }

    /// Where it is followed up.
    private static func followed(_ standing: DecisionOpening.Standing?, _ t: Words) -> HTML? {
        standing.map { #"<div><dt>\#(t("列管"))</dt><dd><a href="\#($0.url)">\#(t($0.phrase))</a></dd></div>"# }
    }
}
