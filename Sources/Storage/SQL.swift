/// A query. Its text is made of literals only: a value in `\(…)` is bound, never spliced, so injection cannot be written.
///
/// ```swift
/// try db.all("SELECT id, title FROM plan WHERE agency = \(agency.id) AND from_year <= \(year)")
/// ```
/// There is no way from a run-time `String` to query text. What may be spliced is another `SQL` (a condition built in Swift), an ``Identifier``,
/// or a pair of literals for the rare place where the engines differ.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    package enum Part: Sendable {
        case text(StaticString)
        case bind(Value)
        case name(Identifier)
        case each(sqlite: StaticString, postgres: StaticString)
    }

    package var parts: [Part]

    public init(stringLiteral text: StaticString) {
        parts = [.text(text)]
    }

    public init(stringInterpolation: Interpolation) {
        parts = stringInterpolation.parts
    }

    public struct Interpolation: StringInterpolationProtocol {
        package var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.text(literal))
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some Bindable) {
            parts.append(.bind(value.value))
        }

        /// Binds a value, or NULL.
        public mutating func appendInterpolation(_ value: (some Bindable)?) {
            parts.append(.bind(value?.value ?? .null))
        }

        /// Splices another query, with its own bound values.
        public mutating func appendInterpolation(_ sql: SQL) {
            parts += sql.parts
        }

        /// Splices a name, quoted.
        public mutating func appendInterpolation(_ name: Identifier) {
            parts.append(.name(name))
        }

        /// Binds a list, as in `WHERE id IN (\(list: ids))`. An empty list becomes NULL, which equals nothing.
        public mutating func appendInterpolation(list values: [some Bindable]) {
            guard !values.isEmpty else { return parts.append(.text("NULL")) }
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.bind(value.value))
            }
        }

        /// Splices what one engine writes otherwise than the other.
        public mutating func appendInterpolation(sqlite: StaticString, postgres: StaticString) {
            parts.append(.each(sqlite: sqlite, postgres: postgres))
        }
    }

    /// Locks the rows read until the transaction ends; nothing on SQLite, where a writer is alone anyway.
    public static let forUpdate: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"

    /// Joins conditions or column lists: `SQL.joined(conditions, by: " AND ")`.
    public static func joined(_ parts: [SQL], by separator: SQL) -> SQL {
        var joined: SQL = ""
        for (index, part) in parts.enumerated() {
            if index > 0 { joined.parts += separator.parts }
            joined.parts += part.parts
        }
        return joined
    }
}

/// Which SQL is spoken.
public enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

extension SQL {
    /// The text for one engine with `?` or `$1 …`, and the bound values in order.
    package func rendered(for engine: Engine) -> (text: String, values: [Value]) {
        var text = ""
        text.reserveCapacity(parts.reduce(0) { if case .text(let literal) = $1 { $0 + literal.utf8CodeUnitCount } else { $0 + 8 } })
        var values: [Value] = []
        for part in parts {
            switch part {
            case .text(let literal): literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
            case .name(let name): text += name.quoted
            case .each(let sqlite, let postgres): text += (engine == .sqlite ? sqlite : postgres).description
            case .bind(let value):
                values.append(value)
                text += engine == .sqlite ? "?" : "$\(values.count)"
            }
        }
        return (text, values)
    }
}
