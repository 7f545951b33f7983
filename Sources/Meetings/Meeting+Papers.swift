public import Kernel
public import Storage

/// 會議資料: files that belong to a meeting.
extension Meeting {
    /// Adds a paper, until the minutes are approved.
    /// - Throws: ``MeetingFault/tooLate``.
    public func addPaper(_ file: Files.Kept, at now: Instant, as actor: Actor, in store: Store) async throws {
        let id = id
        try await store.write(as: actor, "meetings.addPaper") { db, changes in
            try Self.requireOpen(id, db)
            try Attachment.add(file, to: Reference("meetings/meeting", id), by: actor, at: now, db, &changes)
        }
    }

    /// Takes a paper away, until the minutes are approved.
    /// - Returns: false when it is not this meeting's.
    public func removePaper(_ paper: String, as actor: Actor, in store: Store) async throws -> Bool {
        let (id, own) = (id, reference)
        return try await store.write(as: actor, "meetings.removePaper") { db, changes in
            try Self.requireOpen(id, db)
            guard try Attachment.find(paper, db)?.owner == own else { return false }
            return try Attachment.remove(paper, db, &changes)
        }
    }

    private static func requireOpen(_ id: String, _ db: any Writer) throws {
        _ = try db.first("SELECT id FROM meeting WHERE id = \(id)\(SQL.forUpdate)")
        guard let meeting = try MeetingQueries.find(id, db), meeting.state != .approved else { throw MeetingFault.tooLate }
    }

    /// A public meeting's papers are everyone's once people were told; others are for those who prepare it.
    static let papersOwner = FileOwner("meetings/meeting") { owner, granted, db in
        guard let meeting = try MeetingQueries.find(owner.id, db) else { return false }
        return meeting.isPublic || granted.holds(MeetingsModule.manage, on: meeting.series.agency)
    }
}
