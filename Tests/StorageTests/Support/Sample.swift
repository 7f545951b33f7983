import Storage

/// A small schema with a column of every kind.
enum Sample {
    static let migrations = [
        Migration(
            "sample/0001-things",
            [
                .createTable("place", [.text("id"), .text("name")], key: ["id"]),
                .createTable(
                    "thing",
                    [
                        .text("id"),
                        .text("title").null,
                        .int64("amount").null,
                        .double("share").null,
                        .bool("open").null,
                        .bytes("seal").null,
                        .instant("made").null,
                        .date("due").null,
                        .json("notes").null,
                        .text("status").oneOf(["draft", "mayor's"]).null,
                        .text("place").null.references("place"),
                        .text("agency").null,
                        .int64("number").null,
                    ], key: ["id"], unique: [["agency", "number"]]),
                .createTable("named", [.text("id"), .text("name")], key: ["id"]),
                .createIndex("thing_due", on: "thing", ["due"]),
            ])
    ]

    static let clerk = Actor(Reference("person", "chen"))

    /// Enough counting to take minutes, unless it is stopped.
    static let slow: SQL = """
        WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 2000000000) SELECT count(*) AS n FROM counted
        """
}

extension TestStore {
    /// Changes rows that no entry tells of.
    @discardableResult
    func run(_ sql: SQL) async throws -> Int {
        try await store.write(exempt: .session) { db in try db.run(sql) }
    }

    func all(_ sql: SQL) async throws -> [Row] {
        try await store.read { db in try db.all(sql) }
    }

    /// One column of every row.
    func column<T: Readable & Sendable>(_ name: String, _ sql: SQL, as type: T.Type = T.self) async throws -> [T] {
        try await all(sql).map { try $0.get(name) }
    }
}
