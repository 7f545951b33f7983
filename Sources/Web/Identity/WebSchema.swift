internal import Storage

enum WebSchema {
    static let migrations = [
        Migration(
            "web/0001-sessions",
            [
                // The key is a hash: reading the table signs nobody in.
                .createTable(
                    "session",
                    [
                        .text("id"), .text("person").references("person"), .instant("created_at"), .instant("expires_at"),
                        .bool("is_complete"),
                    ], key: ["id"]),
                .createIndex("session_by_person", on: "session", ["person"]),
                .createIndex("session_by_expiry", on: "session", ["expires_at"]),
            ])
    ]
}
