/// Makes and checks password hashes: slow on purpose, so an outside effect that tests replace and the Web adapter runs off its loops.
public struct Passwords: Sendable {
    /// A hash with its salt and cost, as text.
    public let hash: @Sendable (_ password: String) async throws -> String
    public let verify: @Sendable (_ password: String, _ hash: String) async throws -> Bool

    public init(
        hash: @escaping @Sendable (_ password: String) async throws -> String,
        verify: @escaping @Sendable (_ password: String, _ hash: String) async throws -> Bool
    ) {
        self.hash = hash
        self.verify = verify
    }
}
