internal import Foundation
internal import GRDB
internal import Glibc
internal import Storage

extension SQLiteDriver {
    /// SQLite's own check of pages, indexes and references.
    public func integrityProblems() async throws -> [String] {
        try await aside { db in
            let found = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let orphans = try GRDB.Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "\(row["table"] as String): a row refers to \(row["parent"] as String) and finds none"
            }
            return found + orphans
        }
    }

    /// Copies the store as it stands at one moment into a new file, while others go on writing.
    /// - Throws: ``StoreError/unavailable(_:)`` when `target` exists already: a backup is never overwritten.
    public func backup(to target: String) async throws {
        let partial = "\(target).partial-\(UUID().uuidString)"
        defer { unlink(partial) }
        try await aside { db in
            // SQLite fills an empty file that it finds, and so the copy is its owner's alone from the first byte.
            let file = open(partial, O_CREAT | O_EXCL | O_WRONLY, 0o600)
            guard file >= 0 else { throw StoreError.unavailable("\(target): \(String(cString: strerror(errno)))") }
            _ = Glibc.close(file)
            try db.execute(sql: "VACUUM INTO ?", arguments: [partial])
            try Self.settle(partial)
            // Unlike a rename, a link refuses a name that is taken.
            guard link(partial, target) == 0 else { throw StoreError.unavailable("\(target): \(String(cString: strerror(errno)))") }
            try Self.settle(URL(fileURLWithPath: target).deletingLastPathComponent().path)
        }
    }

    /// On a connection and a thread of its own, for work that may take long and must not be stopped.
    func aside<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let path = path
        let worker = Workers("sqlite-care", count: 1, waiting: 1) { _ in () }
        return try await worker.run {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            do {
                return try DatabaseQueue(path: path, configuration: configuration).unsafeRead(work)
            } catch let error as DatabaseError {
                throw StoreError.unavailable(error.message ?? "SQLite error \(error.resultCode.rawValue)")
            }
        }
    }

    /// Waits until a file or a folder is on disk: SQLite does not do that for `VACUUM INTO`.
    private static func settle(_ path: String) throws {
        let file = open(path, O_RDONLY)
        defer { _ = Glibc.close(file) }
        guard file >= 0, fsync(file) == 0 else { throw StoreError.unavailable("\(path): \(String(cString: strerror(errno)))") }
    }
}
