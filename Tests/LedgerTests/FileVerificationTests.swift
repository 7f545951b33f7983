import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

/// Files are as provable, and as forgettable, as what they belong to.
@Suite struct FileVerificationTests {
    private func attach(_ text: String, to owner: Reference, _ test: TestCity) async throws -> String {
        let file = try SpooledFile(name: "a.txt")
        try file.append(Array(text.utf8))
        let kept = try await Files(test.city).keep(file)
        return try await test.store.write(as: .operatorAtConsole, "test.addPaper") { db, changes in
            try Attachment.add(kept, to: owner, by: .operatorAtConsole, at: TestCity.now, db, &changes)
        }
    }

    @Test(arguments: TestCity.engines)
    func aChangedFileIsFound(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            _ = try await attach("服務市民", to: Reference("test/paper", "a"), test)
            let other = try await attach("服務", to: Reference("test/paper", "a"), test)
            try await test.settleLedger()
            let good = try await test.verify()
            #expect(good.isGood && good.files == 2)
            let hash = try #require(try await test.store.read { try Attachment.find(other, $0) }).file.hash
            try await test.tamper("UPDATE file_piece SET bytes = \(Array("壞的".utf8)) WHERE file = \(hash)")
            #expect(try await test.verify().findings == [.changedFile(hash: hash)])
            try await test.tamper("DELETE FROM file_piece WHERE file = \(hash)")
            #expect(try await test.verify().findings == [.changedFile(hash: hash)])
            try await test.tamper("UPDATE attachment SET name = 'b.txt' WHERE id = \(other)")
            #expect(
                try await test.verify().findings.contains {
                    if case .changedRecord("kernel/attachment/\(other)", _) = $0 { true } else { false }
                })
        }
    }

    @Test(arguments: TestCity.engines)
    func aPersonsFilesGoWithThePerson(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let person = try await test.add("chen", .citizen, at: "city")
            let (own, others) = (
                try await attach("身分證影本", to: Reference("kernel/person", person), test),
                try await attach("公文", to: Reference("test/paper", "a"), test)
            )
            let key = try await test.settleLedger()
            _ = try await PersonErasure(test.city).run(person, basis: "個資法第11條第3項", as: .operatorAtConsole)
            try await test.settleLedger(key)
            let (gone, kept, pieces) = try await test.store.read { db in
                (try Attachment.find(own, db), try Attachment.find(others, db), try db.all("SELECT file FROM file_piece").count)
            }
            #expect(gone == nil && kept != nil && pieces == 1)
            let report = try await test.verify()
            #expect(report.findings == [] && report.erased == 2)
        }
    }
}
