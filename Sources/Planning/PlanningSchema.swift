internal import Storage

enum PlanningSchema {
    static let migrations = [
        Migration(
            "planning/0001-plans",
            [
                .createTable(
                    "plan",
                    [
                        .text("id"), .text("agency").references("agency"), .text("title"), .int64("from_year"), .int64("to_year"),
                        .text("status").oneOf(["draft", "published"]), .text("mission"), .text("vision"), .text("digest"), .json("notes"),
                        .instant("imported_at"),
                        .instant("published_at").null,
                    ], key: ["id"]),
                // The public list, newest years first, paged by key.
                .createIndex("plan_by_status", on: "plan", ["status", "from_year", "id"]),
                .createIndex("plan_by_agency", on: "plan", ["agency", "status", "from_year", "id"]),
                .createIndex("plan_by_publication", on: "plan", ["status", "published_at"]),
                .createTable(
                    "plan_line",
                    [
                        .text("plan").references("plan"), .text("id"), .text("kind").oneOf(["priority", "goal", "item"]), .text("parent").null,
                        .int64("place"), .int64("number"), .text("goal_kind").oneOf(["key", "common"]).null, .text("perspective").null,
                        .text("title"), .text("text"), .text("short_name").null,
                    ], key: ["plan", "id"], unique: [["plan", "place"]]),
                .createTable(
                    "plan_indicator",
                    [
                        .text("plan").references("plan"), .text("id"), .text("line"), .int64("place"), .text("title"), .double("target"),
                        .text("unit"), .text("comparison"), .text("source_text"),
                    ], key: ["plan", "id"]),
            ]),
        Migration(
            "planning/0002-versions-and-reviews",
            [
                .addColumn(.int64("version").null, to: "plan"),
                .addColumn(.text("revises").null, to: "plan"),
                .addColumn(.json("retired").null, to: "plan"),
                .createTable(
                    "plan_review",
                    [
                        .text("id"), .text("kind").oneOf(["plan", "report"]), .text("agency").references("agency"), .int64("from_year"),
                        .int64("to_year"), .text("file_name"),
                        .text("status").oneOf(["open", "accepted", "discarded"]), .json("source"), .int64("applied"), .instant("started_at"),
                    ], key: ["id"]),
                .createIndex("plan_review_by_status", on: "plan_review", ["status", "started_at"]),
                .createTable(
                    "plan_review_step",
                    [
                        .text("review").references("plan_review"), .int64("number"),
                        .text("kind").oneOf(["heading", "paragraph", "joined", "furniture", "automatic", "split", "wording", "moved", "perspective"]),
                        .text("line"), .text("value"), .instant("at"),
                    ], key: ["review", "number"]),
                .createTable(
                    "performance_report",
                    [
                        .text("id"), .text("agency").references("agency"), .text("title"), .int64("from_year"), .int64("to_year"), .text("digest"),
                        .int64("version"), .json("retired").null, .json("notes"), .instant("imported_at"),
                    ], key: ["id"]),
                .createTable(
                    "performance_report_line",
                    [
                        .text("report").references("performance_report"), .text("id"), .text("parent").null, .int64("place"), .int64("level"),
                        .int64("number"), .text("label"), .text("title"), .text("text"),
                    ], key: ["report", "id"], unique: [["report", "place"]]),
            ]),
        Migration(
            "planning/0003-past",
            [
                .keepPast(of: "plan", key: ["id"], indexes: [["status", "from_year", "id"], ["agency", "status", "from_year", "id"]]),
                .keepPast(of: "plan_line", key: ["plan", "id"]),
                .keepPast(of: "plan_indicator", key: ["plan", "id"]),
            ]),
        Migration(
            "planning/0004-lives",
            [
                .createTable(
                    "plan_version",
                    [
                        .text("id"), .text("plan").references("plan"), .int64("number"), .text("digest").null, .text("approved_by").null,
                        .instant("approved_at").null, .instant("published_at").null, .instant("superseded_at").null,
                    ], key: ["id"], unique: [["plan", "number"]]),
                .createTable(
                    "plan_reason", [.text("version").references("plan_version"), .text("line"), .text("text")], key: ["version", "line"]),
                .createTable(
                    "plan_comment",
                    [
                        .text("id"), .text("version").references("plan_version"), .text("line").null, .text("office"), .text("text"), .instant("at"),
                        .text("answer").null, .instant("answered_at").null, .text("status").oneOf(["open", "answered", "settled"]),
                    ], key: ["id"]),
                .createIndex("plan_comment_by_version", on: "plan_comment", ["version", "at", "id"]),
            ]),
        Migration(
            "planning/0005-editing",
            [
                .createTable(
                    "plan_presence", [.text("plan"), .text("section"), .text("person").references("person"), .instant("at")],
                    key: ["plan", "section", "person"])
            ]),
    ]

    static let proposedMeasurements = Migration(
        "planning/0010-proposed-measurements",
        [
            .createTable(
                "proposed_measurement",
                [
                    .text("report").references("performance_report"), .text("id"), .text("line"), .int64("place"), .text("title"),
                    .double("value"), .text("unit"), .text("sentence"), .text("printed"), .int64("start"),
                    .text("status").oneOf(["proposed", "accepted", "declined"]), .text("indicator").null, .text("period").null,
                    .instant("decided_at").null,
                ], key: ["report", "id"]),
            .createIndex("proposed_measurement_by_place", on: "proposed_measurement", ["report", "place", "id"]),
        ])

    static let records = [
        RecordKind(
            "planning/plan",
            [
                .init(
                    "plan", key: "id",
                    [
                        "id", "agency", "title", "from_year", "to_year", "status", "mission", "vision", "digest", "notes", "imported_at",
                        "published_at", "version", "revises", "retired",
                    ]),
                .init(
                    "plan_line", key: "plan",
                    ["plan", "id", "kind", "parent", "place", "number", "goal_kind", "perspective", "title", "text", "short_name"], order: ["place"]),
                .init(
                    "plan_indicator", key: "plan",
                    ["plan", "id", "line", "place", "title", "target", "unit", "comparison", "source_text"], order: ["place", "id"]),
            ], shown: { id, db in try PlanQueries.isPublished(id, db) ? Reference("planning/plan", id) : nil }),
        RecordKind(
            "planning/review",
            [
                .init(
                    "plan_review", key: "id",
                    ["id", "kind", "agency", "from_year", "to_year", "file_name", "status", "applied", "started_at"]),
                .init("plan_review_step", key: "review", ["review", "number", "kind", "line", "value", "at"], order: ["number"]),
            ]),
        // The lines of the document, which no correction changes: committed to once and not with every step.
        RecordKind("planning/source", [.init("plan_review", key: "id", ["id", "source"])]),
        RecordKind(
            "planning/report",
            [
                .init(
                    "performance_report", key: "id",
                    [
                        "id", "agency", "title", "from_year", "to_year", "digest", "version", "retired", "notes", "imported_at", "plan", "state",
                        "entries", "taken_at", "published_at",
                    ]),
                .init(
                    "performance_report_line", key: "report",
                    ["report", "id", "parent", "place", "level", "number", "label", "title", "text", "about"], order: ["place"]),
                .init("performance_report_picture", key: "report", ["id", "report", "line", "alt", "caption", "place"], order: ["place", "id"]),
            ], shown: { id, db in try ReportQueries.find(id, db).flatMap { $0.isPublished ? Reference("planning/report", id) : nil } }),
        // Beside the report and not in it: deciding about its numbers changes no word of it.
        RecordKind(
            "planning/numbers",
            [
                .init(
                    "proposed_measurement", key: "report",
                    [
                        "report", "id", "line", "place", "title", "value", "unit", "sentence", "printed", "start", "status", "indicator", "period",
                        "decided_at",
                    ], order: ["place", "id"])
            ]),
        RecordKind(
            "planning/version",
            [
                .init("plan_version", key: "id", ["id", "plan", "number", "digest", "approved_by", "approved_at", "published_at", "superseded_at"]),
                .init("plan_reason", key: "version", ["version", "line", "text"], order: ["line"]),
            ]),
        RecordKind(
            "planning/comment",
            [.init("plan_comment", key: "id", ["id", "version", "line", "office", "text", "at", "answer", "answered_at", "status"])]),
        RecordKind("planning/goal", [], shown: shownLine),
        // A line's entries are its plan's: `planning/item/rdec-111-114/g4-7`.
        RecordKind(
            "planning/item", [], shown: shownLine),
    ]

    /// A line is shown as the plan that it stands in.
    private static let shownLine: @Sendable (String, any Reader) throws -> Reference? = { id, db in
        let keys = id.split(separator: "/").map(String.init)
        guard keys.count == 2, try PlanQueries.isPublished(keys[0], db), try PlanQueries.line(keys[1], of: keys[0], db) != nil else { return nil }
        return Reference("planning/plan", keys[0])
    }
}
