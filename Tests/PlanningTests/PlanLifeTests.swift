import Formats
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

/// From a revision to the version that everyone reads, by those whose turn it is.
@Suite struct PlanLifeTests {
    @Test(arguments: TestCity.engines)
    func aRevisionGoesThroughEveryHandAndTakesThePublishedPlansPlace(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.startChanged()
            let opened = try await office.matter()
            #expect(opened.state == "draft" && opened.lead == "rdec")
            // 24 November and thirty days.
            #expect(opened.dueAt?.taipeiDay.iso == "2026-12-24")
            try await office.act("submit", "officer")
            try await office.act("forward", "agencyhead")
            try await office.act("return", "reviewer", ["words": "請補數字"])
            try await office.act("submit", "colleague")
            try await office.act("giveBack", "agencyhead", ["words": "再看一次"])
            try await office.act("submit", "officer")
            try await office.act("forward", "agencyhead")
            try await office.act("accept", "reviewer")
            try await office.act("mayorReturn", "mayor", ["words": "再議"])
            try await office.act("accept", "reviewer")
            try await office.act("approve", "mayor")
            let ended = try await office.act("publish", "reviewer")
            #expect(ended.state == "published" && ended.ending == .done)
            let plan = try await office.content(PlanningOffice.plan).plan
            #expect(plan.version == 2 && plan.status == .published)
            try await #expect(office.city.store.read { try PlanQueries.find(PlanningOffice.draft, $0) } == nil)
            let versions = try await office.city.store.read { try PlanVersionQueries.published(of: PlanningOffice.plan, $0) }
            #expect(versions.map(\.number) == [2, 1])
            #expect(versions[0].approvedBy == .mayor && versions[0].supersededAt == nil && versions[0].digest == plan.digest)
            #expect(versions[1].approvedBy == nil && versions[1].supersededAt != nil)
        }
    }

    @Test(arguments: TestCity.engines)
    func nobodyTakesAStepThatIsNotTheirs(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.startChanged()
            for (action, handle) in [
                ("submit", "reviewer"), ("submit", "stranger"), ("forward", "officer"), ("approve", "mayor"), ("publish", "reviewer"),
            ] {
                await #expect(throws: MatterRefusal.self, "\(action) by \(handle)") { try await office.act(action, handle) }
            }
            try await office.act("submit", "officer")
            await #expect(throws: MatterRefusal.self) { try await office.act("forward", "officer") }
            await #expect(throws: MatterRefusal.self) { try await office.act("forward", "reviewer") }
            #expect(try await office.matter().state == "submitted")
        }
    }

    @Test(arguments: TestCity.engines)
    func onlyWhatWasApprovedIsPublished(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.startChanged()
            for (action, handle) in [("submit", "officer"), ("forward", "agencyhead"), ("accept", "reviewer"), ("approve", "mayor")] {
                try await office.act(action, handle)
            }
            try await office.city.store.write(as: .operatorAtConsole, "tests.change") { db, changes in
                try db.run("UPDATE plan SET digest = 'other' WHERE id = \(PlanningOffice.draft)")
                changes.append(Change(Reference("planning/plan", PlanningOffice.draft)))
            }
            await #expect(throws: MatterRefusal.self) { try await office.act("publish", "reviewer") }
            #expect(try await office.matter().state == "approved")
            #expect(try await office.content(PlanningOffice.plan).plan.version == 1)
            // And the way out: what was approved is looked at once more.
            try await office.act("reconsider", "reviewer", ["words": "內容不同"])
            try await office.act("accept", "reviewer")
            try await office.act("approve", "mayor")
            try await office.act("publish", "reviewer")
            #expect(try await office.content(PlanningOffice.plan).plan.version == 2)
        }
    }

    @Test(arguments: TestCity.engines)
    func whatIsInProcedureIsNeitherPublishedNorImportedPastIt(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.startChanged()
            let reviewer = try await office.browser("reviewer")
            let digest = try await office.content().plan.digest
            let page = "/plans/\(PlanningOffice.draft)/draft"
            try await #expect(!reviewer.get(page).text.contains("公布這份計畫"))
            let answer = try await reviewer.post("/plans/\(PlanningOffice.draft)/publication", ["digest": digest], tokenFrom: page)
            #expect(answer.headers["location"]?.contains("done=underway") == true)
            var changed = try PlanDraft(from: .init(reading: Array(PlanningOffice.text.utf8)))
            changed.mission = "別的使命"
            for publishes in [true, false] {
                let plan = PlanImport(agency: "rdec", years: 111...114, draft: changed, publishes: publishes)
                await #expect(throws: PlanImport.Refusal.self) {
                    try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: office.city.store)
                }
            }
            #expect(try await office.content(PlanningOffice.plan).plan.mission == "服務市民。")
        }
    }

    @Test(arguments: TestCity.engines)
    func stoppingTakesTheDraftAwayAndLeavesThePlan(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.startChanged()
            try await office.act("drop", "officer", ["words": "明年再修"])
            try await #expect(office.city.store.read { try PlanQueries.find(PlanningOffice.draft, $0) } == nil)
            #expect(try await office.content(PlanningOffice.plan).plan.version == 1)
            // And it can be begun again.
            try await office.start()
            #expect(try await office.content().plan.version == 2)
        }
    }

    @Test(arguments: TestCity.engines)
    func theButtonIsForThePeopleOfTheAgency(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            let page = "/plans/\(PlanningOffice.plan)"
            let (officer, reviewer) = (try await office.browser("officer"), try await office.browser("reviewer"))
            try await #expect(!Browser(office.city.site).get(page).text.contains("開始滾動修正"))
            try await #expect(!reviewer.get(page).text.contains("開始滾動修正"))
            try await #expect(reviewer.post("\(page)/revision", [:], tokenFrom: "/account").status == 403)
            try await #expect(officer.get(page).text.contains("開始滾動修正"))
            let answer = try await officer.post("\(page)/revision", [:], tokenFrom: "/account")
            #expect(answer.status == 303 && answer.headers["location"]?.hasPrefix("/matters/") == true)
            let matter = try await officer.get(#require(answer.headers["location"])).text
            #expect(matter.contains("/plans/\(PlanningOffice.draft)/draft"))
            let again = try await officer.post("\(page)/revision", [:], tokenFrom: "/account")
            #expect(again.headers["location"]?.contains("done=exists") == true)
            // Whoever approves it has to be able to read it.
            let mayor = try await office.browser("mayor")
            try await #expect(mayor.get("/plans/\(PlanningOffice.draft)/draft").text.contains("編擬中"))
            try await #expect(mayor.get("/plans/drafts").text.contains("編擬中"))
            try await #expect(office.browser("stranger").get("/plans/\(PlanningOffice.draft)/draft").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func anImportedDraftEntersTheProcedureAndIsPublishedByIt(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine, publishes: false) { office in
            let officer = try await office.browser("officer")
            let page = "/plans/\(PlanningOffice.plan)/draft"
            try await #expect(officer.get(page).text.contains("送進編審流程"))
            try await #expect(officer.post("/plans/\(PlanningOffice.plan)/life", [:], tokenFrom: page).status == 303)
            try await office.settle()
            for (action, handle) in [
                ("submit", "officer"), ("forward", "agencyhead"), ("accept", "reviewer"), ("approve", "mayor"), ("publish", "reviewer"),
            ] { try await office.act(action, handle, [:], "rdec-111-114/1") }
            let plan = try await office.content(PlanningOffice.plan).plan
            #expect(plan.status == .published && plan.version == 1)
        }
    }

    @Test(arguments: TestCity.engines)
    func everyVersionOpensAsItStood(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            var changed = try PlanDraft(from: .init(reading: Array(PlanningOffice.text.utf8)))
            changed.mission = "服務每一位市民。"
            _ = try await PlanImport(agency: "rdec", years: 111...114, draft: changed, publishes: true).run(
                as: .operatorAtConsole, at: office.time.clock.now(), in: office.city.store)
            try await office.settle()
            let visitor = Browser(office.city.site)
            let page = try await visitor.get("/plans/\(PlanningOffice.plan)/versions").text
            #expect(page.contains("第 2 版") && page.contains("第 1 版") && page.contains("現行"))
            let link = try #require(page.firstRange(of: #"/plans/rdec-111-114?as-of="#))
            let address = String(page[link.lowerBound...].prefix { $0 != "\"" })
            let past = try await visitor.get(address)
            #expect(past.status == 200 && past.text.contains("服務市民。") && !past.text.contains("服務每一位市民"))
            try await #expect(visitor.get("/plans/rdec-115-118/versions").status == 404)
        }
    }
}
