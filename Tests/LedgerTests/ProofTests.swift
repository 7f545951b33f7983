import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

/// Proofs as anyone gets and checks them.
@Suite struct ProofTests {
    @Test(arguments: TestCity.engines)
    func aPublicRecordsProofShowsWhatHappenedToItAndNoMore(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            let answer = try await Browser(city.site).get("/api/v1/ledger/proof?reference=planning%2Fplan%2Frdec-111-114")
            #expect(answer.status == 200)
            let proof = try #require(InclusionProof(json: JSON(parsing: answer.bytes)))
            #expect(proof.faults(trusted: [key.verifier]) == [])
            #expect(proof.faults(trusted: [SigningKey(name: key.verifier.name).verifier]) == [.unsigned])
            let shown = try #require(proof.entry)
            #expect(shown.disclosed.count == 1)
            #expect(shown.disclosed.first?.text.contains("\"status\":\"published\"") == true)
            #expect(shown.leafText.contains("reason planning.importPlan\n"))
            // Who did it is in the leaf, and cannot be read from it.
            #expect(!answer.text.contains("system/console"))
        }
    }

    @Test(arguments: TestCity.engines)
    func anItemsProofIsItsPlans(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let browser = Browser(city.site)
            let item = try await browser.get("/api/v1/ledger/proof?reference=planning%2Fitem%2Frdec-111-114%2Fg1-2")
            let plan = try await browser.get("/api/v1/ledger/proof?reference=planning%2Fplan%2Frdec-111-114")
            #expect(item.status == 200 && item.bytes == plan.bytes)
            #expect(try await browser.get("/api/v1/ledger/proof?reference=planning%2Fitem%2Frdec-111-114%2Fg9-9").status == 404)
        }
    }

    /// What is not public has no public proof, and nothing tells whether it exists.
    @Test(arguments: TestCity.engines)
    func aDraftAndAPersonHaveNoPublicProof(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            try await city.tamper("UPDATE plan SET status = 'draft' WHERE id = 'rdec-103-106'")
            let person: String = try #require(try await city.store.read { try $0.first("SELECT id FROM person") }).get("id")
            let browser = Browser(city.site)
            for reference in ["planning/plan/rdec-103-106", "planning/plan/rdec-999-999", "kernel/person/\(person)", "kernel/agency/rdec"] {
                let query = reference.replacingOccurrences(of: "/", with: "%2F")
                #expect(try await browser.get("/api/v1/ledger/proof?reference=\(query)").status == 404, "\(reference)")
            }
            #expect(try await browser.get("/api/v1/ledger/proof?reference=nonsense").status == 400)
        }
    }

    @Test(arguments: TestCity.engines)
    func anEntrysProofIsHashesAlone(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            let id = try await city.id(at: 4)
            let answer = try await Browser(city.site).get("/api/v1/ledger/entries/\(id)/proof")
            let proof = try #require(InclusionProof(json: JSON(parsing: answer.bytes)))
            #expect(proof.position == 4 && proof.entry == nil && proof.faults(trusted: [key.verifier]) == [])
            #expect(try await Browser(city.site).get("/api/v1/ledger/entries/019e0000-0000-7000-8000-000000000000/proof").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func whateverIsChangedInAProofBreaksIt(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            let text = try await Browser(city.site).get("/api/v1/ledger/proof?reference=planning%2Fplan%2Frdec-111-114").text
            let changes: [(String, String, ProofFault)] = [
                ("\"position\":9", "\"position\":8", .notIncluded), ("published", "destroyed", .otherPart),
                ("planning.importPlan", "planning.dropPlans", .otherEntry),
                ("\\n10\\n", "\\n11\\n", .unsigned),
            ]
            for (old, new, fault) in changes {
                let changed = text.replacingOccurrences(of: old, with: new)
                #expect(changed != text, "\(old) is not in \(text)")
                let proof = try #require(InclusionProof(json: JSON(parsing: Array(changed.utf8))), "\(old)")
                #expect(proof.faults(trusted: [key.verifier]).contains(fault), "\(old)")
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func anyTwoSizesAreConsistent(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            let size = try await city.lastHead().size
            let browser = Browser(city.site)
            for first in 1...size {
                for second in first...size {
                    let answer = try await browser.get("/api/v1/ledger/consistency?first=\(first)&second=\(second)")
                    let proof = try #require(ConsistencyProof(json: JSON(parsing: answer.bytes)))
                    #expect(proof.faults(trusted: [key.verifier]) == [])
                }
            }
            #expect(try await browser.get("/api/v1/ledger/consistency?first=\(size + 1)").status == 404)
            #expect(try await browser.get("/api/v1/ledger/consistency?first=0").status == 400)
        }
    }

    @Test(arguments: TestCity.engines)
    func pagesCarryTheSealOfTheirLastChange(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, _ in
            let browser = Browser(city.site)
            for path in ["/plans/rdec-111-114", "/plans/rdec-111-114/goals/g1", "/plans/rdec-111-114/items/g1-2"] {
                let page = try await browser.get(path).text
                #expect(page.contains("yk-seal") && page.contains("紀錄簿第 9 筆"), "\(path)")
                #expect(page.contains("/api/v1/ledger/proof?reference=planning%2Fplan%2Frdec-111-114"))
            }
            try await SealedCity.importPlan(115...118, "服務市民。", city)
            #expect(try await !browser.get("/plans/rdec-115-118").text.contains("yk-seal"), "what has no place yet has no seal")
        }
    }

    @Test(arguments: TestCity.engines)
    func headsAreOfferedToPeopleAndPrograms(_ engine: Engine) async throws {
        try await SealedCity.with(engine) { city, key in
            let browser = Browser(city.site)
            let head = try await city.lastHead()
            let note = try await browser.get("/api/v1/ledger/checkpoint").text
            #expect(SignedHead(note: note) == head && head.isSigned(by: key.verifier))
            let page = try await browser.get("/ledger").text
            #expect(page.contains(head.root.base64) && page.contains(key.verifier.description.replacingOccurrences(of: "+", with: "+")))
            let list = try JSON(parsing: try await browser.get("/api/v1/ledger/heads?limit=1").bytes)
            #expect(list["items"]?[0]?["size"] == .int(Int64(head.size)))
            #expect(try await browser.get("/ledger/feed").text.contains("<updated>\(head.at)</updated>"))
        }
    }
}
