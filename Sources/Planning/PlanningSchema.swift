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
            ])
    ]
}
