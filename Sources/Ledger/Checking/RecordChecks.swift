internal import Storage

/// Holds every record against the last entry that touched it.
struct RecordChecks {
    let store: Store
    private static let piece = 200

    /// - Parameter commitments: what the ordered entries say last about each record.
    func run(_ commitments: [Reference: Commitment], _ report: inout LedgerReport) async throws {
        let references = commitments.keys.sorted { $0.text < $1.text }
        for start in stride(from: 0, to: references.count, by: Self.piece) {
            let some = references[start..<min(start + Self.piece, references.count)].compactMap { reference in
                commitments[reference].map { (reference, $0) }
            }
            let records = store.records
            let outcomes = try await store.read { db in try some.map { try Self.check($0.0, $0.1, records, db) } }
            for outcome in outcomes {
                report.records += outcome.isRecord ? 1 : 0
                report.erased += outcome.isErased ? 1 : 0
                if let finding = outcome.finding { report.findings.append(finding) }
            }
        }
        try await findUnknown(known: Set(references), &report)
    }

    private struct Outcome {
        var isRecord = true
        var isErased = false
        var finding: Finding?
    }

    private static func check(_ reference: Reference, _ commitment: Commitment, _ records: RecordKinds, _ db: any Reader) throws -> Outcome {
        guard let kind = records[reference] else { return Outcome(isRecord: false) }
        var last = commitment
        if try matches(reference, kind, last, db) { return Outcome(isErased: last.digest == RecordKind.erased) }
        // It may have been written meanwhile, or by an entry that waits for its place.
        if let newer = try newest(touching: reference, db) {
            last = newer
            if try matches(reference, kind, last, db) { return Outcome(isErased: last.digest == RecordKind.erased) }
        }
        let isThere = try kind.text(of: reference.id, db) != nil
        return Outcome(
            finding: isThere
                ? .changedRecord(reference: reference.text, entry: last.entry) : .missingRecord(reference: reference.text, entry: last.entry))
    }

    private static func matches(_ reference: Reference, _ kind: RecordKind, _ commitment: Commitment, _ db: any Reader) throws -> Bool {
        if commitment.digest == RecordKind.none { return try kind.text(of: reference.id, db) == nil }
        if commitment.digest == RecordKind.erased {
            // With its salt left behind it would not be erased.
            return try kind.text(of: reference.id, db) == nil && RecordSalt.find(for: reference, db) == nil
        }
        let salt = kind.isPersonal ? try RecordSalt.find(for: reference, db) ?? [] : []
        return try kind.commitment(to: reference.id, salt: salt, db) == commitment.digest
    }

    /// The newest entry's word on a record, also of one that waits.
    private static func newest(touching reference: Reference, _ db: any Reader) throws -> Commitment? {
        let arrival: SQL = "\(sqlite: "rowid", postgres: "arrival")"
        var found: Commitment?
        func look(_ row: Row) throws {
            let entry = try LedgerEntry(row)
            for change in entry.recordDigests where change.reference == reference { found = Commitment(digest: change.digest, entry: entry.id) }
        }
        if let position = try LedgerQueries.last(touching: reference, db) {
            try db.all("SELECT \(LedgerEntry.columns) FROM entry WHERE position = \(position)").forEach(look)
        }
        try db.all("SELECT \(LedgerEntry.columns) FROM entry WHERE position IS NULL ORDER BY \(arrival)").forEach(look)
        return found
    }

    /// Records that no entry speaks of, in pieces by key.
    private func findUnknown(known: Set<Reference>, _ report: inout LedgerReport) async throws {
        for kind in store.records.all {
            var after = ""
            while true {
                let last = after
                let keys = try await store.read { try kind.keys(after: last, limit: 1000, $0) }
                guard let end = keys.last else { break }
                after = end
                let unknown = keys.map { Reference(kind: kind, $0) }.filter { !known.contains($0) }
                guard !unknown.isEmpty else { continue }
                // Their entries may have got a place meanwhile, or wait for one.
                let lost = try await store.read { db in
                    let waiting = try Self.waiting(db)
                    return try unknown.filter { try !waiting.contains($0) && LedgerQueries.last(touching: $0, db) == nil }
                }
                report.findings += lost.map { .unknownRecord(reference: $0.text) }
            }
        }
    }

    /// What the entries without a place commit to.
    private static func waiting(_ db: any Reader) throws -> Set<Reference> {
        let entries = try db.all("SELECT \(LedgerEntry.columns) FROM entry WHERE position IS NULL").map(LedgerEntry.init)
        return Set(entries.flatMap(\.recordDigests).map(\.reference))
    }
}
