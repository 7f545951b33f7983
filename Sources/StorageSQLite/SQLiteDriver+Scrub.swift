internal import Foundation
public import Storage

extension SQLiteDriver {
    /// Deleted content is overwritten as it goes (`secure_delete`); what pages kept in their gaps goes with `VACUUM`, and what the log kept when it is
    /// folded in and cut off.
    public func scrub(_ tables: [Identifier]) async throws -> [ScrubGap] {
        let isDone = try await writing { session in
            var attempts = 0
            while true {
                do {
                    try session.control("VACUUM")
                    break
                } catch StoreError.retry where attempts < 10 {
                    // Another process is writing.
                    attempts += 1
                }
            }
            // Readers end soon: theirs is ten seconds at most.
            for _ in 0..<60 {
                if try session.foldLog() { return true }
                Thread.sleep(forTimeInterval: 0.25)
            }
            return false
        }
        return isDone ? [] : [.busyReaders]
    }
}
