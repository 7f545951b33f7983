internal import Storage

/// Who was told what, and how people want to be told. Bookkeeping of one's own: it leaves no entries.
enum NoticeSchema {
    static let migration = Migration(
        "matters/0002-notices",
        [
            .createTable(
                "notice",
                [
                    .text("id"), .text("person"), .text("matter").references("matter"), .int64("step"), .text("words"), .instant("at"),
                    .instant("visible_at"),
                    .instant("read_at").null, .instant("mailed_at").null,
                ], key: ["id"], unique: [["person", "matter", "step"]]),
            .createIndex("notice_of_person", on: "notice", ["person", "visible_at", "id"]),
            .createIndex("notice_of_matter", on: "notice", ["matter", "at"]),
            .run("CREATE INDEX notice_unread ON notice (person, visible_at) WHERE read_at IS NULL"),
            .run("CREATE INDEX notice_to_mail ON notice (person, visible_at) WHERE mailed_at IS NULL"),
            .createTable(
                "notice_preference",
                [
                    .text("person"), .text("address").null, .text("mail").oneOf(["single", "daily", "none"]), .int64("quiet_from").null,
                    .int64("quiet_to").null, .text("language"), .text("feed").null, .date("digest_on").null,
                ], key: ["person"], unique: [["feed"]]),
            // Which reminder of which deadline was given.
            .createTable(
                "matter_chase", [.text("matter").references("matter"), .text("chase"), .instant("due_at")], key: ["matter", "chase", "due_at"]),
        ])
}
