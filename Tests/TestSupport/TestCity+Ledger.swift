import Kernel
public import Ledger
import Storage

extension TestCity {
    /// What signs where a test brings no key of its own.
    private static let key = SigningKey(name: "127.0.0.1:8080/ledger")

    /// Gives every entry its place and signs, as the follower does while a site is served.
    /// - Returns: the key.
    @discardableResult
    public func settleLedger(_ own: SigningKey? = nil) async throws -> SigningKey {
        let key = own ?? Self.key
        if try await store.read({ try LedgerKeys($0).current }) == nil { try await addLedgerKey(key) }
        try await Sequencer(store: store, key: key).settle()
        return key
    }

    private func addLedgerKey(_ key: SigningKey) async throws {
        try await LedgerKeys.add(key, after: nil, seeing: nil, as: .operatorAtConsole, at: city.clock.now(), in: store)
    }
}
