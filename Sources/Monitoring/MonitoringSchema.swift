internal import Storage

/// Minutes that came in, and what agencies were told in them.
enum MonitoringSchema {
    static let migrations = [
        Migration(
            "monitoring/0001-directives",
            [
                .createTable(
                    "minutes",
                    [
                        .text("id"), .text("source"), .text("title"), .date("held_on"), .text("session").null, .text("file_name"),
                        .text("state").oneOf(["open", "dispatched"]), .bool("is_public"), .bool("is_sample"), .text("author"),
                        .instant("created_at"), .int64("revision"),
                    ], key: ["id"]),
                .createIndex("minutes_newest", on: "minutes", ["held_on", "id"]),
                // What is proposed has no matter yet; what was dispatched is the matter, and keeps here where it came from.
                .createTable(
                    "directive",
                    [
                        .text("id"), .text("minutes").references("minutes").null, .text("source"), .text("meeting"), .date("held_on"),
                        .text("session").null, .int64("place"), .int64("line").null, .text("kind"), .text("number"), .text("heading"), .text("text"),
                        .text("lead").references("agency").null, .text("lead_words"), .text("supporting"), .text("supporting_words"),
                        .date("due").null, .text("due_words"), .bool("is_chosen"), .bool("is_public"), .text("matter").null,
                    ], key: ["id"]),
                .createIndex("directive_by_minutes", on: "directive", ["minutes", "place"]),
                .run("CREATE UNIQUE INDEX directive_by_matter ON directive (matter) WHERE matter IS NOT NULL"),
                .run("CREATE INDEX directive_newest ON directive (held_on, id) WHERE matter IS NOT NULL"),
                .run("CREATE INDEX directive_by_source ON directive (source, held_on, id) WHERE matter IS NOT NULL"),
                .run("CREATE INDEX directive_public ON directive (id) WHERE is_public AND matter IS NOT NULL"),
                .run("CREATE INDEX directive_public_newest ON directive (held_on, id) WHERE is_public AND matter IS NOT NULL"),
                .run("CREATE INDEX directive_by_session ON directive (session, kind, id) WHERE session IS NOT NULL AND matter IS NOT NULL"),
                .keepPast(of: "directive", key: ["id"]),
            ])
    ]

    static let records = [
        RecordKind(
            "monitoring/minutes",
            [
                .init(
                    "minutes", key: "id",
                    [
                        "id", "source", "title", "held_on", "session", "file_name", "state", "is_public", "is_sample", "author", "created_at",
                        "revision",
                    ])
            ]),
        RecordKind(
            "monitoring/directive",
            [
                .init(
                    "directive", key: "id",
                    [
                        "id", "minutes", "source", "meeting", "held_on", "session", "place", "line", "kind", "number", "heading", "text", "lead",
                        "lead_words", "supporting", "supporting_words", "due", "due_words", "is_chosen", "is_public", "matter",
                    ])
            ]),
    ]
}
