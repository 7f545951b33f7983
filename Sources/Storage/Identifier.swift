/// The name of a table, column or index. It is the only thing besides ``SQL`` that becomes query text, so it is checked whatever it comes from.
public struct Identifier: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Lower-case ASCII letters, digits and underscores, beginning with a letter; at most 63 bytes (PostgreSQL's limit).
    public let name: String

    /// - Precondition: a literal that is no identifier is a programming error and traps.
    public init(stringLiteral name: StaticString) {
        let text = name.description
        precondition(Self.isValid(text), "not an identifier: \(text)")
        self.name = text
    }

    /// For tables that are named while the program runs, such as a dataset's rows.
    /// - Returns: nil when the name is no identifier.
    public init?(checking name: String) {
        guard Self.isValid(name) else { return nil }
        self.name = name
    }

    public var description: String { name }

    /// Quoted always, so that a reserved word such as `order` may be a column.
    package var quoted: String { "\"\(name)\"" }

    private static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), name.utf8.count <= 63 else { return false }
        return name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_")
        }
    }
}
