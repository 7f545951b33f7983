import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct DeputyTests {
    @Test(arguments: TestCity.engines) func aDeputyActsAndItIsWrittenForWhom(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let (head, colleague) = (try await office.person("head"), try await office.person("colleague"))
            var matter = try await office.act("officer", "accept", on: office.dispatch())
            matter = try await office.act("officer", "propose", on: matter, ["words": "已完成。"])
            #expect(try await office.actions("colleague", on: matter) == ["comment"])
            try await DelegationQueries.add(
                Delegation(
                    id: "d1", principal: head.id, deputy: colleague.id, from: CivilDate(iso: "2026-11-24")!, until: CivilDate(iso: "2026-11-26")!,
                    agency: nil, reason: "出差"), on: office.city.city.clock.today, as: .operatorAtConsole, to: office.city.store)
            #expect(try await office.actions("colleague", on: matter) == ["approve", "return", "comment"])
            #expect(try await office.inbox("colleague") == [])
            #expect(try await office.inbox("colleague") { $0.view = .delegated } == [matter.id])
            matter = try await office.act("colleague", "approve", on: matter)
            let step = try #require(try await office.steps(matter).last)
            #expect(step.actor == colleague.reference && step.actingFor == head.reference)
            // The ledger's entry says both as well.
            let entry = try await office.city.store.read {
                try $0.first("SELECT actor, acting_for FROM entry WHERE reason = 'matters.act' AND acting_for IS NOT NULL")
            }
            #expect(try entry?.get("actor") == colleague.reference.text)
            #expect(try entry?.get("acting_for") == head.reference.text)
        }
    }
}
