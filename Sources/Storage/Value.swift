/// One cell of the store, in the few shapes both engines share. Instants and dates travel as text in one fixed form, so that they sort alike
/// everywhere (docs/adr/0004-one-sql-two-engines.md).
public enum Value: Sendable, Hashable {
    case null
    case text(String)
    case int(Int64)
    case double(Double)
    case bool(Bool)
    case bytes([UInt8])
}

/// What may stand in `\(…)` of an ``SQL`` literal, where it becomes a bound parameter and never text.
public protocol Bindable: Sendable {
    var value: Value { get }
}

/// What a column can be read as.
public protocol Readable: Sendable {
    /// - Returns: nil when the cell holds something else; ``Row`` turns that into an error that names the column.
    init?(value: Value)
}

extension Value: Bindable {
    public var value: Value { self }
}

extension String: Bindable, Readable {
    public var value: Value { .text(self) }

    @inlinable
    public init?(value: Value) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension Int64: Bindable, Readable {
    public var value: Value { .int(self) }

    /// Reads a whole number also from a double or a numeric text, because PostgreSQL answers `sum(bigint)` as `numeric`.
    @inlinable
    public init?(value: Value) {
        switch value {
        case .int(let number): self = number
        case .double(let number):
            guard let exact = Int64(exactly: number) else { return nil }
            self = exact
        case .text(let text):
            guard let exact = Int64(text) else { return nil }
            self = exact
        case .bool(let flag): self = flag ? 1 : 0
        case .null, .bytes: return nil
        }
    }
}

extension Int: Bindable, Readable {
    public var value: Value { .int(Int64(self)) }

    @inlinable
    public init?(value: Value) {
        guard let number = Int64(value: value) else { return nil }
        self.init(exactly: number)
    }
}

extension Double: Bindable, Readable {
    public var value: Value { .double(self) }

    @inlinable
    public init?(value: Value) {
        switch value {
        case .double(let number): self = number
        case .int(let number): self = Double(number)
        case .text(let text):
            guard let number = Double(text) else { return nil }
            self = number
        case .null, .bool, .bytes: return nil
        }
    }
}

extension Bool: Bindable, Readable {
    public var value: Value { .bool(self) }

    /// SQLite keeps truth as 0 and 1, PostgreSQL as itself: both are read alike.
    @inlinable
    public init?(value: Value) {
        switch value {
        case .bool(let flag): self = flag
        case .int(0): self = false
        case .int(1): self = true
        default: return nil
        }
    }
}

extension [UInt8]: Bindable, Readable {
    public var value: Value { .bytes(self) }

    @inlinable
    public init?(value: Value) {
        guard case .bytes(let bytes) = value else { return nil }
        self = bytes
    }
}
