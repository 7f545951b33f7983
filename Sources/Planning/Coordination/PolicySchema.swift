internal import Kernel
internal import Storage

enum PolicySchema {
    static let migration = Migration(
        "planning/0008-policies",
        [
            .createTable(
                "policy",
                [
                    .text("id"), .text("title"), .text("text"), .text("lead").references("agency"), .date("from_day"), .date("to_day"),
                    .bool("is_public"), .bool("is_sample"), .instant("made_at"),
                ], key: ["id"]),
            .createIndex("policy_by_time", on: "policy", ["is_public", "made_at", "id"]),
            .createTable(
                "policy_part", [.text("policy").references("policy"), .text("agency").references("agency"), .text("owes")],
                key: ["policy", "agency"]),
            .keepPast(of: "policy", key: ["id"]),
            .keepPast(of: "policy_part", key: ["policy", "agency"]),
        ])

    static let records = [
        RecordKind(
            "planning/policy",
            [
                .init("policy", key: "id", ["id", "title", "text", "lead", "from_day", "to_day", "is_public", "is_sample", "made_at"]),
                .init("policy_part", key: "policy", ["policy", "agency", "owes"], order: ["agency"]),
            ], shown: { id, db in try PolicyQueries.find(id, db)?.isPublic == true ? Reference("planning/policy", id) : nil })
    ]
}
