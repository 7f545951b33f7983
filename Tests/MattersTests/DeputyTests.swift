import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct DeputyTests {
    private func delegate(_ office: Office, _ principal: String, to deputy: String, agency: String? = nil) async throws {
        let (principal, deputy) = (try await office.person(principal), try await office.person(deputy))
        try await DelegationQueries.add(
            Delegation(
                id: "of-" + principal.handle, principal: principal.id, deputy: deputy.id, from: CivilDate(iso: "2026-11-24")!,
                until: CivilDate(iso: "2026-11-26")!, agency: agency, reason: "出差"),
            on: office.city.city.clock.today, as: .operatorAtConsole, to: office.city.store)
    }

    @Test(arguments: TestCity.engines) func whoStandsInForTwoSeesTheirCommonPoolOnce(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch()
            try await delegate(office, "officer", to: "stranger")
            try await delegate(office, "colleague", to: "stranger")
            #expect(try await office.inbox("stranger") { $0.view = .delegated } == [matter.id])
            let browser = Browser(office.city.site)
            _ = try await browser.signIn("stranger")
            let page = try await browser.get("/inbox?view=delegated")
            #expect(page.status == 200 && page.text.contains("1 件等您處理"))
        }
    }

    @Test(arguments: TestCity.engines) func aDelegationForOneAgencyIsForNoOther(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            try await delegate(office, "officer", to: "stranger", agency: "culture")
            #expect(try await office.actions("stranger", on: matter) == [])
            #expect(try await office.inbox("stranger") { $0.view = .delegated } == [])
        }
    }

    @Test(arguments: TestCity.engines) func aDeputyIsToldAsWell(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            try await delegate(office, "officer", to: "stranger")
            try await office.dispatch()
            let stranger = try await office.person("stranger")
            #expect(try await office.city.store.read { try NoticeQueries.unread(of: stranger.id, now: TestCity.now, $0) } == 1)
        }
    }

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
