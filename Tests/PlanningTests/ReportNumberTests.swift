import Formats
import Foundation
import Indicators
import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning

/// A chapter of a real report, from its upload to values of indicators.
@Suite struct ReportNumberTests {
    private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("FormatsTests/Samples/taipei-culture.txt")
    private static let page = "/reports/rdec-103-103/numbers"

    /// A city whose officer lin has imported the chapter as the report of year 103; the indicator `visits` counts 人 a year.
    private func with(_ engine: Engine, _ body: (TestCity, Browser) async throws -> Void) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            try await city.add("chen", .officer, at: "culture")
            let begins = try #require(CivilDate(iso: "2014-01-01"))
            let indicator = Indicator(
                id: "visits", title: "參觀人數", agency: "rdec", line: nil, goal: nil, unit: "人", decimals: 0, direction: .higher, cadence: .year,
                formula: .sum, stages: [], weight: 100, metric: nil, subject: nil, method: "", source: "", begins: begins, ends: nil, isPublic: true,
                isSample: false)
            try await city.store.write(as: .operatorAtConsole, "tests.indicator") { db, changes in
                try Indicators(city.city).keep(indicator, by: .operatorAtConsole, db, &changes)
            }
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            try await upload(String(contentsOf: Self.source, encoding: .utf8), officer)
            try await body(city, officer)
        }
    }

    private func upload(_ text: String, _ browser: Browser) async throws {
        let uploaded = try await browser.upload(
            Array(text.utf8), named: "報告.txt", with: ["kind": "report", "agency": "rdec", "from": "103", "to": "103"], to: "/plans/import")
        let review = String(try #require(uploaded.location).prefix { $0 != "?" })
        let seen = try await browser.hidden("seen", on: review)
        let accepted = try await browser.post("\(review)/acceptance", ["seen": seen], tokenFrom: review)
        #expect(accepted.location?.hasPrefix("/reports/rdec-103-103?done=") == true)
    }

    private func numbers(_ city: TestCity) async throws -> [ProposedMeasurement] {
        try await city.store.read { try NumberQueries.page(of: "rdec-103-103", nil, from: 0, limit: 1000, $0).numbers }
    }

    private func number(_ value: Double, _ city: TestCity) async throws -> ProposedMeasurement {
        try #require(try await numbers(city).first { $0.value == value })
    }

    private func accept(_ number: ProposedMeasurement, _ browser: Browser, _ changes: [String: String] = [:]) async throws -> Browser.Answer {
        let values = ["title": number.title, "value": "166,511", "unit": number.unit, "indicator": "visits", "period": "2014", "reason": ""]
        return try await browser.post(
            "\(Self.page)/\(number.id)/acceptance", values.merging(changes) { $1 }, tokenFrom: "\(Self.page)?open=\(number.id)")
    }

    private func told(_ city: TestCity) async throws -> (value: Double, note: String, revision: Int)? {
        let period = try #require(Period(id: "2014"))
        return try await city.store.read { try IndicatorQueries.value(of: "visits", period, $0) }.map { ($0.value, $0.note, $0.revision) }
    }

    /// 42 numbers were counted in the chapter by eye (MeasuredSamples).
    @Test(arguments: TestCity.engines)
    func everyNumberOfTheChapterStandsBesideItsSentence(_ engine: Engine) async throws {
        try await with(engine) { city, officer in
            let found = try await numbers(city)
            #expect(found.count == 42)
            #expect(Set(found.map(\.id)).count == 42 && found.allSatisfy { $0.status == .proposed })
            let page = try await officer.get(Self.page)
            #expect(page.status == 200)
            #expect(page.text.contains("參觀人數達 <mark>16 萬 6,511 人</mark>。"))
            #expect(page.text.contains("待決定 42"))
            let csv = try await officer.get("/api/v1\(Self.page).csv")
            #expect(csv.text.contains("參觀人數,166511,人,") && csv.text.split(whereSeparator: \.isNewline).count == 43)
            let json = try await officer.get("/api/v1\(Self.page)?limit=2")
            #expect(json.text.contains(#""value":7"#) && json.text.contains(#""next":"2""#))
            let report = try await officer.get("/reports/rdec-103-103")
            #expect(report.text.contains("報告裡的數字（待決定 42）"))
            let stranger = Browser(city.site)
            _ = try await stranger.signIn("chen")
            #expect(try await stranger.get(Self.page).status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func aNumberBecomesAValueWithItsSentenceAsTheNote(_ engine: Engine) async throws {
        try await with(engine) { city, officer in
            let one = try await number(166_511, city)
            let opened = try await officer.get("\(Self.page)?open=\(one.id)")
            #expect(opened.text.contains("/indicators/new?title=") && opened.text.contains("參觀人數（人，每年填報）"))
            let answer = try await accept(one, officer)
            #expect(answer.status == 303 && answer.location?.contains("done=accepted") == true)
            let value = try #require(try await told(city))
            #expect(value.value == 166_511)
            #expect(value.note.contains("展出國際設計城市社會設計經典案例，參觀人數達 16 萬 6,511 人。"))
            let after = try await number(166_511, city)
            #expect(after.status == .accepted && after.indicator == "visits" && after.period?.id == "2014")
            // One entry tells of both.
            let entry = try await city.store.read { db in
                try db.first("SELECT changes FROM entry WHERE reason = 'planning.acceptNumber'")?.get("changes", as: String.self)
            }
            #expect(entry?.contains("planning/numbers/rdec-103-103") == true && entry?.contains("indicators/value/visits~2014") == true)
            let again = try await accept(after, officer)
            #expect(again.location?.contains("done=changed") == true)
            let undone = try await officer.post("\(Self.page)/\(one.id)/reopening", [:], tokenFrom: Self.page)
            #expect(undone.location?.contains("done=reopenedTold") == true)
            #expect(try await number(166_511, city).status == .proposed)
            #expect(try await told(city)?.value == 166_511, "an undone decision rewrites no history")
        }
    }

    @Test(arguments: TestCity.engines)
    func whatDoesNotFitIsRefusedBesideItsFieldAndNothingIsLost(_ engine: Engine) async throws {
        try await with(engine) { city, officer in
            let one = try await number(166_511, city)
            let wrong: [(changes: [String: String], says: String)] = [
                (["value": "許多"], "請填數字。"), (["unit": "人次"], "這個指標的單位是「人」"), (["indicator": "nobodys"], "請從清單中選擇。"),
                (["period": "2013"], "請從清單中選擇。"), (["title": ""], "請填寫這一欄。"),
            ]
            for (changes, says) in wrong {
                let answer = try await accept(one, officer, ["title": "我改的名字"].merging(changes) { $1 })
                #expect(answer.status == 422 && answer.text.contains(says), "\(says)")
                #expect(changes["title"] != nil || answer.text.contains("我改的名字"))
            }
            #expect(try await told(city)?.value == nil)
            #expect(try await number(166_511, city).status == .proposed)
            // A value that is there is not put right without a word.
            _ = try await accept(one, officer)
            let other = try await number(87_940, city)
            let silent = try await accept(other, officer, ["value": "87940"])
            #expect(silent.status == 422 && silent.text.contains("已經填過 166,511"))
            let said = try await accept(other, officer, ["value": "87940", "reason": "前一個是展覽的"])
            #expect(said.status == 303)
            let value = try #require(try await told(city))
            #expect(value.value == 87_940 && value.note.hasPrefix("前一個是展覽的（") && value.revision == 1)
        }
    }

    @Test(arguments: TestCity.engines)
    func importingAgainReplacesOnlyWhatIsUndecided(_ engine: Engine) async throws {
        try await with(engine) { city, officer in
            let (taken, passed) = (try await number(166_511, city), try await number(40, city))
            _ = try await accept(taken, officer)
            let declined = try await officer.post("\(Self.page)/\(passed.id)/refusal", [:], tokenFrom: Self.page)
            #expect(declined.location?.contains("done=declined") == true)
            let text = try String(contentsOf: Self.source, encoding: .utf8)
            try await upload(text.replacingOccurrences(of: "8 萬 7,940 人", with: "9 萬 1,000 人"), officer)
            let now = try await numbers(city)
            #expect(now.count == 42)
            #expect(now.first { $0.id == taken.id }?.status == .accepted && now.first { $0.id == passed.id }?.status == .declined)
            #expect(now.contains { $0.value == 91_000 } && !now.contains { $0.value == 87_940 })
            // The sentence of what was taken is gone; the decision stays, after everything else.
            try await upload(text.replacingOccurrences(of: "16 萬 6,511 人", with: "16 萬 7,222 人"), officer)
            let last = try #require(try await numbers(city).last)
            #expect(last.id == taken.id && last.status == .accepted)
        }
    }
}
