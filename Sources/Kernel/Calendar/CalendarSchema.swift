internal import Storage

/// The tables of the office calendar.
enum CalendarSchema {
    static let migration = Migration(
        "kernel/0003-calendar",
        [
            .createTable(
                "calendar_year", [.int64("year"), .text("id"), .text("file_name"), .text("digest"), .instant("imported_at")], key: ["year"],
                unique: [["id"]]),
            .createTable("calendar_day", [.date("date"), .text("year"), .bool("is_day_off"), .text("note")], key: ["date"]),
            .createIndex("calendar_day_by_year", on: "calendar_day", ["year", "date"]),
            .createTable(
                "calendar_closure",
                [
                    .text("id"), .date("date"), .text("part").oneOf(["wholeDay", "morning", "afternoon"]),
                    .text("agency").references("agency").null, .text("reason"), .instant("added_at"), .instant("withdrawn_at").null,
                    .text("withdrawal_reason").null,
                ], key: ["id"]),
            .createIndex("calendar_closure_by_date", on: "calendar_closure", ["date", "id"]),
            // Changes with every change of the calendar, so that a process knows when its copy is old.
            .createTable("calendar_revision", [.text("id"), .text("revision")], key: ["id"]),
            .run("INSERT INTO calendar_revision (id, revision) VALUES ('city', '')"),
            .keepPast(of: "calendar_day", key: ["date"]),
            .keepPast(of: "calendar_closure", key: ["id"]),
        ])

    static let provisional = Migration(
        "kernel/0008-provisional-years", [.addColumn(.bool("is_provisional").null, to: "calendar_year")])

    static let records = [
        RecordKind(
            "kernel/calendar",
            [
                .init("calendar_year", key: "id", ["id", "year", "file_name", "digest", "imported_at", "is_provisional"]),
                .init("calendar_day", key: "year", ["date", "year", "is_day_off", "note"], order: ["date"]),
            ]),
        RecordKind(
            "kernel/closure",
            [
                .init(
                    "calendar_closure", key: "id", ["id", "date", "part", "agency", "reason", "added_at", "withdrawn_at", "withdrawal_reason"])
            ]),
    ]
}
