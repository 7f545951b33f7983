internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/meetings`: what anyone may read of the meetings whose series is public.
enum PublicMeetingPages {
    static let all = [list, calendar, show, event]

    static let list = Endpoint(.get, "/meetings", .everyone, .page("公開的會議", query: [.after])) { call in
        let t = call.t
        let after = call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        let found = try await call.store.read { try MeetingQueries.published(before: after, limit: 31, $0) }
        let today = call.city.clock.today
        let rows: [[HTML]] = found.prefix(30).map { meeting in
            [
                #"<a href="\#(MeetingURL.meeting(meeting.id))">\#(meeting.title(t))</a>\#(MeetingView.sample(meeting.series, t))"#,
                HTML(text: t.minute(meeting.startsAt, seenFrom: today)), HTML(text: meeting.place), HTML(text: t(meeting.standing)),
            ]
        }
        let table =
            rows.isEmpty
            ? EmptyState(title: t("還沒有公開的會議"), text: t("公開的會議在發出通知後列在這裡；紀錄確定後也看得到決議。")).html
            : DataTable(caption: t("公開的會議"), columns: [.init(t("會議")), .init(t("時間")), .init(t("地點")), .init(t("狀態"))], rows: rows).html
        let last = found.count > 30 ? found[29] : nil
        let pager = Pager(
            label: t("分頁"), first: after == nil ? nil : (t("從頭看"), MeetingURL.list),
            next: last.map { (t("下一頁"), MeetingURL.list.with(query: [("after", "\($0.startsAt)~\($0.id)")])) })
        return .page(
            Page(
                title: t("公開的會議"), crumbs: [.init(t("首頁"), "/"), .init(t("公開的會議"))], menu: "meetings",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("公開的會議"))</h1><p class="yk-lead">\#(t("議程、紀錄與決議，和每一項決議辦到哪裡。"))</p></header>\#(table)\#(pager.html)
                    <p class="yk-toc-tools"><a href="\#(MeetingURL.calendar)">\#(Icon.line("clock"))\#(t("加入行事曆（.ics）"))</a></p></div>
                    """#))
    }

    static let show = Endpoint(.get, "/meetings/{meeting}", .everyone, .page("一場公開的會議")) { call in
        let view = try await published(call)
        let t = call.t
        let isFinal = view.meeting.state == .approved
        let decisions: HTML? =
            isFinal && !view.decisions.isEmpty
            ? Part(id: "decisions", title: t("決議"), content: view.decisionTable(view.decisions, caption: t("決議"))).html : nil
        let corrections: HTML? =
            view.corrections.isEmpty ? nil : Part(id: "corrections", title: t("更正"), content: view.correctionList).html
        return .page(
            Page(
                title: view.title, crumbs: [.init(t("首頁"), "/"), .init(t("公開的會議"), MeetingURL.list), .init(view.title)], menu: "meetings",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(t(view.meeting.series.kind.title))</p><h1>\#(view.title)\#(view.sample)</h1></header>\#(view.cancellation)\#(view.facts)
                    \#(Part(id: "earlier", title: t("上次會議決議的辦理情形"), content: view.earlierList).html)
                    \#(Part(id: "agenda", title: isFinal ? t("議程與紀錄") : t("議程"), content: view.agenda(showsMinutes: isFinal)).html)\#(decisions)\#(corrections)
                    \#(Part(id: "papers", title: t("會議資料"), content: PaperPages.list(view.papers, t)).html)
                    <p class="yk-toc-tools"><a href="\#(MeetingURL.event(view.meeting.id))">\#(Icon.line("clock"))\#(t("加入行事曆（.ics）"))</a><a href="\#(("/threads" as LocalURL).with(query: [("of", view.meeting.reference.text)]))">\#(Icon.line("link"))\#(t("連到哪些東西"))</a></p></div>
                    """#))
    }

    static let event = Endpoint(.get, "/meetings/{meeting}/calendar", .everyone, .bytes("一場會議的行事曆檔", ["text/calendar"])) { call in
        let view = try await published(call)
        return MeetingCalendar(meetings: [view.meeting], call: call).reply(name: "meeting.ics")
    }

    /// Public meetings to come, for calendar programs to subscribe to.
    static let calendar = Endpoint(.get, "/meetings/calendar", .everyone, .bytes("公開的會議的行事曆檔", ["text/calendar"])) { call in
        let found = try await call.store.read { try MeetingQueries.published(before: nil, limit: 200, $0) }
        return MeetingCalendar(meetings: found, call: call).reply(name: "meetings.ics")
    }

    /// - Throws: ``Problem/notFound`` for what is not public, as if it were not there.
    private static func published(_ call: Call) async throws -> MeetingView {
        guard let view = try await MeetingView.load(try call.parameter("meeting"), call), view.meeting.isPublic else { throw Problem.notFound }
        return view
    }
}

/// Meetings for a calendar program.
struct MeetingCalendar {
    let meetings: [Meeting]
    let call: Call

    func reply(name: String) -> Reply {
        let calendar = ICalendar(
            name: call.t("公開的會議"), host: call.city.address, stampedAt: call.city.clock.now().description,
            events: meetings.map { Self.event($0, call.city, call.t) })
        var reply = Reply.bytes(calendar.bytes, type: "text/calendar; charset=utf-8; method=PUBLISH")
        reply.headers.append(("Content-Disposition", "inline; filename=\"\(name)\""))
        return reply
    }

    static func event(_ meeting: Meeting, _ city: City, _ t: Words) -> ICalendar.Event {
        ICalendar.Event(
            id: meeting.id, sequence: meeting.sequence, changedAt: meeting.changedAt.description,
            time: .span(from: meeting.startsAt.description, to: meeting.endsAt.description), title: meeting.title(t), place: meeting.place,
            text: t("主席：\(meeting.series.chair)"), url: meeting.isPublic ? city.address + MeetingURL.meeting(meeting.id).text : nil,
            isCancelled: meeting.isCancelled)
    }
}
