internal import Kernel
internal import Markup
internal import Storage

/// What meetings and their decisions look like on a thread.
enum MeetingNouns {
    static let meeting = Noun(
        "meetings/meeting", "會議", icon: "user", isPublic: { id, db in try MeetingQueries.find(id, db)?.isPublic },
        tells: { reason, facts, _ in
            switch reason {
            case "meetings.proceed": facts["state"] == "approved" ? "會議紀錄確定" : "會議進到下一步"
            case "meetings.plan": "排定會議"
            default: nil
            }
        }
    ) { ids, view, db in
        try MeetingQueries.find(ids, db).compactMap { meeting in
            let manages = view.granted.holds(MeetingsModule.manage, on: meeting.series.agency)
            guard meeting.isPublic || manages else { return nil }
            let url = meeting.isPublic ? MeetingURL.meeting(meeting.id) : MeetingURL.desk(meeting.id)
            var glance = Glance(meeting.reference, title: meeting.title(Words(.chinese, english: view.city.english)), url: url)
            glance.agency = meeting.series.agency
            glance.state = meeting.state.title
            glance.changedAt = meeting.startsAt
            glance.isSample = meeting.series.isSample
            return glance
        }
    }

    static let decision = Noun(
        "meetings/decision", "決議", icon: "flag",
        isPublic: { id, db in
            guard let decision = try MeetingQueries.decision(id, db) else { return nil }
            return try isPublic(decision, db)
        },
        whole: { id, db in try MeetingQueries.decision(id, db).map { Reference("meetings/meeting", $0.meeting) } },
        tells: { _, facts, _ in facts["leadAgency"] == nil ? "填報辦理情形" : "作成決議" }
    ) { ids, view, db in
        try MeetingQueries.decisions(ids, asOf: view.asOf, db).compactMap { decision in
            guard let meeting = try MeetingQueries.find(decision.meeting, db) else { return nil }
            let shown = try isPublic(decision, db)
            let works =
                view.granted.holds(MeetingsModule.manage, on: meeting.series.agency)
                || view.granted.holds(MeetingsModule.report, on: decision.leadAgency)
            guard shown || works else { return nil }
            var glance = Glance(decision.reference, title: decision.text, url: shown ? MeetingURL.meeting(meeting.id) : MeetingURL.desk)
            glance.agency = decision.leadAgency
            glance.state = decision.state.title
            glance.changedAt = meeting.startsAt
            glance.isSample = meeting.series.isSample
            return glance
        }
    }

    private static func isPublic(_ decision: Decision, _ db: any Reader) throws -> Bool {
        guard let meeting = try MeetingQueries.find(decision.meeting, db) else { return false }
        return meeting.series.isPublic && meeting.state == .approved
    }
}
