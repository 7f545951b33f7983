internal import Storage

/// 施政成果報告 that are written from the record: beside those that came in as documents, in the same tables.
enum ResultsSchema {
    static let migration = Migration(
        "planning/0009-results",
        [
            // The plan whose year it tells of; nil for what came in as a document.
            .addColumn(.text("plan").null, to: "performance_report"),
            // 'published', or nil while it is a draft.
            .addColumn(.text("state").null, to: "performance_report"),
            // How many entries the ledger had when its numbers were taken, and when that was.
            .addColumn(.int64("entries").null, to: "performance_report"),
            .addColumn(.instant("taken_at").null, to: "performance_report"),
            .addColumn(.instant("published_at").null, to: "performance_report"),
            .createIndex("performance_report_by_state", on: "performance_report", ["state", "from_year", "id"]),
            // The line of the plan that a chapter tells of.
            .addColumn(.text("about").null, to: "performance_report_line"),
            .createTable(
                "performance_report_picture",
                [
                    // The attachment's own key.
                    .text("id"), .text("report").references("performance_report"), .text("line"), .text("alt"), .text("caption"), .int64("place"),
                ], key: ["id"]),
            .createIndex("performance_report_picture_by_report", on: "performance_report_picture", ["report", "place"]),
        ])
}
