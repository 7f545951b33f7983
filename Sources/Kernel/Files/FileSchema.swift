internal import Storage

enum FileSchema {
    static let migration = Migration(
        "kernel/0006-files",
        [
            .createTable(
                "file",
                [
                    // SHA-256 of its bytes.
                    .text("id"), .int64("size"), .text("media_type"),
                    .text("state").oneOf(["arriving", "quarantined", "clean", "unscanned", "refused"]), .instant("wanted_at"),
                    .instant("scanned_at").null,
                ], key: ["id"]),
            .createTable("file_piece", [.text("file").references("file"), .int64("number"), .bytes("bytes")], key: ["file", "number"]),
            .createTable(
                "attachment",
                [.text("id"), .text("owner"), .text("file").references("file"), .text("name"), .text("added_by"), .instant("added_at")],
                key: ["id"]),
            .createIndex("attachment_by_owner", on: "attachment", ["owner"]),
            .createIndex("attachment_by_file", on: "attachment", ["file"]),
            .run("CREATE INDEX file_waiting ON file (id) WHERE state IN ('quarantined', 'unscanned')"),
            // What is packed already does not shrink again, and trying costs every write and every read.
            .run("\(sqlite: "SELECT 1", postgres: "ALTER TABLE file_piece ALTER COLUMN bytes SET STORAGE EXTERNAL")"),
        ])

    /// Salted: the hash of a file could otherwise be guessed from its content.
    static let records = [
        RecordKind(
            "kernel/attachment", isPersonal: true,
            [.init("attachment", key: "id", ["id", "owner", "file", "name", "added_by", "added_at"])])
    ]
}
