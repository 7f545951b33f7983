internal import Storage

/// The sums behind the timeliness of every procedure, and what a closed matter took.
enum TallySchema {
    private static let key: [Column] = [
        .text("measure").oneOf(["flow", "stock"]), .text("procedure"), .text("agency"), .text("person"), .text("period"),
    ]
    private static let sums: [Column] = TallySums.columns.map { .int64($0) }

    static let migration = Migration(
        "matters/0003-timeliness",
        [
            .addColumn(.instant("closed_due").null, to: "matter"),
            .addColumn(.int64("used_halves").null, to: "matter"),
            // For everybody together (person '') and for each person ('-' for what nobody has).
            .createTable("matter_tally", key + sums, key: ["person", "agency", "procedure", "measure", "period"]),
            .createIndex("matter_tally_people", on: "matter_tally", ["agency", "measure", "person", "period"]),
            // What steps changed and nobody has added up yet.
            .createTable("matter_tally_change", [.text("id")] + key + sums, key: ["id"]),
            // What ran before there were sums is counted by the first run of the job.
            .createTable("matter_tally_state", [.text("id"), .instant("counted_at").null], key: ["id"]),
            .run("INSERT INTO matter_tally_state (id, counted_at) VALUES ('all', NULL)"),
        ])
}
