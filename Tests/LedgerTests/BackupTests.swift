import App
import Foundation
import Kernel
import Logging
import Storage
import TestSupport
import Testing

@testable import Ledger

/// A backup holds everything that the ledger vouches for, files too.
@Suite struct BackupTests {
    private static let key = SigningKey(name: "127.0.0.1:8080/ledger")

    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

    /// Small, and of several pieces, the last of them not full.
    private static let contents: [(name: String, bytes: [UInt8])] = [
        ("說明.txt", Array("服務市民".utf8)), ("計畫.pdf", Array("%PDF-1.4\n".utf8) + bytes(600_000) + Array("\n%%EOF\n".utf8)),
    ]

    private func attach(_ installation: Installation) async throws -> [String] {
        var ids: [String] = []
        for content in Self.contents {
            let file = try SpooledFile(name: content.name)
            try file.append(content.bytes)
            let kept = try await Files(installation.city).keep(file)
            ids.append(
                try await installation.city.store.write(as: .operatorAtConsole, "test.addPaper") { db, changes in
                    try Attachment.add(kept, to: Reference("test/paper", "a"), by: .operatorAtConsole, at: TestCity.now, db, &changes)
                })
        }
        return ids
    }

    private func open(_ database: TestDatabase) async throws -> Installation {
        let configuration = try await YankaoConfiguration(file: nil, flags: database.flags, environment: [:])
        let store = try Installation.openStore(configuration)
        try await Migrator(Modules.migrations).migrate(store)
        return try await Installation.open(
            configuration, store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: .fixed(TestCity.now),
            passwords: .quick)
    }

    private func bytes(of id: String, _ store: Store) async throws -> [UInt8]? {
        try await store.read { db in
            guard let found = try Attachment.find(id, db) else { return nil }
            let rows = try db.all("SELECT bytes FROM file_piece WHERE file = \(found.file.hash) ORDER BY number")
            return try rows.flatMap { try $0.get("bytes", as: [UInt8].self) }
        }
    }

    @Test(arguments: TestCity.engines) func filesComeBackAndTheLedgerIsWhole(_ engine: Engine) async throws {
        let (first, second) = (try TestDatabase.make(engine), try TestDatabase.make(engine))
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-backup-\(UUID().uuidString)").path
        defer {
            try? first.remove()
            try? second.remove()
            try? FileManager.default.removeItem(atPath: copy)
        }
        let before = try await open(first)
        let ids = try await attach(before)
        try await LedgerKeys.add(Self.key, after: nil, seeing: nil, as: .operatorAtConsole, at: TestCity.now, in: before.city.store)
        try await Sequencer(store: before.city.store, key: Self.key).settle()
        let note = try #require(try await before.city.store.read { try LedgerQueries.lastHead($0) }).note
        let head = try #require(SignedHead(note: note))
        try await Care.backup(try await YankaoConfiguration(file: nil, flags: first.flags, environment: [:]), to: copy)
        // What happens afterwards is not in it.
        _ = try await attach(before)
        await before.city.store.close()

        let target = try await YankaoConfiguration(file: nil, flags: second.flags, environment: [:])
        try await Care.restore(target, from: copy)
        let store = try Installation.openStore(target)
        for (id, content) in zip(ids, Self.contents) {
            #expect(try await bytes(of: id, store) == content.bytes, "\(content.name)")
            #expect(try await store.read { try Attachment.find(id, $0) }?.name == content.name)
        }
        #expect(try await store.read { try $0.all("SELECT id FROM attachment").count } == 2)
        let report = try await LedgerVerifier(store: store, outside: head).run()
        #expect(report.isGood && report.files == 2 && report.entries == head.size, "\(report.findings)")
        await store.close()
    }
}
