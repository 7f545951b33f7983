internal import Kernel
internal import Storage

enum AssessmentSchema {
    static let migration = Migration(
        "planning/0007-assessments",
        [
            .createTable(
                "assessment",
                [
                    .text("id").references("annual_plan"), .text("status").oneOf(["open", "announced"]), .double("total").null,
                    .text("grade").oneOf(["excellent", "good", "fair", "poor"]).null, .instant("objections_until").null,
                    .instant("announced_at").null,
                    .bool("is_sample"),
                ], key: ["id"]),
            .createTable(
                "assessment_mark",
                [
                    .text("assessment").references("assessment"), .text("indicator"), .text("stage").oneOf(["self", "initial", "final"]),
                    .double("actual"), .text("evidence"), .text("remark"), .instant("at"),
                ], key: ["assessment", "indicator", "stage"]),
            .keepPast(of: "assessment", key: ["id"]),
            .keepPast(of: "assessment_mark", key: ["assessment", "indicator", "stage"]),
        ])

    static let records = [
        RecordKind(
            "planning/assessment",
            [
                .init("assessment", key: "id", ["id", "status", "total", "grade", "objections_until", "announced_at", "is_sample"]),
                .init(
                    "assessment_mark", key: "assessment", ["assessment", "indicator", "stage", "actual", "evidence", "remark", "at"],
                    order: ["indicator", "stage"]),
            ], shown: { id, db in try AssessmentQueries.announced(id, db) != nil ? Reference("planning/assessment", id) : nil })
    ]
}
