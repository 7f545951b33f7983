public import Storage

/// The tables of what every module shares.
public enum KernelSchema {
    public static let migrations = [
        Migration(
            "kernel/0001-people",
            [
                .createTable(
                    "agency",
                    [
                        .text("id"), .text("code").null, .text("name"), .text("short_name"), .int64("place"), .date("valid_from").null,
                        .date("valid_to").null,
                    ], key: ["id"], unique: [["code"], ["name"]]),
                .createTable(
                    "person",
                    [
                        .text("id"), .text("handle"), .text("name"), .text("password").null, .text("totp_secret").null, .int64("totp_used").null,
                        .instant("created_at"),
                    ], key: ["id"], unique: [["handle"]]),
                .createTable(
                    "appointment",
                    [
                        .text("id"), .text("person").references("person"), .text("agency").references("agency"), .text("role"), .date("valid_from"),
                        .date("valid_to").null,
                    ], key: ["id"]),
                .createIndex("appointment_by_person", on: "appointment", ["person"]),
                .createTable("setting", [.text("id"), .date("valid_from"), .int64("value"), .text("source")], key: ["id", "valid_from"]),
            ]),
        Migration(
            "kernel/0002-jobs",
            [
                .createTable(
                    "job",
                    [
                        .text("id"), .text("kind"), .text("job_key").null,
                        .text("state").oneOf(["waiting", "running", "done", "failed", "cancelled"]),
                        .text("input"), .instant("run_at"), .int64("attempts"), .int64("done").null, .int64("total").null, .text("note").null,
                        .text("checkpoint").null, .text("node").null, .instant("beat_at").null, .instant("finished_at").null, .bool("is_cancelled"),
                        .instant("scheduled_for").null,
                    ], key: ["id"], unique: [["kind", "scheduled_for"]]),
                .run("CREATE INDEX job_due ON job (run_at, id) WHERE state = 'waiting'"),
                .run("CREATE INDEX job_running ON job (beat_at) WHERE state = 'running'"),
                .run("CREATE UNIQUE INDEX job_once ON job (kind, job_key) WHERE state IN ('waiting', 'running')"),
            ]),
        CalendarSchema.migration,
        Migration(
            "kernel/0004-delegations",
            [
                .addColumn(.text("unit").null, to: "appointment"),
                .addColumn(.instant("closed_at").null, to: "person"),
                .addColumn(.text("successor").null, to: "agency"),
                .createTable(
                    "delegation",
                    [
                        .text("id"), .text("principal").references("person"), .text("deputy"), .date("valid_from"), .date("valid_to"),
                        .text("agency").references("agency").null, .text("reason"),
                    ], key: ["id"]),
                .createIndex("delegation_by_principal", on: "delegation", ["principal", "valid_to"]),
                .createIndex("delegation_by_deputy", on: "delegation", ["deputy", "valid_to"]),
                .createIndex("delegation_by_end", on: "delegation", ["valid_to"]),
                .createIndex("appointment_by_agency", on: "appointment", ["agency", "role"]),
                .keepPast(of: "agency", key: ["id"]),
            ]),
        Migration(
            "kernel/0005-subscribers",
            [
                .createTable(
                    "subscriber",
                    [.text("id"), .int64("position"), .int64("failures"), .instant("retry_at").null, .text("problem").null], key: ["id"])
            ]),
        FileSchema.migration,
        LinkSchema.migration,
        CalendarSchema.provisional,
    ]

    public static let records =
        [
            RecordKind(
                "kernel/agency", [.init("agency", key: "id", ["id", "code", "name", "short_name", "place", "valid_from", "valid_to", "successor"])]),
            // The last one-time code that was used is bookkeeping, and changes without an entry.
            RecordKind(
                "kernel/person", isPersonal: true,
                [
                    .init("person", key: "id", ["id", "handle", "name", "password", "totp_secret", "created_at", "closed_at"]),
                    .init("appointment", key: "person", ["id", "person", "agency", "role", "valid_from", "valid_to", "unit"], order: ["id"]),
                    .init(
                        "delegation", key: "principal", ["id", "principal", "deputy", "valid_from", "valid_to", "agency", "reason"], order: ["id"]),
                ]),
            RecordKind("kernel/setting", [.init("setting", key: "id", ["id", "valid_from", "value", "source"], order: ["valid_from"])]),
        ] + CalendarSchema.records + FileSchema.records + LinkSchema.records
}
