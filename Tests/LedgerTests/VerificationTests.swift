import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

/// Whatever is done to the store behind the ledger is found, and where.
@Suite struct VerificationTests {
    @Test(arguments: TestCity.engines)
    func aStoreThatNobodyTouchedIsGood(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let report = try await city.verify(try await city.lastHead())
            #expect(report.findings == [])
            #expect(report.entries > 8 && report.heads == 2)
            // 28 agencies, a person, three plans with four versions, three settings and the key.
            #expect(report.records == 40)
            #expect(report.waiting == 0)
        }
    }

    @Test(arguments: TestCity.engines)
    func everyColumnOfEveryEntryIsWatched(_ engine: Engine) async throws {
        let changes: [SQL] = [
            "at = '2026-01-01T00:00:00.000Z'", "actor = 'kernel/person/somebody'", "acting_for = 'kernel/person/somebody'", "reason = 'other.reason'",
            "changes = '[{\"reference\":\"kernel/setting/other\"}]'", "id = 'other'", "salt = \([UInt8](repeating: 1, count: 32))",
        ]
        try await SealedCity.with(engine) { city, _ in
            let size = try await city.lastHead().size
            for position in 0..<size {
                for change in changes {
                    let before = try await city.store.read {
                        try #require(try $0.first("SELECT \(LedgerEntry.columns) FROM entry WHERE position = \(position)"))
                    }
                    try await city.tamper("UPDATE entry SET \(change) WHERE position = \(position)")
                    let report = try await city.verify()
                    let id = try await city.id(at: position)
                    #expect(report.findings.contains(.changedEntry(position: position, id: id)), "position \(position)")
                    let (old, at, actor): (String, String, String) = (try before.get("id"), try before.get("at"), try before.get("actor"))
                    let (reason, content): (String, String) = (try before.get("reason"), try before.get("changes"))
                    let salt: [UInt8] = try before.get("salt")
                    try await city.tamper(
                        """
                        UPDATE entry SET id = \(old), at = \(at), actor = \(actor), acting_for = NULL, reason = \(reason), changes = \(content),
                        salt = \(salt) WHERE position = \(position)
                        """)
                }
            }
            #expect(try await city.verify().isGood)
        }
    }

    @Test(arguments: TestCity.engines)
    func aDeletedEntryIsMissed(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            try await city.tamper("DELETE FROM entry WHERE position = 3")
            #expect(try await city.verify().findings.contains(.missingEntry(position: 3)))
        }
    }

    @Test(arguments: TestCity.engines)
    func deletedEntriesWhosePlacesWereClosedAreFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let size = try await city.lastHead().size
            let fourth = try await city.id(at: 4)
            try await city.tamper("DELETE FROM entry WHERE position = 3")
            for position in 4..<size { try await city.tamper("UPDATE entry SET position = \(position - 1) WHERE position = \(position)") }
            let findings = try await city.verify().findings
            #expect(findings.contains(.changedEntry(position: 3, id: fourth)))
            #expect(findings.contains(.missingEntry(position: size - 1)))
        }
    }

    @Test(arguments: TestCity.engines)
    func anInsertedEntryIsFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let size = try await city.lastHead().size
            for position in (2..<size).reversed() {
                try await city.tamper("UPDATE entry SET position = \(position + 1) WHERE position = \(position)")
            }
            try await city.tamper(
                """
                INSERT INTO entry (id, at, actor, reason, changes, position)
                VALUES ('forged', '2026-01-01T00:00:00.000Z', 'system/console', 'planning.importPlan', '[]', 2)
                """)
            let findings = try await city.verify().findings
            #expect(findings.contains(.changedEntry(position: 2, id: "forged")))
            let last = try await city.id(at: size)
            #expect(findings.contains(.extraEntry(position: size, id: last)))
        }
    }

    @Test(arguments: TestCity.engines)
    func twoEntriesThatChangedPlacesAreFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let (second, fifth) = (try await city.id(at: 2), try await city.id(at: 5))
            try await city.tamper("UPDATE entry SET position = 1000 WHERE id = \(second)")
            try await city.tamper("UPDATE entry SET position = 2 WHERE id = \(fifth)")
            try await city.tamper("UPDATE entry SET position = 5 WHERE id = \(second)")
            let findings = try await city.verify().findings
            #expect(findings.contains(.changedEntry(position: 2, id: fifth)))
            #expect(findings.contains(.changedEntry(position: 5, id: second)))
        }
    }

    /// Whoever also makes the tree anew still cannot sign: the heads tell between which two it happened.
    @Test(arguments: TestCity.engines)
    func aTreeMadeAnewDoesNotFitTheHeads(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let size = try await city.lastHead().size
            let first = try #require(try await city.store.read { try $0.first("SELECT min(size) AS size FROM ledger_head") }).get(
                "size", as: Int.self)
            let position = size - 1
            #expect(position >= first)
            try await city.tamper("UPDATE entry SET reason = 'kernel.addPerson' WHERE position = \(position)")
            try await Self.rebuild(city, size)
            let findings = try await city.verify().findings
            #expect(findings == [.otherRoot(from: first, to: size)])
        }
    }

    @Test(arguments: TestCity.engines)
    func aHeadSignedWithAnotherKeyIsFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            let last = try await city.lastHead()
            let forged = try SignedHead(origin: last.origin, size: last.size, root: .empty, at: last.at).signed(
                by: SigningKey(name: key.verifier.name))
            try await city.tamper("UPDATE ledger_head SET note = \(forged.note), root = \(forged.root.bytes) WHERE size = \(last.size)")
            #expect(try await city.verify().findings.contains(.forgedHead(size: last.size, at: last.at.description)))
        }
    }

    @Test(arguments: TestCity.engines)
    func whatWasCutOffIsMissedByAHeadKeptElsewhere(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let outside = try await city.lastHead()
            let size = outside.size
            let first = try #require(try await city.store.read { try $0.first("SELECT min(size) AS size FROM ledger_head") }).get(
                "size", as: Int.self)
            try await city.tamper("DELETE FROM ledger_head WHERE size = \(size)", "DELETE FROM entry WHERE position >= \(first)")
            try await city.tamper("DELETE FROM ledger_reference WHERE position >= \(first)")
            #expect(try await city.verify(outside).findings.contains(.behindHead(size: first, outside: size)))
        }
    }

    @Test(arguments: TestCity.engines)
    func aHeadOfAnotherLedgerIsForeign(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let last = try await city.lastHead()
            let other = try SignedHead(origin: last.origin, size: last.size, root: last.root, at: last.at).signed(by: SigningKey(name: last.origin))
            #expect(try await city.verify(other).findings == [.foreignHead])
            let lying = SignedHead(origin: last.origin, size: 2, root: .empty, at: last.at)
            #expect(try await city.verify(lying).findings == [.foreignHead])
        }
    }

    @Test(arguments: TestCity.engines)
    func aRecordChangedBehindItsEntryIsFound(_ engine: Engine) async throws {
        let plan = "planning/plan/rdec-111-114"
        let cases: [(SQL, SQL, String)] = [
            ("UPDATE plan SET mission = 'x' WHERE id = 'rdec-111-114'", "UPDATE plan SET mission = '服務全體市民。' WHERE id = 'rdec-111-114'", plan),
            (
                "UPDATE plan_line SET text = 'x' WHERE plan = 'rdec-111-114' AND id = 'g1-2'",
                "UPDATE plan_line SET text = '廣納意見。' WHERE plan = 'rdec-111-114' AND id = 'g1-2'", plan
            ),
            ("UPDATE agency SET short_name = 'x' WHERE id = 'rdec'", "UPDATE agency SET short_name = '研考會' WHERE id = 'rdec'", "kernel/agency/rdec"),
        ]
        try await SealedCity.with(engine) { city, _ in
            for (tampering, mending, reference) in cases {
                try await city.tamper(tampering)
                let findings = try await city.verify().findings
                #expect(findings.count == 1)
                guard case .changedRecord(reference, _)? = findings.first else { Issue.record("\(findings)"); continue }
                try await city.tamper(mending)
                #expect(try await city.verify().isGood)
            }
            try await city.tamper("UPDATE person SET password = 'x'")
            guard case .changedRecord? = try await city.verify().findings.first else { Issue.record("a password changed unnoticed"); return }
        }
    }

    @Test(arguments: TestCity.engines)
    func recordsThatVanishOrAppearAreFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            try await city.tamper("DELETE FROM setting WHERE id = 'web.signInAttempts'")
            try await city.tamper("INSERT INTO setting (id, valid_from, value, source) VALUES ('web.sessionHours', '2026-01-01', 99, 'x')")
            let findings = try await city.verify().findings
            #expect(findings.count == 2)
            #expect(findings.contains(.unknownRecord(reference: "kernel/setting/web.sessionHours")))
            #expect(findings.contains { if case .missingRecord("kernel/setting/web.signInAttempts", _) = $0 { true } else { false } })
        }
    }

    @Test(arguments: TestCity.engines)
    func aDamagedTreeIsFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            try await city.tamper("DELETE FROM ledger_tile WHERE level = 0")
            #expect(try await city.verify().findings == [.damagedTile(level: 0, number: 0)])
        }
    }

    @Test(arguments: TestCity.engines)
    func aDamagedIndexIsFound(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            try await city.tamper("DELETE FROM ledger_reference WHERE position = 2")
            #expect(try await city.verify().findings == [.otherIndex(position: 2)])
        }
    }

    @Test(arguments: TestCity.engines)
    func whatWaitsForItsPlaceIsReportedAndNotAFault(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            try await SealedCity.importPlan(111...114, "服務每一位市民。", city)
            try await SealedCity.importPlan(115...118, "服務市民。", city)
            let report = try await city.verify()
            #expect(report.findings == [])
            #expect(report.waiting == 2)
        }
    }

    private static func rebuild(_ city: TestCity, _ size: Int) async throws {
        let entries = try await city.store.read { try $0.all("SELECT \(LedgerEntry.columns) FROM entry ORDER BY position").map(LedgerEntry.init) }
        var tiles = Tiles { _, _ in nil }
        for (index, entry) in entries.prefix(size).enumerated() { try tiles.append(entry.leaf, at: index) }
        let bytes = tiles[Tiles.Key(level: 0, number: 0)]
        try await city.tamper("UPDATE ledger_tile SET hashes = \(bytes) WHERE level = 0 AND number = 0")
    }
}
