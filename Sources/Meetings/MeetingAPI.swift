internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Public meetings for programs: the same that anyone reads on the pages, nothing before people were told and no minutes before they are approved.
enum MeetingAPI {
    static let all = [list, show]

    private static let members: [(String, Schema)] = [
        ("id", .string), ("title", .string), ("series", .string), ("kind", .word(MeetingSeries.Kind.allCases.map(\.rawValue))), ("agency", .string),
        ("number", .wholeNumber), ("startsAt", .string), ("endsAt", .string), ("place", .string), ("chair", .string),
        ("state", .word(Meeting.State.allCases.map(\.rawValue))), ("isCancelled", .bool), ("cancelReason", .nullable(.string)),
        ("isSample", .bool), ("url", .string),
    ]
    private static let decisionSchema = Schema.object([
        ("id", .string), ("text", .string), ("item", .nullable(.string)), ("leadAgency", .string), ("supportingAgencies", .list(.string)),
        ("due", .nullable(.string)), ("state", .word(Decision.State.allCases.map(\.rawValue))), ("progress", .string),
    ])
    private static let full = Schema.object(
        members + [
            (
                "items",
                .list(
                    .object([
                        ("id", .string), ("kind", .word(AgendaItem.Kind.allCases.map(\.rawValue))), ("title", .string), ("presenter", .string),
                        ("text", .string), ("minutes", .nullable(.string)),
                    ]))
            ), ("earlierDecisions", .list(decisionSchema)), ("decisions", .list(decisionSchema)),
            (
                "corrections",
                .list(
                    .object([
                        ("version", .wholeNumber), ("item", .string), ("before", .nullable(.string)), ("after", .nullable(.string)),
                        ("reason", .string), ("at", .string),
                    ]))
            ),
        ])

    static let list = Endpoint(
        .get, "/api/v1/meetings", .everyone, .json("公開的會議，新的在前", .page(of: .object(members)), query: [.limit, .after])
    ) { call in
        let limit = try call.limit(or: 50)
        let after = call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        if let after, after.split(separator: "~", maxSplits: 1).first.flatMap({ Instant(String($0)) }) == nil {
            throw Problem.badQuery("after", "請用上一頁給的 next。")
        }
        let found = try await call.store.read { try MeetingQueries.published(before: after, limit: limit + 1, $0) }
        let last = found.count > limit ? found[limit - 1] : nil
        return .json([
            "items": .array(found.prefix(limit).map { .object(json($0, call)) }), "next": last.map { .string("\($0.startsAt)~\($0.id)") } ?? .null,
        ])
    }

    static let show = Endpoint(.get, "/api/v1/meetings/{meeting}", .everyone, .json("一場公開的會議", full)) { call in
        guard let view = try await MeetingView.load(try call.parameter("meeting"), call), view.meeting.isPublic else { throw Problem.notFound }
        let isFinal = view.meeting.state == .approved
        let items: [JSON] = view.items.map { item in
            [
                "id": .string(item.id), "kind": .string(item.kind.rawValue), "title": .string(item.title), "presenter": .string(item.presenter),
                "text": .string(item.text), "minutes": isFinal ? text(item.minutes) : .null,
            ]
        }
        let corrections: [JSON] = view.corrections.map { one in
            [
                "version": .int(Int64(one.version)), "item": .string(one.item), "before": text(one.before), "after": text(one.after),
                "reason": .string(one.reason), "at": .string(one.at.description),
            ]
        }
        return .json(
            .object(
                json(view.meeting, call) + [
                    ("items", .array(items)), ("earlierDecisions", .array(view.earlier.map { decision($0, view) })),
                    ("decisions", .array(isFinal ? view.decisions.map { decision($0, view) } : [])), ("corrections", .array(corrections)),
                ]))
    }

    private static func json(_ meeting: Meeting, _ call: Call) -> [(String, JSON)] {
        [
            ("id", .string(meeting.id)), ("title", .string(meeting.title(call.t))), ("series", .string(meeting.series.name)),
            ("kind", .string(meeting.series.kind.rawValue)), ("agency", .string(meeting.series.agency)), ("number", .int(Int64(meeting.number))),
            ("startsAt", .string(meeting.startsAt.description)), ("endsAt", .string(meeting.endsAt.description)), ("place", .string(meeting.place)),
            ("chair", .string(meeting.series.chair)), ("state", .string(meeting.state.rawValue)), ("isCancelled", .bool(meeting.isCancelled)),
            ("cancelReason", text(meeting.cancelReason)), ("isSample", .bool(meeting.series.isSample)),
            ("url", .string(call.city.address + MeetingURL.meeting(meeting.id).text)),
        ]
    }

    private static func decision(_ decision: Decision, _ view: MeetingView) -> JSON {
        [
            "id": .string(decision.id), "text": .string(decision.text), "item": text(decision.item), "leadAgency": .string(decision.leadAgency),
            "supportingAgencies": .array(decision.supporting.map { .string($0) }), "due": text(decision.due?.iso),
            "state": .string(view.state(decision).rawValue), "progress": .string(decision.progress),
        ]
    }

    private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
