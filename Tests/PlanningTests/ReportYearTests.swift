import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning

/// A results report tells what became of the year's plan, as the record stood when its numbers were taken.
@Suite struct ReportYearTests {
    private static let report = "/reports/rdec-114-114"

    /// A plan of 114 with one item done, one indicator assessed at 170 of 200.
    private static func stage(_ city: TestCity) async throws -> AnnualStage {
        let stage = try await AnnualStage(city)
        try await stage.publish(114, indicators: [AnnualStage.indicator("受理件數", target: "200", weight: "100")])
        let item = try #require(try await city.store.read { try AnnualQueries.item("w1", of: "rdec-114", $0) })
        let actor = Actor(try await stage.person("lin").reference)
        try await WorkItem.report(
            "w1", .done, progress: "兩項政策已整合。", seen: SectionDigest.of(item.reportValues), in: "rdec-114", as: actor, in: city.city)
        _ = try await Assessment.begin("rdec-114", isSample: false, as: actor, in: city.city)
        try await Assessment.mark(
            "k1", .itself, actual: 170, evidence: "統計報表", remark: "", seen: SectionDigest.of(Assessment.values([:], .itself)), of: "rdec-114",
            as: actor, in: city.city)
        return stage
    }

    private static func announce(_ stage: AnnualStage) async throws {
        for (who, action) in [("lin", "submit"), ("tsai", "forward"), ("wu", "complete"), ("mayor", "decide"), ("lin", "agree"), ("wu", "announce")] {
            try await stage.act(who, action, about: Reference("planning/assessment", "rdec-114"))
        }
    }

    @Test(arguments: TestCity.engines)
    func whatBecameOfTheYearsPlanStandsUnderItsLines(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await Self.stage(city)
            try await city.settleLedger()
            let made = try await stage.officer.post("/plans/\(AnnualStage.plan)/results", ["year": "114"], tokenFrom: "/account")
            #expect(made.location == "\(Self.report)?done=made")
            let draft = try await stage.officer.get(Self.report).text
            #expect(draft.contains("2 項年度工作，完成 1 項。") && draft.contains("兩項政策已整合。") && draft.contains("1,200,000 元"))
            #expect(draft.contains("200 件 以上") && !draft.contains("170 件"), "nothing was announced yet")
            try await Self.announce(stage)
            try await city.settleLedger()
            #expect(try await !stage.officer.get(Self.report).text.contains("170 件"), "it tells what was known when its numbers were taken")
            #expect(try await stage.officer.post("\(Self.report)/refresh", [:], tokenFrom: Self.report).status == 303)
            let page = try await stage.officer.get(Self.report).text
            // 170 of 200 at a weight of 100.
            #expect(page.contains("170 件") && page.contains("85%") && page.contains("年度考核：甲等，85 分。"))
        }
    }

    @Test func programsReadIt() async throws {
        try await TestCity.with(.sqlite) { city in
            let stage = try await Self.stage(city)
            try await Self.announce(stage)
            try await city.settleLedger()
            let actor = Actor(try await stage.person("lin").reference)
            #expect(try await ReportMaking.make(AnnualStage.plan, year: 114, as: actor, in: city.city) == .made("rdec-114-114"))
            let report = try #require(try await city.store.read { try ReportQueries.find("rdec-114-114", $0) })
            try await ReportWriting.start(report, as: actor, in: city.city)
            for (who, action) in [("lin", "submit"), ("tsai", "forward"), ("wu", "accept"), ("mayor", "approve"), ("wu", "publish")] {
                try await stage.act(who, action, about: Reference("planning/report", "rdec-114-114"))
            }
            let visitor = Browser(city.site)
            let rows = try CSV.read(try await visitor.get("/api/v1/reports/rdec-114-114.csv").bytes)
            #expect(rows.first?.suffix(4) == ["light", "date", "state", "is_sample"])
            #expect(
                rows.dropFirst().map { Array($0[2...4]) } == [
                    ["measure", "planning/measure/rdec-114/k1", "受理件數"], ["item", "planning/work/rdec-114/w1", "整合政策"],
                    ["item", "planning/work/rdec-114/w2", "廣納意見"],
                ])
            #expect(rows[1][6...8] == ["200", "170", "85"] && rows[2][11] == "done" && rows[3][11] == "open")
            let json = try await visitor.get("/api/v1/reports/rdec-114-114").text
            #expect(json.contains(#""reference":"planning/work/rdec-114/w1""#) && json.contains(#""score":85"#))
        }
    }
}
