extension SchemaChange {
    /// Makes the change on an engine.
    package func apply(to db: any SchemaWriter) throws {
        switch self {
        case .createTable(let table, let columns, let key, let unique):
            try db.execute(ddl: Self.table(table, columns, key: key, unique: unique, for: db.engine))
        case .createIndex(let name, let table, let columns, let isUnique):
            try db.execute(ddl: "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(name.quoted) ON \(table.quoted) (\(columns.quotedList))")
        case .addColumn(let column, let table):
            // SQLite refuses a NOT NULL column without a default even on an empty table, PostgreSQL only where there are rows.
            guard column.isNullable else {
                throw StoreError.engine(message: "an added column has to be null", sql: "\(table).\(column.name)")
            }
            try db.execute(ddl: "ALTER TABLE \(table.quoted) ADD COLUMN \(column.rendered(in: table, for: db.engine))")
            try Past.follow(table, in: db)
        case .keepPast(let table, let key, let indexes):
            try Past.keep(of: table, key: key, indexes: indexes, in: db)
        case .run(let sql):
            try db.run(sql)
        }
    }

    private static func table(
        _ table: Identifier, _ columns: [Column], key: [Identifier], unique: [[Identifier]], for engine: Engine
    ) -> String {
        var lines = columns.map { column in
            var column = column
            // SQLite would let NULL into a key.
            if key.contains(column.name) { column.isNullable = false }
            return column.rendered(in: table, for: engine)
        }
        if !key.isEmpty { lines.append("PRIMARY KEY (\(key.quotedList))") }
        lines += unique.map { "UNIQUE (\($0.quotedList))" }
        return "CREATE TABLE \(table.quoted) (\n    \(lines.joined(separator: ",\n    "))\n)\(engine == .sqlite ? " STRICT" : "")"
    }
}

extension [Identifier] {
    fileprivate var quotedList: String { map(\.quoted).joined(separator: ", ") }
}

extension Column {
    fileprivate func rendered(in table: Identifier, for engine: Engine) -> String {
        var text = "\(name.quoted) \(type(for: engine))"
        if !isNullable { text += " NOT NULL" }
        if let check = check(for: engine) { text += " CONSTRAINT \(constraintName(in: table, for: engine)) CHECK (\(check))" }
        if let reference { text += " REFERENCES \(reference.quoted) (\"id\")" }
        return text
    }

    private func type(for engine: Engine) -> String {
        switch (kind, engine) {
        case (.text, .sqlite), (.instant, .sqlite), (.date, .sqlite), (.json, .sqlite): "TEXT"
        // The order of bytes, as SQLite sorts, whatever locale the database has.
        case (.text, .postgres), (.instant, .postgres), (.date, .postgres): "TEXT COLLATE \"C\""
        // JSON keeps the text as it was written; JSONB would not.
        case (.json, .postgres): "JSON"
        case (.int64, .sqlite), (.bool, .sqlite): "INTEGER"
        case (.int64, .postgres): "BIGINT"
        case (.double, .sqlite): "REAL"
        case (.double, .postgres): "DOUBLE PRECISION"
        case (.bool, .postgres): "BOOLEAN"
        case (.bytes, .sqlite): "BLOB"
        case (.bytes, .postgres): "BYTEA"
        }
    }

    private func check(for engine: Engine) -> String? {
        switch (kind, engine) {
        case (.bool, .sqlite): return "\(name.quoted) IN (0, 1)"
        case (.json, .sqlite): return "\(name.quoted) IS NULL OR json_valid(\(name.quoted))"
        default: break
        }
        guard !allowed.isEmpty else { return nil }
        let words = allowed.map { "'\($0.description.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'" }
        return "\(name.quoted) IN (\(words.joined(separator: ", ")))"
    }

    /// So that a refusal reads `plan.status` on both engines: PostgreSQL tells the table beside the constraint, SQLite the constraint only.
    private func constraintName(in table: Identifier, for engine: Engine) -> String {
        engine == .sqlite ? "\"\(table.name).\(name.name)\"" : name.quoted
    }
}
