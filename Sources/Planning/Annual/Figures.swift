/// Numbers as pages and forms show them.
enum Figures {
    /// As it is, without needless zeros: `20`, `12.5`.
    static func exact(_ value: Double) -> String { Int64(exactly: value).map { String($0) } ?? String(value) }

    /// Two places at most.
    static func number(_ value: Double) -> String { exact((value * 100).rounded() / 100) }
}
