internal import Crypto
internal import Kernel
internal import Storage

/// Holds every file's bytes against the hash it is kept under.
struct FileChecks {
    let store: Store

    func run(_ report: inout LedgerReport) async throws {
        var after = ""
        while true {
            let last = after
            let files = try await store.read { try FileQueries.list(after: last, limit: 100, $0) }
            guard let end = files.last else { return }
            after = end.hash
            for file in files where file.state != .arriving {
                report.files += 1
                if try await !isWhole(file) { report.findings.append(.changedFile(hash: file.hash)) }
            }
        }
    }

    private func isWhole(_ file: StoredFile) async throws -> Bool {
        var hash = SHA256()
        for number in 0..<((file.size + FileQueries.pieceSize - 1) / FileQueries.pieceSize) {
            guard let piece = try await store.read({ try FileQueries.piece(number, of: file.hash, $0) }) else {
                // It may have been let go meanwhile.
                return try await store.read { try FileQueries.find(file.hash, $0) } == nil
            }
            hash.update(data: piece)
        }
        return hash.finalize().hex == file.hash
    }
}
