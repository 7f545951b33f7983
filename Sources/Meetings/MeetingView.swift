internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// A meeting with everything that belongs to it, and how pages and documents say it.
struct MeetingView: Sendable {
    let meeting: Meeting
    let items: [AgendaItem]
    let attendance: [Attendance]
    let decisions: [Decision]
    /// What the meeting begins with.
    let earlier: [Decision]
    let papers: [Attachment]
    let corrections: [MinutesCorrection]
    /// How that stands which decisions opened elsewhere, by decision.
    let standings: [String: DecisionOpening.Standing]
    let agencies: [String: String]
    let t: Words
    let today: CivilDate

    static func load(_ id: String, _ call: Call) async throws -> MeetingView? {
        let (t, today, city) = (call.t, call.city.clock.today, call.city)
        return try await call.store.read { db in
            guard let meeting = try MeetingQueries.find(id, db) else { return nil }
            let decisions = try MeetingQueries.decisions(of: id, db)
            let (before, last) = try MeetingQueries.decisions(before: meeting, db)
            var standings: [String: DecisionOpening.Standing] = [:]
            for decision in decisions + before { standings[decision.id] = try decision.standing(city, db) }
            // What was closed elsewhere meanwhile is reported once, as what was done is.
            let earlier = before.filter { $0.meeting == last || standings[$0.id]?.isClosed != true }
            return MeetingView(
                meeting: meeting, items: try MeetingQueries.items(of: id, db), attendance: try MeetingQueries.attendance(of: id, db),
                decisions: decisions, earlier: earlier,
                papers: try Attachment.list(of: meeting.reference, db), corrections: try MeetingQueries.corrections(of: id, db),
                standings: standings,
                agencies: Dictionary(uniqueKeysWithValues: try AgencyQueries.all(db).map { ($0.id, $0.name) }), t: t, today: today)
        }
    }

    var title: String { meeting.title(t) }

    /// Says that nothing of it happened.
    static func sample(_ series: MeetingSeries, _ t: Words) -> HTML? {
        series.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil
    }

    var sample: HTML? { Self.sample(meeting.series, t) }

    /// `11月24日 09:00–11:00`
    var time: String { "\(t.minute(meeting.startsAt, seenFrom: today))–\(t.minute(meeting.endsAt, seenFrom: today).suffix(5))" }

    func agency(_ id: String) -> String { agencies[id] ?? id }

    /// Lead and supporting agencies in one line.
    func responsible(_ decision: Decision) -> String {
        let lead = agency(decision.leadAgency)
        guard !decision.supporting.isEmpty else { return t("主辦：\(lead)") }
        return t("主辦：\(lead)；協辦：\(decision.supporting.map(agency).joined(separator: "、"))")
    }

    func due(_ decision: Decision) -> String { decision.due.map { t.day($0, seenFrom: today) } ?? "—" }

    var facts: HTML {
        #"""
        <dl class="yk-facts"><div><dt>\#(t("時間"))</dt><dd><time datetime="\#(meeting.startsAt.description)">\#(time)</time></dd></div><div><dt>\#(t("地點"))</dt><dd>\#(meeting.place)</dd></div>
        <div><dt>\#(t("主席"))</dt><dd>\#(meeting.series.chair)</dd></div><div><dt>\#(t("主辦機關"))</dt><dd>\#(agency(meeting.series.agency))</dd></div><div><dt>\#(t("狀態"))</dt><dd><span class="yk-badge is-sea">\#(t(meeting.standing))</span></dd></div></dl>
        """#
    }

    /// Above everything else: it does not take place.
    var cancellation: HTML? {
        guard let at = meeting.cancelledAt else { return nil }
        let reason = meeting.cancelReason.map { t("理由：\($0)") }
        return Notice.warn.html(#"<p>\#(t("這場會議在 \(t.minute(at, seenFrom: today)) 取消。"))\#(reason)</p>"#)
    }

    /// What approved minutes said before: version by version.
    var correctionList: HTML {
        guard !corrections.isEmpty else { return #"<p>\#(t("紀錄確定後沒有更正。"))</p>"# }
        let titles = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0.title) })
        let entries: [HTML] = corrections.map { one in
            #"""
            <li><p class="t">\#(t("第 \(one.version) 版：\(titles[one.item] ?? "")"))</p><p class="m"><span>\#(t.minute(one.at, seenFrom: today))</span><span>\#(t("理由：\(one.reason)"))</span></p>
            <details class="yk-fold"><summary>\#(t("更正前的紀錄"))</summary><p class="yk-record">\#(one.before ?? t("（沒有紀錄）"))</p></details></li>
            """#
        }
        return #"<ol class="yk-items">\#(entries)</ol>"#
    }

    /// What was decided before, as the first point of the agenda.
    var earlierList: HTML {
        guard !earlier.isEmpty else { return #"<p>\#(t("上次會議沒有待報告的決議。"))</p>"# }
        return decisionTable(earlier, caption: t("上次會議決議的辦理情形"))
    }

    func decisionTable(_ decisions: [Decision], caption: String) -> HTML {
        let rows: [[HTML]] = decisions.map { decision in
            [
                HTML(text: decision.text), HTML(text: responsible(decision)), HTML(text: due(decision)), light(decision),
                HTML(text: progress(decision)),
            ]
        }
        return DataTable(
            caption: caption, columns: [.init(t("決議")), .init(t("機關")), .init(t("期限")), .init(t("狀態")), .init(t("辦理情形"))], rows: rows
        ).html
    }

    /// What the lead agency said, and how that stands which the decision opened.
    func progress(_ decision: Decision) -> String {
        let followed = standings[decision.id].map { t("列管：\(t($0.phrase))") }
        let parts = (decision.progress.isEmpty ? [] : [decision.progress]) + (followed.map { [$0] } ?? [])
        return parts.isEmpty ? t("尚未填報") : parts.joined(separator: t.language == .english ? "; " : "；")
    }

    /// Done here, or closed there.
    func state(_ decision: Decision) -> Decision.State {
        decision.state == .open && standings[decision.id]?.isClosed == true ? .done : decision.state
    }

    func light(_ decision: Decision) -> HTML {
        let state = state(decision)
        return switch state {
        case .done: Light.ok.html(word: t(state.title), colour: t("綠燈"))
        case .dropped: Light.white.html(word: t(state.title), colour: t("白燈"))
        case .open:
            decision.due.map { $0 < today } ?? false
                ? Light.bad.html(word: t("逾期"), colour: t("紅燈")) : Light.white.html(word: t(state.title), colour: t("白燈"))
        }
    }

    /// The points of the agenda; their minutes too, where they may be shown.
    func agenda(showsMinutes: Bool) -> HTML {
        let entries: [HTML] = items.map { item in
            let minutes: HTML? =
                showsMinutes ? item.minutes.map { #"<p class="yk-record"><b>\#(t("紀錄"))</b>　\#($0)</p>"# } : nil
            let own: HTML? =
                showsMinutes && decisions.contains { $0.item == item.id }
                ? #"<ul>\#(decisions.filter { $0.item == item.id }.map { #"<li><b>\#(t("決議"))</b>　\#($0.text)</li>"# as HTML })</ul>"# : nil
            let text: HTML? = item.text.isEmpty ? nil : #"<p>\#(item.text)</p>"#
            return #"""
                <li><p class="t">\#(item.title)</p><p class="m"><span class="yk-badge">\#(t(item.kind.title))</span><span>\#(item.presenter)</span></p>\#(text)\#(minutes)\#(own)</li>
                """#
        }
        return entries.isEmpty ? #"<p>\#(t("還沒有議案。"))</p>"# : #"<ol class="yk-items">\#(entries)</ol>"#
    }

    var attendanceList: HTML {
        let offices: [HTML] = attendance.map { #"<li>\#($0.office) <span class="yk-badge">\#(t($0.presence.title))</span></li>"# }
        return offices.isEmpty ? #"<p>\#(t("還沒有出席名單。"))</p>"# : #"<ul class="list-unstyled">\#(offices)</ul>"#
    }
}

extension Decision {
    /// How that stands which it opened, as the module that owns it says.
    func standing(_ city: City, _ db: any Reader) throws -> DecisionOpening.Standing? {
        guard let opened else { return nil }
        for opening in city.contributions(DecisionOpening.self) {
            if let standing = try opening.stands(opened, city, db) { return standing }
        }
        return nil
    }
}

/// A part of a page under a heading.
struct Part {
    let id: String
    let title: String
    let content: HTML

    var html: HTML { #"<section class="mt-5" aria-labelledby="h-\#(id)"><h2 class="h3 mb-3" id="h-\#(id)">\#(title)</h2>\#(content)</section>"# }
}
