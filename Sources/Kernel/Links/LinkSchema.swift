internal import Storage

enum LinkSchema {
    static let migration = Migration(
        "kernel/0007-links",
        [
            .createTable(
                "link",
                [
                    .text("id"), .text("kind").oneOf(["relates", "carries-out", "measures", "decides", "depends-on", "evidences", "replaces"]),
                    .text("source"), .text("target"), .text("note"), .text("by"),
                    .instant("at"),
                ], key: ["id"], unique: [["source", "target", "kind"]]),
            // A link seen from each of its ends, so that a thread of any length is read from one range of one index.
            .createTable(
                "link_end",
                [
                    .text("link").references("link"), .bool("is_inverse"), .text("here"), .text("there"), .text("there_kind"), .text("kind"),
                    .bool("is_public"), .instant("at"),
                ], key: ["link", "is_inverse"]),
            .createIndex("link_end_here", on: "link_end", ["here", "there_kind", "is_public", "at", "link"]),
            .createIndex("link_end_all", on: "link_end", ["here", "there_kind", "at", "link"]),
            .createIndex("link_end_there", on: "link_end", ["there"]),
            .keepPast(of: "link", key: ["id"]),
            .keepPast(of: "link_end", key: ["link", "is_inverse"], indexes: [["here", "there_kind", "at"]]),
        ])

    static let records = [
        RecordKind(
            "kernel/link",
            [
                .init("link", key: "id", ["id", "kind", "source", "target", "note", "by", "at"]),
                .init("link_end", key: "link", ["link", "is_inverse", "here", "there", "there_kind", "kind", "at"], order: ["is_inverse"]),
            ],
            shown: { id, db in
                // Seen by anyone when both of its ends are.
                let ends = try db.all("SELECT is_public FROM link_end WHERE link = \(id)").map { try $0.get("is_public", as: Bool.self) }
                return ends.count == 2 && ends.allSatisfy { $0 } ? Link.reference(id) : nil
            })
    ]
}
