internal import Kernel
internal import Storage

enum AnnualSchema {
    static let migration = Migration(
        "planning/0006-annual-plans",
        [
            .createTable(
                "annual_plan",
                [
                    .text("id"), .text("agency").references("agency"), .int64("year"), .text("title"), .text("plan"),
                    .text("status").oneOf(["draft", "published"]), .bool("is_sample"),
                    // Keys are given once: these are the next ones.
                    .int64("next_item"), .int64("next_indicator"), .instant("made_at"), .instant("published_at").null,
                ], key: ["id"], unique: [["agency", "year"]]),
            .createIndex("annual_plan_by_status", on: "annual_plan", ["status", "year", "id"]),
            .createIndex("annual_plan_by_agency", on: "annual_plan", ["agency", "status", "year"]),
            .createTable(
                "annual_goal",
                [
                    .text("annual").references("annual_plan"), .text("id"), .int64("place"), .text("kind").oneOf(["key", "common"]), .int64("number"),
                    .text("title"), .int64("weight"), .text("outline").null,
                ], key: ["annual", "id"]),
            .createTable(
                "work_item",
                [
                    .text("annual").references("annual_plan"), .text("id"), .text("goal"), .int64("place"), .text("line"), .text("name"),
                    .text("category"), .text("content"), .date("starts"), .date("ends"), .int64("budget"), .text("funding"), .text("benefit"),
                    .text("unit"), .text("continues").null, .text("state").oneOf(["open", "done", "dropped"]), .text("progress"),
                ], key: ["annual", "id"]),
            .createTable(
                "annual_indicator",
                [
                    .text("annual").references("annual_plan"), .text("id"), .text("goal"), .int64("place"), .text("line"), .text("title"),
                    .int64("mechanism"), .text("method"), .text("standard"), .text("stages"), .double("target"), .text("unit"),
                    .text("direction").oneOf(["atLeast", "atMost"]), .int64("weight"), .text("source").null, .text("cause"), .text("strategy"),
                    .text("continues").null,
                ], key: ["annual", "id"]),
            .createTable(
                "carry_over",
                [
                    .text("annual").references("annual_plan"), .text("source"), .text("decision").oneOf(["proposed", "accepted", "declined"]),
                    .text("reason"), .text("target").null,
                ], key: ["annual", "source"]),
            .keepPast(of: "annual_plan", key: ["id"], indexes: [["status", "year", "id"]]),
            .keepPast(of: "annual_goal", key: ["annual", "id"]),
            .keepPast(of: "work_item", key: ["annual", "id"]),
            .keepPast(of: "annual_indicator", key: ["annual", "id"]),
        ])

    static let records = [
        RecordKind(
            "planning/annual",
            [
                .init(
                    "annual_plan", key: "id",
                    [
                        "id", "agency", "year", "title", "plan", "status", "is_sample", "next_item", "next_indicator", "made_at",
                        "published_at",
                    ]),
                .init("annual_goal", key: "annual", ["annual", "id", "place", "kind", "number", "title", "weight", "outline"], order: ["place"]),
                .init(
                    "work_item", key: "annual",
                    [
                        "annual", "id", "goal", "place", "line", "name", "category", "content", "starts", "ends", "budget", "funding", "benefit",
                        "unit", "continues", "state", "progress",
                    ], order: ["place", "id"]),
                .init(
                    "annual_indicator", key: "annual",
                    [
                        "annual", "id", "goal", "place", "line", "title", "mechanism", "method", "standard", "stages", "target", "unit", "direction",
                        "weight", "source", "cause", "strategy", "continues",
                    ], order: ["place", "id"]),
                .init("carry_over", key: "annual", ["annual", "source", "decision", "reason", "target"], order: ["source"]),
            ], shown: { id, db in try AnnualQueries.isPublished(id, db) ? Reference("planning/annual", id) : nil }),
        // Their entries are their plan's: `planning/work/rdec-115/w3`.
        RecordKind("planning/work", [], shown: shown),
        RecordKind("planning/measure", [], shown: shown),
    ]

    private static let shown: @Sendable (String, any Reader) throws -> Reference? = { id, db in
        guard let keys = AnnualKey(id), try AnnualQueries.isPublished(keys.annual, db) else { return nil }
        return Reference("planning/annual", keys.annual)
    }
}

/// `rdec-115/w3`: the key of a part of a year's plan.
struct AnnualKey: Sendable, Hashable {
    let annual: String
    let part: String

    init?(_ text: String) {
        let keys = text.split(separator: "/").map(String.init)
        guard keys.count == 2 else { return nil }
        (annual, part) = (keys[0], keys[1])
    }
}
