/// A column, in types that both engines keep alike. SQLite's STRICT tables refuse PostgreSQL's type names, and PostgreSQL's `INTEGER` and `REAL`
/// are too small for ours, so neither is ever written by hand.
public struct Column: Sendable {
    package enum Kind: String, Sendable {
        case text, int64, double, bool, bytes, instant, date, json
    }

    package let name: Identifier
    package let kind: Kind
    package var isNullable = false
    package var reference: Identifier?
    package var allowed: [StaticString] = []

    public static func text(_ name: Identifier) -> Column { Column(name: name, kind: .text) }
    public static func int64(_ name: Identifier) -> Column { Column(name: name, kind: .int64) }
    public static func double(_ name: Identifier) -> Column { Column(name: name, kind: .double) }
    public static func bool(_ name: Identifier) -> Column { Column(name: name, kind: .bool) }
    public static func bytes(_ name: Identifier) -> Column { Column(name: name, kind: .bytes) }
    /// An ``Instant``.
    public static func instant(_ name: Identifier) -> Column { Column(name: name, kind: .instant) }
    /// An ISO date, `2026-11-23`.
    public static func date(_ name: Identifier) -> Column { Column(name: name, kind: .date) }
    public static func json(_ name: Identifier) -> Column { Column(name: name, kind: .json) }

    /// Columns are NOT NULL unless they say otherwise.
    public var null: Column { with { $0.isNullable = true } }

    /// Refers to the `id` of another table.
    public func references(_ table: Identifier) -> Column { with { $0.reference = table } }

    /// One of these words and no other.
    public func oneOf(_ words: [StaticString]) -> Column { with { $0.allowed = words } }

    private func with(_ change: (inout Column) -> Void) -> Column {
        var copy = self
        change(&copy)
        return copy
    }
}

/// A step of a ``Migration``.
public enum SchemaChange: Sendable {
    /// A table with its key. `unique` lists further keys.
    case createTable(Identifier, [Column], key: [Identifier], unique: [[Identifier]] = [])
    case createIndex(Identifier, on: Identifier, [Identifier], unique: Bool = false)
    case addColumn(Column, to: Identifier)
    /// Keeps every version of the table's rows from now on, so that ``AsOf`` can read it. The key's rows are told apart by it; `indexes` are those that
    /// lists of the past need. Said again after the table was built anew.
    case keepPast(of: Identifier, key: [Identifier], indexes: [[Identifier]] = [])
    /// Anything else, in the portable subset.
    case run(SQL)
}

/// One step of the schema's history. Applied once, in order, and never changed afterwards.
public struct Migration: Sendable {
    /// Module, number and purpose: `planning/0001-plans`.
    public let id: String
    package let changes: [SchemaChange]

    public init(_ id: StaticString, _ changes: [SchemaChange]) {
        self.id = id.description
        self.changes = changes
    }
}
