internal import Storage

extension City {
    /// Ends every session of a person, as after somebody else gave the account a new password.
    public func signOut(_ person: String) async throws {
        let ways = modules.compactMap(\.signOut)
        try await store.write(exempt: .session) { db in
            for way in ways { try way(person, db) }
        }
    }
}
