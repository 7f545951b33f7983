internal import Foundation
internal import Glibc
public import Storage

/// The file with the signing key, and how it changes hands.
public struct KeyFile: Sendable {
    public enum Problem: Error, Sendable, Equatable {
        /// The ledger is signed with another key than the file's.
        case notCurrent(file: VerifierKey, current: VerifierKey?)
        case noLedger
    }

    public let path: String
    /// While a key is changed, the next one waits here.
    private var next: String { path + ".next" }

    public init(_ path: String) {
        self.path = path
    }

    /// The key, when it is the one that signs now. A change of key that was interrupted is finished.
    /// - Throws: ``SigningKey/FileProblem`` or ``Problem``.
    public func current(for keys: LedgerKeys) throws -> SigningKey {
        if let waiting = try? SigningKey(file: next), waiting.verifier == keys.current { try promote() }
        let key = try SigningKey(file: path)
        guard key.verifier == keys.current else { throw Problem.notCurrent(file: key.verifier, current: keys.current) }
        return key
    }

    /// Makes the first key of a ledger. A file that is there already is kept and used: it may sign other things.
    public func create(name: String, as actor: Actor, at now: Instant, in store: Store) async throws -> VerifierKey {
        do {
            let key = try SigningKey(file: path)
            try await LedgerKeys.add(key, after: nil, seeing: nil, as: actor, at: now, in: store)
            return key.verifier
        } catch SigningKey.FileProblem.missing {
            let key = SigningKey(name: name)
            try key.write(to: path)
            do {
                try await LedgerKeys.add(key, after: nil, seeing: nil, as: actor, at: now, in: store)
            } catch {
                unlink(path)
                throw error
            }
            return key.verifier
        }
    }

    /// Replaces the key.
    /// - Parameter isLost: the old key is gone and cannot endorse the new one; whoever checks is told.
    public func rotate(isLost: Bool, as actor: Actor, at now: Instant, in store: Store) async throws -> VerifierKey {
        let keys = try await store.read { try LedgerKeys($0) }
        guard let name = keys.current?.name else { throw Problem.noLedger }
        let old = isLost ? nil : try current(for: keys)
        let key = SigningKey(name: name)
        unlink(next)
        try key.write(to: next)
        do {
            try await LedgerKeys.add(key, after: old, seeing: keys.current, as: actor, at: now, in: store)
        } catch {
            unlink(next)
            throw error
        }
        try promote()
        return key.verifier
    }

    private func promote() throws {
        guard rename(next, path) == 0 else { throw SigningKey.FileProblem.unreadable(path) }
    }
}
