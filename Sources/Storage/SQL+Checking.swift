extension Engine {
    /// The most values one query may bind.
    package var valueLimit: Int {
        switch self {
        case .sqlite: 32_766
        case .postgres: 65_535
        }
    }
}

extension SQL {
    /// The rendered query, refused where one of the engines could not keep a value: both engines refuse alike, so that a move from one to the other
    /// never meets data it cannot take.
    /// - Throws: ``StoreError/tooManyValues(_:)`` or ``StoreError/unstorable(_:)``.
    package func checked(for engine: Engine) throws -> (text: String, values: [Value]) {
        let (text, values) = rendered(for: engine)
        guard values.count <= engine.valueLimit else { throw StoreError.tooManyValues(values.count) }
        for value in values {
            switch value {
            case .text(let text) where text.utf8.contains(0): throw StoreError.unstorable("a text holds a zero byte")
            // SQLite would keep NULL instead.
            case .double(let number) where number.isNaN: throw StoreError.unstorable("a number is not a number")
            default: continue
            }
        }
        return (text, values)
    }
}
