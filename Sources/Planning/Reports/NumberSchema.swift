internal import Storage

/// Numbers that were found in reports.
enum NumberSchema {
    static let migration = Migration(
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

    /// Beside the report and not in it: deciding about its numbers changes no word of it.
    static let record = RecordKind(
        "planning/numbers",
        [
            .init(
                "proposed_measurement", key: "report",
                [
                    "report", "id", "line", "place", "title", "value", "unit", "sentence", "printed", "start", "status", "indicator", "period",
                    "decided_at",
                ], order: ["place", "id"])
        ])
}
