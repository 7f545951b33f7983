internal import Storage

/// What serves the lists of an agency and of its units.
enum AgencyListSchema {
    static let migration = Migration(
        "matters/0004-lists",
        [
            .run("CREATE INDEX matter_lead_closed ON matter (lead, closed_at, id) WHERE closed_at IS NOT NULL"),
            .createIndex("matter_kind_all", on: "matter", ["lead", "procedure", "opened_at", "id"]),
            .run("CREATE INDEX matter_kind_due ON matter (lead, procedure, due_at, id) WHERE closed_at IS NULL"),
            .run("CREATE INDEX matter_kind_new ON matter (lead, procedure, opened_at, id) WHERE closed_at IS NULL"),
            .run("CREATE INDEX matter_kind_closed ON matter (lead, procedure, closed_at, id) WHERE closed_at IS NOT NULL"),
            // Most matters have a unit only once somebody has taken them.
            .run("CREATE INDEX matter_unit_all ON matter (lead, unit, opened_at, id) WHERE unit IS NOT NULL"),
            .run("CREATE INDEX matter_unit_due ON matter (lead, unit, due_at, id) WHERE unit IS NOT NULL AND closed_at IS NULL"),
            .run("CREATE INDEX matter_unit_new ON matter (lead, unit, opened_at, id) WHERE unit IS NOT NULL AND closed_at IS NULL"),
            .run("CREATE INDEX matter_unit_since ON matter (lead, unit, state_since, id) WHERE unit IS NOT NULL AND closed_at IS NULL"),
            .run("CREATE INDEX matter_unit_closed ON matter (lead, unit, closed_at, id) WHERE unit IS NOT NULL AND closed_at IS NOT NULL"),
            // Whose matter it is, for when somebody goes.
            .run("CREATE INDEX matter_assignee ON matter (assignee, id) WHERE closed_at IS NULL AND assignee IS NOT NULL"),
            .run("CREATE INDEX matter_origin ON matter (origin, id) WHERE closed_at IS NULL AND origin IS NOT NULL"),
        ])
}
