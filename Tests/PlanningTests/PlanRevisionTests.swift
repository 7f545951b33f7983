import Formats
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

/// Reasons and comments on the way, and what everyone can compare afterwards.
@Suite struct PlanRevisionTests {
    private func edit(_ office: PlanningOffice, _ id: String, _ change: (inout PlanSection) -> Void) async throws {
        var section = try #require(try await PlanSection(id, of: office.content()))
        let seen = section.digest
        change(&section)
        let edit = try await Plan.save(section, of: PlanningOffice.draft, seen: seen, by: office.person("officer"), in: office.city.city)
        guard case .saved = edit else {
            Issue.record("not saved")
            return
        }
    }

    private func reasons(_ office: PlanningOffice, _ reasons: [String: String]) async throws {
        try await #expect(PlanReason.keep(reasons, of: PlanningOffice.draft, by: office.person("officer"), in: office.city.city))
    }

    /// The second item goes, a third comes, and the mission says more.
    private func revise(_ office: PlanningOffice) async throws {
        try await office.start()
        try await edit(office, "basics") { $0.head["mission"] = "服務每一位市民。" }
        try await edit(office, "g1") { section in
            section.rows.remove(at: 1)
            section.rows.append(.init(key: "", values: ["text": "公開資料。"]))
        }
    }

    @Test(arguments: TestCity.engines)
    func aChangedLineWithoutAReasonIsNotSent(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await revise(office)
            try await reasons(office, ["mission": "納入全體市民", "g1-3": "新增"])
            do {
                try await office.act("submit", "officer")
                Issue.record("sent without a reason")
            } catch MatterRefusal.because(let phrase) {
                #expect(phrase.key == "有 {} 項改了還沒有寫理由：{}。請先在「修正理由」寫好。")
            }
            let officer = try await office.browser("officer")
            let page = "/plans/\(PlanningOffice.draft)/reasons"
            try await #expect(officer.get(page).text.contains("改變 3 項，還沒有理由的 1 項"))
            try await #expect(officer.post(page, ["why.g1-2": "已併入他項", "why.unknown": "沒有這一項"], tokenFrom: page).status == 303)
            let kept = try await office.city.store.read { try PlanReason.all(of: ["rdec-111-114/2"], $0) }
            #expect(kept == ["mission": "納入全體市民", "g1-3": "新增", "g1-2": "已併入他項"])
            try await office.act("submit", "officer")
            #expect(try await office.matter().state == "submitted")
        }
    }

    @Test(arguments: TestCity.engines)
    func nothingChangedIsNothingToSend(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            await #expect(throws: MatterRefusal.self) { try await office.act("submit", "officer") }
        }
    }

    @Test(arguments: TestCity.engines)
    func whatIsSaidAboutALineIsAnsweredBeforeThePlanIsAccepted(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await revise(office)
            try await reasons(office, ["mission": "納入全體市民", "g1-3": "新增", "g1-2": "併入"])
            try await office.act("submit", "officer")
            let (officer, reviewer) = (try await office.browser("officer"), try await office.browser("reviewer"))
            let page = "/plans/\(PlanningOffice.draft)/comments"
            let early = try await reviewer.post(page, ["line": "g1-3", "text": "太早"], tokenFrom: "/account")
            #expect(early.status == 409 && early.text.contains("太早"))
            try await office.act("forward", "agencyhead")
            await #expect(throws: MatterRefusal.self, "a return says why") { try await office.act("return", "reviewer") }
            try await #expect(reviewer.post(page, ["line": "g1-3", "text": "請寫出資料集數"], tokenFrom: page).status == 303)
            try await #expect(reviewer.post(page, ["line": "", "text": " "], tokenFrom: page).status == 422)
            await #expect(throws: MatterRefusal.self, "one is open") { try await office.act("accept", "reviewer") }
            try await office.act("return", "reviewer")
            let draft = try await officer.get("/plans/\(PlanningOffice.draft)/draft").text
            #expect(draft.contains("請寫出資料集數") && draft.contains("待答復"))
            let comment = try #require(try await office.city.store.read { try PlanComment.all(of: "rdec-111-114/2", $0).first })
            try await #expect(officer.post("\(page)/\(comment.id)", ["reply": "answer", "text": ""], tokenFrom: page).status == 422)
            try await #expect(officer.post("\(page)/\(comment.id)", ["reply": "settle"], tokenFrom: page).status == 409)
            try await #expect(officer.post("\(page)/\(comment.id)", ["reply": "answer", "text": "已補 30 個"], tokenFrom: page).status == 303)
            try await office.act("submit", "officer")
            try await office.act("forward", "agencyhead")
            let list = try await reviewer.get("/api/v1/plans/\(PlanningOffice.draft)/comments").text
            #expect(list.contains(#""status":"answered""#) && list.contains("已補 30 個") && list.contains(#""line":"g1-3""#))
            try await #expect(reviewer.get("/api/v1/plans/\(PlanningOffice.draft)/comments.csv").text.contains("已補 30 個"))
            try await office.act("accept", "reviewer")
            // They stay with the version when the draft is gone, and are no citizen's business.
            try await office.act("approve", "mayor")
            try await office.act("publish", "reviewer")
            try await #expect(reviewer.get("/plans/\(PlanningOffice.plan)/comments").text.contains("請寫出資料集數"))
            try await #expect(Browser(office.city.site).get("/plans/\(PlanningOffice.plan)/comments").status != 200)
        }
    }

    @Test(arguments: TestCity.engines)
    func everyoneComparesTwoVersionsWithTheReasons(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await revise(office)
            try await reasons(office, ["mission": "納入全體市民", "g1-3": "新增開放資料", "g1-2": "併入他項"])
            for (action, handle) in [
                ("submit", "officer"), ("forward", "agencyhead"), ("accept", "reviewer"), ("approve", "mayor"), ("publish", "reviewer"),
            ] { try await office.act(action, handle) }
            let visitor = Browser(office.city.site)
            let path = "/plans/\(PlanningOffice.plan)/versions/1/2"
            let page = try await visitor.get(path)
            #expect(page.status == 200)
            for said in ["納入全體市民", "新增開放資料", "併入他項", "<ins>公開資料。</ins>", "<del>廣納意見。</del>", "<ins>每一位</ins>"] {
                #expect(page.text.contains(said), "\(said)")
            }
            let csv = try await visitor.get("\(path).csv").text
            #expect(csv.contains("g1-2,removed,廣納意見。,,併入他項"))
            #expect(csv.contains("mission,changed,服務市民。,服務每一位市民。,納入全體市民"))
            #expect(!csv.contains("g1-1"), "what is the same is not listed")
            #expect(csv.split(separator: "\r\n").count == 1 + 3, "the header, 使命, one line new, one gone")
            try await #expect(visitor.get("\(path).json?all=1").text.contains(#""id":"g1-1","change":"same""#))
            for wrong in ["2/1", "1/3", "0/1", "x/y"] {
                try await #expect(visitor.get("/plans/\(PlanningOffice.plan)/versions/\(wrong)").status == 404, "\(wrong)")
            }
            // A line that is gone keeps its address.
            let gone = try await visitor.get("/plans/\(PlanningOffice.plan)/items/g1-2")
            #expect(gone.status == 410 && gone.text.contains("廣納意見。") && gone.text.contains("併入他項") && gone.text.contains("第 2 版沒有這一項"))
            let link = try #require(gone.text.firstRange(of: "/plans/rdec-111-114/items/g1-2?as-of="))
            let then = try await visitor.get(String(gone.text[link.lowerBound...].prefix { $0 != "\"" }))
            #expect(then.status == 200 && then.text.contains("廣納意見。"))
            try await #expect(visitor.get("/plans/\(PlanningOffice.plan)/items/g1-9").status == 404)
        }
    }
}
