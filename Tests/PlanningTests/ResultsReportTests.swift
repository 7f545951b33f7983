import Formats
import Foundation
import Indicators
import Kernel
import Ledger
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

@Suite struct ResultsReportTests {
    private static let report = "rdec-114-114"
    private static let goal = Reference("planning/goal", "rdec-111-114/g1")

    /// An indicator of the first goal with two values of 114 (2025) and one of 115.
    private static func measure(_ office: PlanningOffice) async throws -> Indicator {
        let begins = try #require(CivilDate(iso: "2025-01-01"))
        let indicator = Indicator(
            id: "hours", title: "學習時數", agency: "rdec", line: goal, goal: goal, unit: "小時", decimals: 0, direction: .higher, cadence: .halfYear,
            formula: .sum, stages: [], weight: 100, metric: nil, subject: nil, method: "", source: "", begins: begins, ends: nil, isPublic: true,
            isSample: true)
        let city = office.city.city
        try await city.store.write(as: .operatorAtConsole, "test") { db, changes in
            try Indicators(city).keep(indicator, by: .operatorAtConsole, db, &changes)
            try Indicators(city).setTarget(20, for: 2025, of: indicator, db, &changes)
            for (period, value) in [("2025-H1", 9.0), ("2025-H2", 7.0), ("2026-H1", 50.0)] {
                try Indicators(city).tell(.init(value: value), of: try #require(Period(id: period)), for: indicator, db, &changes)
            }
        }
        try await office.settle()
        return indicator
    }

    private static func make(_ office: PlanningOffice, year: Int = 114) async throws -> ReportMaking.Outcome {
        try await ReportMaking.make(
            PlanningOffice.plan, year: year, as: Actor(office.person("officer").reference), in: office.city.city)
    }

    @Test(arguments: TestCity.engines)
    func aReportHasAChapterAGoalAndReadsItsNumbersFromTheRecord(engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            let indicator = try await Self.measure(office)
            #expect(try await Self.make(office) == .made(Self.report))
            #expect(try await Self.make(office) == .isThere(Self.report))
            #expect(try await Self.make(office, year: 115) == .otherYears(111...114))
            let lines = try await office.city.store.read { try ReportQueries.lines(of: Self.report, $0) }
            #expect(lines.map(\.title) == ["前言", "提升效能", "整合政策", "廣納意見", "檢討與展望"])
            #expect(lines.map(\.label) == ["", "一", "一.1", "一.2", ""])
            #expect(lines[1].about == Self.goal)
            // Told after the numbers were taken: the report does not move until somebody takes them anew.
            let city = office.city.city
            try await city.store.write(as: .operatorAtConsole, "test") { db, changes in
                try Indicators(city).tell(.init(value: 11, note: "漏計"), of: try #require(Period(id: "2025-H2")), for: indicator, db, &changes)
            }
            try await office.settle()
            let officer = try await office.browser("officer")
            let before = try await officer.get("/reports/\(Self.report)").text
            // 9 + 7 of 20.
            #expect(before.contains("16 小時") && before.contains("80.0%") && !before.contains("50 小時"))
            #expect(try await officer.post("/reports/\(Self.report)/refresh", [:], tokenFrom: "/reports/\(Self.report)").status == 303)
            let after = try await officer.get("/reports/\(Self.report)").text
            #expect(after.contains("20 小時") && after.contains("100.0%"))
        }
    }

    @Test func nobodyWritesOverAColleague() async throws {
        try await PlanningOffice.with(.sqlite) { office in
            _ = try await Self.make(office)
            let (first, second) = (try await office.browser("officer"), try await office.browser("colleague"))
            let address = "/reports/\(Self.report)/sections/s2"
            func seen(_ browser: Browser) async throws -> String {
                let page = try await browser.get(address).text
                return try #require(page.firstMatch(of: /name="seen" value="([^"]+)"/)).1.description
            }
            let (one, two) = (try await seen(first), try await seen(second))
            #expect(try await first.post(address, ["text": "完成整合。", "seen": one], tokenFrom: address).status == 303)
            let refused = try await second.post(address, ["text": "我寫的。", "seen": two], tokenFrom: address)
            #expect(refused.status != 303)
            #expect(refused.text.contains("完成整合。") && refused.text.contains("我寫的。"))
            #expect(try await office.city.store.read { try ReportQueries.lines(of: Self.report, $0)[1].text } == "完成整合。")
            // The people of another agency, and the commission's reviewers, read and do not write.
            #expect(try await office.browser("stranger").get(address).status == 404)
            #expect(try await office.browser("reviewer").get(address).status == 403)
        }
    }

    @Test(arguments: TestCity.engines)
    func itIsPublishedByThoseWhoHaveToSeeIt(engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            _ = try await Self.measure(office)
            _ = try await Self.make(office)
            let visitor = Browser(office.city.site)
            #expect(try await visitor.get("/results/\(Self.report)").status == 404)
            let officer = try await office.browser("officer")
            #expect(try await officer.post("/reports/\(Self.report)/life", [:], tokenFrom: "/reports/\(Self.report)").status == 303)
            try await office.settle()
            for (action, who) in [
                ("submit", "officer"), ("forward", "agencyhead"), ("accept", "reviewer"), ("approve", "mayor"), ("publish", "reviewer"),
            ] {
                let matter = try #require(
                    try await office.city.store.read { try MatterQueries.about(Reference("planning/report", Self.report), $0).first })
                let move = Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: [:]))
                _ = try await Matters(office.city.city).act(move, by: office.person(who))
                try await office.settle()
                // On nobody else's desk may it be changed.
                #expect(try await officer.get("/reports/\(Self.report)/sections/s1").status == 409)
            }
            let page = try await visitor.get("/results/\(Self.report)")
            #expect(page.status == 200 && page.text.contains("16 小時") && page.text.contains("示範資料"))
            #expect(try await visitor.get("/results").text.contains("/results/\(Self.report)"))
            #expect(try await visitor.get("/results/books/114").text.contains("學習時數"))
            let csv = try CSV.read(try await visitor.get("/api/v1/reports/\(Self.report).csv").bytes)
            #expect(csv.count == 2 && csv[1].contains("indicators/indicator/hours") && csv[1].contains("16"))
            let odt = try await visitor.get("/results/\(Self.report)/report.odt")
            #expect(odt.status == 200 && odt.bytes.starts(with: [0x50, 0x4B, 3, 4]))
        }
    }

    @Test func picturesSayHowLargeTheyAre() {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0x40, 0, 0, 0, 0xF0, 8, 2]
        let size = PictureSize(png)
        #expect(size?.width == 320 && size?.height == 240)
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 0x64, 0, 0xC8, 1, 1, 0x11, 0, 0xFF, 0xD9]
        let other = PictureSize(jpeg)
        #expect(other?.width == 200 && other?.height == 100)
        #expect(PictureSize(Array(jpeg.prefix(9))) == nil && PictureSize([]) == nil && PictureSize(Array("%PDF".utf8)) == nil)
    }
}
