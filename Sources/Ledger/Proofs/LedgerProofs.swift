public import Storage

/// Proofs for whoever works at the machine, who may see everything.
public enum LedgerProofs {
    /// - Parameter text: a record's reference, or an entry's key.
    /// - Returns: nil when no entry that has its place is meant.
    public static func make(_ text: String, _ store: Store, _ db: any Reader) throws -> InclusionProof? {
        guard let reference = Reference(parsing: text) else {
            guard let position = try LedgerQueries.position(of: text, db) else { return nil }
            return try InclusionProof.make(position: position, showing: nil, db)
        }
        let shown = try store.records[reference]?.shown(reference.id, db) ?? reference
        guard let position = try LedgerQueries.last(touching: shown, db) else { return nil }
        return try InclusionProof.make(position: position, showing: shown, db)
    }
}
