import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import App

/// Backups that can be trusted, and an examination that tells the truth.
@Suite struct CareTests {
    @Test func passwordsStayOutOfTheProcessList() {
        let (address, password) = PostgresTools.withoutPassword("postgres://yankao:s%3Acret@db1:5432,db2:5432/city?target_session_attrs=read-write")
        #expect(address == "postgres://yankao@db1:5432,db2:5432/city?target_session_attrs=read-write")
        #expect(password == "s:cret")
        #expect(PostgresTools.withoutPassword("postgres://yankao@db1/city").password == nil)
        #expect(PostgresTools.withoutPassword("host=a,b dbname=city").address == "host=a,b dbname=city")
        let words = PostgresTools.withoutPassword("host=a,b password=s%cret dbname=city")
        #expect(!words.address.contains("cret") && words.password == "s%cret")
        let query = PostgresTools.withoutPassword("postgres://db1/city?password=s%20cret&sslmode=require")
        #expect(!query.address.contains("cret") && query.password == "s cret")
    }

    @Test func aBackupRestoresAndIsExamined() async throws {
        try await inFolder { folder in
            let first = try await configuration(folder + "/first")
            let store = try Installation.openStore(first)
            try await Migrator(Modules.migrations).migrate(store)
            _ = try await AgencyQueries.addMissing(
                [Agency(id: "rdec", code: nil, name: "研究發展考核委員會", shortName: "研考會")], as: .operatorAtConsole, to: store)
            await store.close()
            try await Care.backup(first, to: folder + "/copy")
            await #expect(throws: CareError.self, "a backup never overwrites") { try await Care.backup(first, to: folder + "/copy") }
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/copy")[.posixPermissions] as? Int
            #expect(mode == 0o600)

            let second = try await configuration(folder + "/second")
            try await Care.restore(second, from: folder + "/copy")
            await #expect(throws: CareError.self, "a restore never overwrites") { try await Care.restore(second, from: folder + "/copy") }
            let restored = try Installation.openStore(second)
            let name = try await restored.point { try AgencyQueries.find(id: "rdec", $0)?.name }
            await restored.close()
            #expect(name == "研究發展考核委員會")
            let findings = try await Care.examine(second)
            #expect(findings.count >= 5)
            for finding in findings { #expect(finding.isGood, "\(finding.text)") }
        }
    }

    /// A log that stayed behind would be applied to the restored file and ruin it.
    @Test(arguments: ["-wal", "-shm"])
    func aLeftOverLogIsInTheWayOfARestore(_ suffix: String) async throws {
        try await inFolder { folder in
            let first = try await configuration(folder + "/first")
            let store = try Installation.openStore(first)
            try await Migrator(Modules.migrations).migrate(store)
            await store.close()
            try await Care.backup(first, to: folder + "/copy")
            let second = try await configuration(folder + "/second")
            try FileManager.default.createDirectory(atPath: folder + "/second", withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: folder + "/second/registry.sqlite" + suffix))
            await #expect(throws: CareError.self) { try await Care.restore(second, from: folder + "/copy") }
            #expect(!FileManager.default.fileExists(atPath: folder + "/second/registry.sqlite"))
        }
    }

    @Test func whatIsNoBackupIsRefusedAndLeavesNothing() async throws {
        try await inFolder { folder in
            try Data("not a database".utf8).write(to: URL(fileURLWithPath: folder + "/bad"))
            let target = try await configuration(folder + "/target")
            await #expect(throws: CareError.self) { try await Care.restore(target, from: folder + "/bad") }
            await #expect(throws: CareError.self) { try await Care.restore(target, from: folder + "/missing") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/target").isEmpty)
            let findings = try await Care.examine(target)
            #expect(findings.contains { !$0.isGood && $0.text.contains("yankao migrate") })
        }
    }

    private func configuration(_ data: String) async throws -> YankaoConfiguration {
        try await YankaoConfiguration(file: nil, flags: ["data": data], environment: [:])
    }

    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-care-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }
}
