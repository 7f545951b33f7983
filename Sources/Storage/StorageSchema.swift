/// The tables that the store itself needs. They come before every module's.
public enum StorageSchema {
    public static let migrations: [Migration] = [
        Migration(
            "storage/0001-entries",
            [
                .createTable(
                    "entry",
                    [
                        .text("id"),
                        .instant("at"),
                        .text("actor"),
                        .text("acting_for").null,
                        .text("reason"),
                        .json("changes"),
                    ], key: ["id"]),
                .createIndex("entry_at", on: "entry", ["at"]),
            ])
    ]
}
