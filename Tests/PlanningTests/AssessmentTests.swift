import Foundation
import Indicators
import Kernel
import Markup
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

/// A year assessed three times, objected to, and announced.
@Suite struct AssessmentTests {
    private static let subject = Reference("planning/assessment", "rdec-114")

    private static func mark(_ browser: Browser, _ indicator: String, _ actual: String, _ words: String = "") async throws -> Browser.Answer {
        let page = "/desk/assessments/rdec-114/marks/\(indicator)"
        return try await browser.post(
            page, ["actual": actual, "evidence": "統計報表", "remark": words, "seen": try await browser.hidden("seen", on: page)], tokenFrom: page)
    }

    private static func begin(_ stage: AnnualStage) async throws {
        try await stage.publish(
            114,
            indicators: [
                AnnualStage.indicator("受理件數", target: "200", weight: "60"),
                AnnualStage.indicator("等候分鐘", target: "10", weight: "40", with: ["direction": "atMost"]),
            ])
        let begun = try await stage.officer.post("/desk/assessments", ["annual": "rdec-114"], tokenFrom: "/account")
        #expect(begun.location == "/desk/assessments/rdec-114")
    }

    @Test(arguments: TestCity.engines)
    func fromSelfAssessmentToTheGrade(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await Self.begin(stage)
            #expect(try await Self.mark(stage.officer, "k1", "180").status == 303)
            await #expect(throws: MatterRefusal.self, "one indicator is missing") { try await stage.act("lin", "submit", about: Self.subject) }
            #expect(try await Self.mark(stage.officer, "k2", "八").status == 422)
            #expect(try await Self.mark(stage.officer, "k2", "8").status == 303)
            // Only who is at it writes: not the commission yet, and not strangers at all.
            #expect(try await Self.mark(stage.reviewer, "k1", "1").status == 403)
            #expect(try await Self.mark(stage.stranger, "k1", "1").status == 404)
            try await stage.act("lin", "submit", about: Self.subject)
            #expect(try await Self.mark(stage.officer, "k1", "200").status == 403, "it was handed in")
            try await stage.act("tsai", "forward", about: Self.subject)
            #expect(try await Self.mark(stage.reviewer, "k1", "150", "有 30 件不符定義").status == 303)
            try await stage.act("wu", "complete", about: Self.subject)
            try await stage.act("mayor", "decide", about: Self.subject)

            let sheet = try #require(try await city.store.read { try AssessmentQueries.sheet("rdec-114", city.city.settings, $0) })
            // 60 × 180/200 + 40 × min(10/8, 1) = 54 + 40; then 60 × 150/200 + 40 = 45 + 40.
            #expect(sheet.total(.itself) == 94 && sheet.total(.initial) == 85 && sheet.total(.final) == 85)
            #expect(sheet.light(sheet.content.indicators[0], .final) == .bad && sheet.light(sheet.content.indicators[1], .final) == .ok)
            await #expect(throws: MatterRefusal.self, "the agency may still object") { try await stage.act("wu", "close", about: Self.subject) }
            try await stage.act("lin", "object", "30 件符合定義，附清冊。", about: Self.subject)
            try await stage.act("wu", "reassess", "採納 15 件", about: Self.subject)
            #expect(try await Self.mark(stage.mayor, "k1", "165").status == 303)
            try await stage.act("mayor", "decide", about: Self.subject)
            try await stage.act("lin", "agree", about: Self.subject)
            #expect(try await Browser(city.site).get("/assessments/rdec-114").status == 404)
            try await stage.act("wu", "announce", about: Self.subject)

            // 60 × 165/200 + 40 = 49.5 + 40.
            let found = try #require(try await city.store.read { try AssessmentQueries.announced("rdec-114", $0) })
            #expect(found.total == 89.5 && found.grade == .good)
            let visitor = Browser(city.site)
            let page = try await visitor.get("/assessments/rdec-114").text
            #expect(page.contains("甲等，89.5 分") && page.contains("有 30 件不符定義") && page.contains("94") && page.contains("85"))
            #expect(try await visitor.get("/assessments").text.contains("89.5"))
            #expect(try await visitor.get("/annual-plans/rdec-114").text.contains("甲等，89.5 分"))
            let csv = try await visitor.get("/api/v1/assessments/rdec-114.csv").text
            #expect(csv.contains("k1,受理件數,60,200,件,final,165,82.50,warn,49.50,"))
            #expect(try await visitor.get("/assessments/rdec-114/document").bytes.prefix(2) == [0x50, 0x4B])
            // What missed its target is proposed for the next year.
            _ = try await stage.make(115)
            let proposals = try await city.store.read { try CarryOver.all(of: "rdec-115", $0) }
            #expect(proposals.map(\.source.text).filter { $0.hasPrefix("planning/measure") } == ["planning/measure/rdec-114/k1"])
        }
    }

    @Test(arguments: TestCity.engines)
    func anObjectionComesTooLateAfterItsDays(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await Self.begin(stage)
            for indicator in ["k1", "k2"] { #expect(try await Self.mark(stage.officer, indicator, "10").status == 303) }
            for (who, action) in [("lin", "submit"), ("tsai", "forward"), ("wu", "complete"), ("mayor", "decide")] {
                try await stage.act(who, action, about: Self.subject)
            }
            // Ten days from 24 November end on 4 December, a Friday.
            let day = TestCity.now.adding(seconds: 86_400)
            let late = day.adding(seconds: 10 * 86_400)
            await #expect(throws: MatterRefusal.self) { try await stage.act("lin", "object", "太晚了", about: Self.subject, at: late) }
            await #expect(throws: MatterRefusal.self) { try await stage.act("wu", "close", about: Self.subject, at: day.adding(seconds: 8 * 86_400)) }
            try await stage.act("wu", "close", about: Self.subject, at: late)
        }
    }

    @Test func bothProceduresCanRun() {
        #expect(AnnualLife.procedure.faults == [] && AssessmentProcedure.procedure.faults == [])
    }

    @Test(arguments: TestCity.engines)
    func aYearThatGoesOnIsNotAssessed(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await stage.publish(115, indicators: [AnnualStage.indicator("受理件數", target: "90", weight: "100")])
            let early = try await stage.officer.post("/desk/assessments", ["annual": "rdec-115"], tokenFrom: "/account")
            #expect(early.status == 409 && early.text.contains("這一年還沒有結束，不能考核。"))
        }
    }
}
