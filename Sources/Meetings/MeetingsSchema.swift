internal import Storage

enum MeetingsSchema {
    static let migrations = [
        Migration(
            "meetings/0001-meetings",
            [
                .createTable(
                    "meeting_series",
                    [
                        .text("id"), .text("name"), .text("agency").references("agency"),
                        .text("kind").oneOf(["municipal", "committee", "review", "coordination", "council"]), .text("chair"), .bool("is_public"),
                        .bool("is_sample"),
                        .instant("created_at"),
                    ], key: ["id"], unique: [["agency", "name"]]),
                .createTable(
                    "meeting",
                    [
                        .text("id"), .text("series").references("meeting_series"), .int64("number"), .instant("starts_at"), .instant("ends_at"),
                        .text("place"), .text("state").oneOf(["planned", "convened", "drafted", "approved"]), .int64("sequence"),
                        .instant("changed_at"),
                    ], key: ["id"], unique: [["series", "number"]]),
                .createIndex("meeting_by_time", on: "meeting", ["starts_at", "id"]),
                .createTable(
                    "agenda_item",
                    [
                        .text("id"), .text("meeting").references("meeting"), .int64("place"),
                        .text("kind").oneOf(["report", "discussion", "motion"]),
                        .text("title"), .text("presenter"), .text("text"), .text("minutes").null,
                    ], key: ["id"]),
                .createIndex("agenda_item_by_meeting", on: "agenda_item", ["meeting", "place"]),
                .createTable(
                    "attendance",
                    [
                        .text("id"), .text("meeting").references("meeting"), .int64("place"), .text("office"),
                        .text("presence").oneOf(["invited", "present", "represented", "absent"]),
                    ], key: ["id"]),
                .createIndex("attendance_by_meeting", on: "attendance", ["meeting", "place"]),
                .createTable(
                    "decision",
                    [
                        .text("id"), .text("meeting").references("meeting"), .text("series"), .int64("place"), .text("item").null, .text("text"),
                        .text("lead_agency").references("agency"), .text("supporting"), .date("due").null,
                        .text("state").oneOf(["open", "done", "dropped"]), .text("progress"), .text("opened").null, .instant("changed_at"),
                    ], key: ["id"]),
                .createIndex("decision_by_meeting", on: "decision", ["meeting", "place"]),
                .createIndex("decision_by_series", on: "decision", ["series", "state"]),
                .createIndex("decision_by_agency", on: "decision", ["lead_agency", "state", "due"]),
                .keepPast(of: "decision", key: ["id"]),
            ]),
        Migration(
            "meetings/0002-changes",
            [
                .addColumn(.instant("cancelled_at").null, to: "meeting"),
                .addColumn(.text("cancel_reason").null, to: "meeting"),
                // 更正: what approved minutes said before, and since when they say something else.
                .createTable(
                    "minutes_correction",
                    [
                        .text("id"), .text("meeting").references("meeting"), .int64("version"), .text("item"), .text("before").null,
                        .text("after").null, .text("reason"), .instant("at"),
                    ], key: ["id"], unique: [["meeting", "version"]]),
                // Where an office gets its invitation, and which one it has: an address is nobody's business but the sender's.
                .createTable(
                    "meeting_invitation",
                    [
                        .text("meeting").references("meeting"), .text("office"), .text("address"), .int64("sent_sequence").null,
                        .bool("is_cancelled"),
                    ], key: ["meeting", "office"]),
            ]),
    ]

    static let records = [
        RecordKind(
            "meetings/series",
            [.init("meeting_series", key: "id", ["id", "name", "agency", "kind", "chair", "is_public", "is_sample", "created_at"])]),
        RecordKind(
            "meetings/meeting",
            [
                .init(
                    "meeting", key: "id",
                    ["id", "series", "number", "starts_at", "ends_at", "place", "state", "sequence", "changed_at", "cancelled_at", "cancel_reason"]),
                .init(
                    "agenda_item", key: "meeting", ["id", "meeting", "place", "kind", "title", "presenter", "text", "minutes"],
                    order: ["place", "id"]),
                .init("attendance", key: "meeting", ["id", "meeting", "place", "office", "presence"], order: ["place", "id"]),
                .init(
                    "minutes_correction", key: "meeting", ["id", "meeting", "version", "item", "before", "after", "reason", "at"], order: ["version"]),
            ], shown: { id, db in try MeetingQueries.find(id, db).flatMap { $0.isPublic ? $0.reference : nil } }),
        RecordKind(
            "meetings/decision",
            [
                .init(
                    "decision", key: "id",
                    [
                        "id", "meeting", "series", "place", "item", "text", "lead_agency", "supporting", "due", "state", "progress", "opened",
                        "changed_at",
                    ])
            ],
            shown: { id, db in
                guard let decision = try MeetingQueries.decision(id, db), let meeting = try MeetingQueries.find(decision.meeting, db) else {
                    return nil
                }
                return meeting.series.isPublic && meeting.state == .approved ? decision.reference : nil
            }),
    ]
}
