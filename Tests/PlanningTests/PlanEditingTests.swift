import Formats
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

/// Sections of a draft, written by several people at once.
@Suite struct PlanEditingTests {
    private func section(_ id: String, _ office: PlanningOffice) async throws -> PlanSection {
        try #require(try await PlanSection(id, of: office.content()))
    }

    private func save(_ section: PlanSection, seen: String, _ handle: String, _ office: PlanningOffice) async throws -> Plan.Edit {
        try await Plan.save(section, of: PlanningOffice.draft, seen: seen, by: office.person(handle), in: office.city.city)
    }

    @Test(arguments: TestCity.engines)
    func linesKeepTheirKeysAndNewOnesGetKeysNoLineEverHad(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            var goal = try await section("g1", office)
            let seen = goal.digest
            goal.rows.swapAt(0, 1)
            goal.rows.append(.init(key: "", values: ["text": "公開資料。"]))
            guard case .saved = try await save(goal, seen: seen, "officer", office) else {
                Issue.record("not saved")
                return
            }
            let items = try await office.content().items(of: "g1")
            #expect(items.map(\.id) == ["g1-2", "g1-1", "g1-3"])
            #expect(items.map(\.number) == [1, 2, 3])
            #expect(items.map(\.text) == ["廣納意見。", "整合政策。", "公開資料。"])
            // The third goes again; its key is given to nothing else.
            goal = try await section("g1", office)
            let second = goal.digest
            goal.rows[2] = .init(key: "", values: ["text": "別的事。"])
            guard case .saved = try await save(goal, seen: second, "officer", office) else {
                Issue.record("not saved")
                return
            }
            #expect(try await office.content().items(of: "g1").map(\.id) == ["g1-2", "g1-1", "g1-4"])
            // What everyone reads is as it was.
            #expect(try await office.content(PlanningOffice.plan).items(of: "g1").map(\.text) == ["整合政策。", "廣納意見。"])
        }
    }

    @Test(arguments: TestCity.engines)
    func whoeverSavesSecondSeesTheOtherAndLosesNothing(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            let (officer, colleague) = (try await office.browser("officer"), try await office.browser("colleague"))
            let page = "/plans/drafts/\(PlanningOffice.draft)/sections/g1"
            let seen = try await officer.hidden("digest", on: page)
            try await #expect(colleague.get(page).text.contains("officer剛才也打開了這一節"))
            var form = [
                "do": "save", "digest": seen, "h.title": "提升效能", "h.perspective": "businessResults", "h.text": "", "r.0.key": "g1-1",
                "r.0.text": "整合跨局處政策。", "r.1.key": "g1-2", "r.1.text": "廣納意見。",
            ]
            try await #expect(officer.post(page, form, tokenFrom: page).status == 303)
            form["r.0.text"] = "整合政策與資源。"
            form["r.1.text"] = "廣納各界意見。"
            let refused = try await colleague.post(page, form, tokenFrom: page)
            #expect(refused.status == 409)
            #expect(refused.text.contains("別人存過這一節"))
            #expect(refused.text.contains("整合政策與資源。</textarea>") && refused.text.contains("廣納各界意見。</textarea>"), "mine is kept")
            #expect(refused.text.contains("採用對方的"), "and theirs can be taken")
            #expect(try await office.content().line("g1-1")?.text == "整合跨局處政策。")
            // Theirs for the first row, mine for the second.
            let now = try await section("g1", office).digest
            #expect(refused.text.contains(#"name="digest" value="\#(now)""#))
            form["digest"] = now
            form["do"] = "row.g1-1"
            let taken = try await colleague.post(page, form, tokenFrom: page)
            #expect(taken.status == 200 && taken.text.contains("整合跨局處政策。</textarea>") && taken.text.contains("廣納各界意見。</textarea>"))
            form["do"] = "save"
            form["r.0.text"] = "整合跨局處政策。"
            try await #expect(colleague.post(page, form, tokenFrom: page).status == 303)
            #expect(try await office.content().items(of: "g1").map(\.text) == ["整合跨局處政策。", "廣納各界意見。"])
        }
    }

    @Test(arguments: TestCity.engines)
    func anotherSectionIsNobodysWay(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            var (basics, priorities) = (try await section("basics", office), try await section("priorities", office))
            let seen = (basics.digest, priorities.digest)
            basics.head["mission"] = "服務每一位市民。"
            priorities.rows[0].values["title"] = "開放政府"
            guard case .saved = try await save(basics, seen: seen.0, "officer", office),
                case .saved = try await save(priorities, seen: seen.1, "colleague", office)
            else {
                Issue.record("not saved")
                return
            }
            let content = try await office.content()
            #expect(content.plan.mission == "服務每一位市民。" && content.priorities.map(\.title) == ["開放政府"])
        }
    }

    @Test(arguments: TestCity.engines)
    func onlyTheAgencysPeopleWriteAndOnlyWhileItIsTheirs(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            var basics = try await section("basics", office)
            let seen = basics.digest
            basics.head["mission"] = "別的使命。"
            for handle in ["reviewer", "mayor", "stranger"] {
                guard case .notNow = try await save(basics, seen: seen, handle, office) else {
                    Issue.record("\(handle) wrote")
                    return
                }
            }
            guard case .saved = try await save(basics, seen: seen, "agencyhead", office) else {
                Issue.record("the head may")
                return
            }
            _ = try await PlanReason.keep(["mission": "市長指示"], of: PlanningOffice.draft, by: office.person("officer"), in: office.city.city)
            try await office.act("submit", "officer")
            let digest = try await section("basics", office).digest
            guard case .notNow = try await save(basics, seen: digest, "officer", office) else {
                Issue.record("written after it was sent")
                return
            }
            let officer = try await office.browser("officer")
            let page = "/plans/drafts/\(PlanningOffice.draft)/edit"
            try await #expect(officer.get(page).location?.contains("done=locked") == true)
            // What was typed when it was sent away is not lost.
            let path = "/plans/drafts/\(PlanningOffice.draft)/sections/basics"
            let sent = ["do": "save", "digest": digest, "h.title": "計畫", "h.mission": "我寫的。", "h.vision": "願景。"]
            let answer = try await officer.post(path, sent, tokenFrom: "/account")
            #expect(answer.status == 409 && answer.text.contains("我寫的。</textarea>"))
        }
    }

    @Test(arguments: TestCity.engines)
    func theButtonsOfARowWorkWithoutScriptAndSaveNothing(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            let officer = try await office.browser("officer")
            let page = "/plans/drafts/\(PlanningOffice.draft)/sections/g1"
            var form = [
                "digest": try await officer.hidden("digest", on: page), "h.title": "提升效能", "h.perspective": "", "h.text": "", "r.0.key": "g1-1",
                "r.0.text": "甲", "r.1.key": "g1-2", "r.1.text": "乙",
            ]
            for (button, first, second) in [("down.0", "乙", "甲"), ("up.1", "乙", "甲"), ("add", "甲", "乙"), ("remove.5", "甲", "乙")] {
                form["do"] = button
                let answer = try await officer.post(page, form, tokenFrom: page).text
                let (one, two) = (
                    try #require(answer.firstRange(of: "\(first)</textarea>")), try #require(answer.firstRange(of: "\(second)</textarea>"))
                )
                #expect(one.lowerBound < two.lowerBound, "\(button)")
                #expect(answer.contains("還沒有存"))
                #expect(answer.contains(#"name="r.2.key""#) == (button == "add"), "\(button)")
            }
            form["do"] = "remove.0"
            let removed = try await officer.post(page, form, tokenFrom: page).text
            #expect(!removed.contains("甲</textarea>") && removed.contains("乙</textarea>"))
            #expect(try await office.content().items(of: "g1").count == 2)
            form["do"] = "save"
            form["r.1.text"] = ""
            let wrong = try await officer.post(page, form, tokenFrom: page)
            #expect(wrong.status == 422 && wrong.text.contains("請填寫這一欄") && wrong.text.contains("甲</textarea>"))
        }
    }

    @Test(arguments: TestCity.engines)
    func targetsAreWrittenWithTheirGoal(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            let officer = try await office.browser("officer")
            let page = "/plans/drafts/\(PlanningOffice.draft)/sections/g1.indicators"
            var form = [
                "do": "save", "digest": try await officer.hidden("digest", on: page), "r.0.key": "", "r.0.title": "學習時數", "r.0.target": "２０.５",
                "r.0.unit": "小時", "r.0.comparison": "atLeast", "r.0.text": "",
            ]
            try await #expect(officer.post(page, form, tokenFrom: page).status == 303)
            let indicator = try #require(try await office.content().indicators.first)
            #expect(indicator.target == 20.5 && indicator.line == "g1" && indicator.unit == "小時" && indicator.comparison == .atLeast)
            form["digest"] = try await officer.hidden("digest", on: page)
            form["r.0.key"] = indicator.id
            form["r.0.target"] = "很多"
            let wrong = try await officer.post(page, form, tokenFrom: page)
            #expect(wrong.status == 422 && wrong.text.contains("請填數字") && wrong.text.contains(#"value="很多""#))
        }
    }
}
