internal import Storage

enum LedgerSchema {
    static let migrations = [
        Migration(
            "ledger/0001-tree",
            [
                .createTable("ledger_tile", [.int64("level"), .int64("number"), .bytes("hashes")], key: ["level", "number"]),
                .createTable("ledger_head", [.int64("size"), .instant("at"), .bytes("root"), .text("note")], key: ["size", "at"]),
                .createIndex("ledger_head_at", on: "ledger_head", ["at"]),
                // Which entries touched a record, kept by the follower so that no writer has to.
                .createTable("ledger_reference", [.text("reference"), .int64("position")], key: ["reference", "position"]),
                .createTable(
                    "ledger_key",
                    [.text("id"), .int64("place"), .text("verifier"), .instant("created_at"), .bytes("endorsement").null],
                    key: ["id"], unique: [["place"]]),
            ]),
        // From how many entries on the past can be seen, where some of it was let go.
        Migration("ledger/0002-horizon", [.createTable("ledger_horizon", [.int64("entries")], key: ["entries"])]),
    ]

    static let records = [
        RecordKind(
            "ledger/key", [.init("ledger_key", key: "id", ["id", "place", "verifier", "created_at", "endorsement"])],
            shown: { id, _ in Reference("ledger/key", id) })
    ]
}
