internal import Storage

/// The tables of running matters, their steps, and who is told.
enum MatterSchema {
    static let migrations = [
        Migration(
            "matters/0001-matters",
            [
                .createTable(
                    "matter",
                    [
                        .text("id"), .text("procedure"), .int64("version"), .text("number"), .text("title"), .text("state"),
                        .text("lead").references("agency"), .text("unit").null, .text("assignee").null, .text("author"), .text("origin").null,
                        .text("parent").references("matter").null, .text("subject").null, .instant("opened_at"), .instant("state_since"),
                        .instant("due_at"), .instant("due_from").null, .text("due_term").null, .instant("closed_at").null, .text("ending").null,
                        .instant("suspended_at").null, .bool("is_public"), .bool("is_open_to_staff"), .bool("is_sample"), .int64("revision"),
                        .text("folded"),
                        .text("turn_person").null, .text("turn_agency").null, .text("turn_role").null,
                    ], key: ["id"], unique: [["number"]]),
                // Whose move it is, in the three orders of an inbox. Only what is open is in them, so they stay small.
                .run("CREATE INDEX matter_mine_due ON matter (turn_person, due_at, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_mine_new ON matter (turn_person, opened_at, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_mine_since ON matter (turn_person, state_since, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_pool_due ON matter (turn_agency, turn_role, due_at, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_pool_new ON matter (turn_agency, turn_role, opened_at, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_pool_since ON matter (turn_agency, turn_role, state_since, id) WHERE closed_at IS NULL"),
                // An agency's open matters, in the same three orders, and all of them, the newest first.
                .run("CREATE INDEX matter_lead_due ON matter (lead, due_at, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_lead_new ON matter (lead, opened_at, id) WHERE closed_at IS NULL"),
                .run("CREATE INDEX matter_lead_since ON matter (lead, state_since, id) WHERE closed_at IS NULL"),
                .createIndex("matter_lead_all", on: "matter", ["lead", "opened_at", "id"]),
                .run("CREATE INDEX matter_due ON matter (due_at, id) WHERE closed_at IS NULL"),
                .createIndex("matter_part", on: "matter", ["parent", "opened_at"]),
                .createIndex("matter_subject", on: "matter", ["subject"]),
                .run("CREATE INDEX matter_running ON matter (procedure, version, state) WHERE closed_at IS NULL"),
                .createTable(
                    "matter_step",
                    [
                        .text("id"), .text("matter").references("matter"), .int64("number"), .text("action"), .text("from_state"),
                        .text("to_state"), .text("actor"), .text("acting_for").null, .instant("at"), .text("words"), .json("form"),
                        .json("before"), .instant("undone_at").null,
                    ], key: ["id"], unique: [["matter", "number"]]),
                // Who had a hand in a matter or watches it.
                .createTable(
                    "matter_person",
                    [.text("person"), .text("matter").references("matter"), .bool("is_watching"), .bool("has_acted"), .int64("seen")],
                    key: ["person", "matter"]),
                .createTable("matter_counter", [.text("mark"), .int64("year"), .int64("last")], key: ["mark", "year"]),
                .keepPast(of: "matter", key: ["id"], indexes: [["lead"], ["parent"]]),
            ])
    ]

    static let records = [
        // Titles and words may be about people: digests are salted.
        RecordKind(
            "matters/matter", isPersonal: true,
            [
                .init(
                    "matter", key: "id",
                    [
                        "id", "procedure", "version", "number", "title", "state", "lead", "unit", "assignee", "author", "origin", "parent",
                        "subject", "opened_at", "state_since", "due_at", "due_from", "due_term", "closed_at", "ending", "closed_due", "used_halves",
                        "suspended_at",
                        "is_public", "is_open_to_staff", "is_sample", "revision",
                    ]),
                .init(
                    "matter_step", key: "matter",
                    ["id", "number", "action", "from_state", "to_state", "actor", "acting_for", "at", "words", "form", "before", "undone_at"],
                    order: ["number"]),
            ])
    ]
}
