import Formats
import Foundation
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Monitoring

/// Minutes from the upload to directives in the inboxes of their agencies. The tests' today is 2026-11-24.
@Suite struct MinutesJourneyTests {
    private static let text = """
        臺南市政府第698次市政會議紀錄
        時間：115年11月23日（星期一）上午9時
        主席：市長
        壹、報告事項
        一、水利局：排水改善
        主席裁示：
        （一）請水利局於115年12月10日前完成清淤，並請環保局協助。
        （二）請下水道工程隊一週內提報人力。
        （三）餘洽悉。
        二、文化局：場地開放
        主席裁示：請文化局檢討收費。
        """

    private static let path = "/directives/minutes"

    private func with(_ engine: Engine, _ body: (TestCity, _ reviewer: Browser) async throws -> Void) async throws {
        try await TestCity.with(engine) { city in
            try await city.importCalendars("115")
            for (handle, role, agency) in [("wu", Role.reviewer, "rdec"), ("lin", .officer, "water-resources")] {
                try await city.add(handle, role, at: agency)
            }
            let reviewer = Browser(city.site)
            #expect(try await reviewer.signIn("wu").status == 303)
            try await body(city, reviewer)
        }
    }

    private func upload(
        _ reviewer: Browser, _ text: String = text, _ values: KeyValuePairs<String, String> = ["source": "municipal", "public": "no"]
    ) async throws
        -> Browser.Answer
    {
        try await reviewer.upload(Array(text.utf8), named: "minutes.txt", with: values, to: Self.path)
    }

    /// What the three items are after an officer's work on them.
    private static let checked = [
        "p.0.on": "1", "p.0.text": "請水利局完成清淤。", "p.0.lead": "water-resources", "p.0.supporting": "環保局", "p.0.due": "2026-12-10",
        "p.1.text": "請下水道工程隊一週內提報人力。", "p.1.lead": "", "p.1.supporting": "", "p.1.due": "",
        "p.2.on": "1", "p.2.text": "請文化局檢討收費。", "p.2.lead": "culture", "p.2.supporting": "", "p.2.due": "",
    ]

    @Test(arguments: TestCity.engines)
    func fromAFileToTheInboxesAtOnce(_ engine: Engine) async throws {
        try await with(engine) { city, reviewer in
            let minutes = try #require(try await upload(reviewer).location)
            let page = try await reviewer.get(minutes).text
            #expect(page.contains("讀到 3 項") && page.contains("臺南市政府第698次市政會議紀錄") && !page.contains("餘洽悉"))
            #expect(page.contains("紀錄寫「下水道工程隊」，請選是哪一個機關。") || page.contains("請下水道工程隊一週內提報人力。"))
            #expect(page.contains(#"value="2026-12-10""#) && page.contains(#"value="環保局""#))

            let values = Self.checked.merging(["revision": "1", "due": "2026-12-20", "do": "dispatch"]) { $1 }
            let sent = try await reviewer.post(minutes, values, tokenFrom: minutes)
            #expect(sent.location == "\(minutes)?done=dispatched")
            let rows = try await city.store.read { db in
                try db.all(
                    "SELECT matter.id, matter.lead, matter.due_at, matter.state, matter.parent, matter.title FROM matter ORDER BY matter.number"
                )
                .map {
                    (
                        try $0.get("lead", as: String.self), try $0.get("due_at", as: Instant.self).taipeiDay.iso,
                        try $0.optional("parent", as: String.self)
                    )
                }
            }
            #expect(rows.filter { $0.2 == nil }.map { "\($0.0) \($0.1)" }.sorted() == ["culture 2026-12-21", "water-resources 2026-12-10"])
            #expect(rows.filter { $0.2 != nil }.map(\.0) == ["environment"], "who supports is asked for a part")
            let entries = try await city.store.read { try $0.all("SELECT id FROM entry WHERE reason = 'monitoring.dispatchMinutes'").count }
            #expect(entries == 1, "all at once: one transaction")
            let done = try await reviewer.get(minutes).text
            #expect(done.contains("不列管") && done.contains("請文化局檢討收費。"))

            let again = try await reviewer.post(minutes, values, tokenFrom: Self.path)
            #expect(again.status == 409, "nothing is dispatched twice")

            let officer = Browser(city.site)
            #expect(try await officer.signIn("lin").status == 303)
            #expect(try await officer.get("/inbox").text.contains("請水利局完成清淤。"))
            #expect(try await officer.get(Self.path).status == 403)
            let list = try await officer.get("/directives?agency=water-resources")
            #expect(list.status == 200 && list.text.contains("請水利局完成清淤。") && !list.text.contains("請文化局檢討收費。"))
            #expect(try await officer.get("/directives?light=late").text.contains("沒有這樣的事項"))
            let csv = try await officer.get("/directives.csv").text
            #expect(csv.contains("請文化局檢討收費。") && csv.contains("市政會議") && csv.contains("裁（指）示"))
            let sums = try await officer.get("/directives/statistics.csv").text.split(separator: "\r\n").map(String.init)
            #expect(sums.contains("culture,文化局,1,1,0,0,0,0,0.0,,0"))
        }
    }

    @Test(arguments: TestCity.engines)
    func whatIsMissingIsSaidAndNothingIsDispatched(_ engine: Engine) async throws {
        try await with(engine) { city, reviewer in
            let minutes = try #require(try await upload(reviewer).location)
            var values = Self.checked.merging(["revision": "1", "p.1.on": "1", "p.0.due": "2026-11-01", "p.0.supporting": "沒有局", "do": "dispatch"]) {
                $1
            }
            let refused = try await reviewer.post(minutes, values, tokenFrom: minutes)
            #expect(refused.status == 422)
            for said in ["期限不能在今天以前。", "找不到這個機關：沒有局。", "請選主辦機關。", "請填期限。"] { #expect(refused.text.contains(said)) }
            #expect(refused.text.contains("請水利局完成清淤。"), "what was typed is still there")
            #expect(try await city.store.read { try $0.all("SELECT id FROM matter").isEmpty })

            // It can be kept unfinished, and dispatched by whoever saw the latest.
            values["do"] = "keep"
            #expect(try await reviewer.post(minutes, values, tokenFrom: minutes).location == "\(minutes)?done=kept")
            let kept = try await reviewer.get(minutes).text
            #expect(kept.contains("請水利局完成清淤。") && kept.contains("沒有局") && kept.contains(#"name="revision" value="2""#))
            values["do"] = "dispatch"
            #expect(try await reviewer.post(minutes, values, tokenFrom: minutes).status == 409, "somebody has changed it since")
        }
    }

    @Test(arguments: TestCity.engines)
    func filesThatCannotBeReadAreRefusedInWords(_ engine: Engine) async throws {
        try await with(engine) { _, reviewer in
            let undated = try await upload(reviewer, "主席裁示：請文化局檢討收費。")
            #expect(undated.status == 422 && undated.text.contains("紀錄裡讀不出開會日期，請填。"))
            let dated = try await upload(
                reviewer, "主席裁示：請文化局一週內檢討收費。", ["source": "council", "public": "yes", "held": "2026-11-20", "title": "甲會議", "session": "第4屆第6次定期會"])
            let page = try await reviewer.get(try #require(dated.location)).text
            #expect(page.contains(#"value="2026-11-27""#) && page.contains("第4屆第6次定期會"))
            let empty = try await upload(reviewer, "第1次市政會議紀錄\n時間：115年11月23日\n決定：洽悉。")
            #expect(empty.status == 422 && empty.text.contains("找不到交辦的事項"))
        }
    }

    /// What a public meeting asked for is everyone's: list, feed, case; what the agency wrote is in the report to the council alone.
    @Test(arguments: TestCity.engines)
    func whatTheCouncilResolvedIsPublicAndReported(_ engine: Engine) async throws {
        try await with(engine) { city, reviewer in
            let text = "甲市議會第4屆第6次定期會第1次會議紀錄\n時間：115年11月20日\n決議：請水利局於115年12月10日前改善排水。\n附帶決議：請文化局於年底前檢討收費。\n"
            let values: KeyValuePairs = ["source": "council", "public": "yes", "session": "第4屆第6次定期會"]
            let minutes = try #require(try await upload(reviewer, text, values).location)
            let visitor = Browser(city.site)
            #expect(try await visitor.get("/resolutions").text.contains("還沒有公開的決議"), "what is only proposed is nobody's yet")
            let sent = try await reviewer.post(
                minutes,
                [
                    "revision": "1", "do": "dispatch", "p.0.on": "1", "p.0.text": "請水利局改善排水。", "p.0.lead": "water-resources", "p.0.due": "2026-12-10",
                    "p.1.on": "1", "p.1.text": "請文化局檢討收費。", "p.1.lead": "culture", "p.1.due": "2026-12-31",
                ], tokenFrom: minutes)
            #expect(sent.location == "\(minutes)?done=dispatched")
            _ = try #require(try await upload(reviewer).location)

            let list = try await visitor.get("/resolutions").text
            #expect(list.contains("請水利局改善排水。") && list.contains("附帶決議") && !list.contains("下水道工程隊"))
            let riders = try await visitor.get("/resolutions?kind=rider").text
            #expect(riders.contains("請文化局檢討收費。") && !riders.contains("請水利局改善排水。"))
            let address = try #require(list.firstRange(of: #"href="/cases/"#).map { "/cases/" + list[$0.upperBound...].prefix { $0 != "\"" } })
            #expect(try await visitor.get(address).status == 200)
            let feed = try await visitor.get("/resolutions/feed").text
            #expect(feed.contains("<title>請文化局檢討收費。</title>") && feed.contains("第4屆第6次定期會第1次會議紀錄"))

            let officer = Browser(city.site)
            #expect(try await officer.signIn("lin").status == 303)
            let inbox = try await officer.get("/inbox").text
            let matter = try #require(inbox.firstRange(of: #"href="/matters/"#).map { "/matters/" + inbox[$0.upperBound...].prefix { $0 != "\"" } })
            _ = try await officer.post("\(matter)/steps", ["action": "accept", "revision": "1"], tokenFrom: matter)
            #expect(try await officer.get("/directives/sessions").text.contains("第4屆第6次定期會"))
            let report = try await officer.get(
                "/directives/sessions/report?session=%E7%AC%AC4%E5%B1%86%E7%AC%AC6%E6%AC%A1%E5%AE%9A%E6%9C%9F%E6%9C%83")
            #expect(report.status == 200)
            let lines = try DocumentReader().read(report.bytes, named: "report.odt").lines.map(\.text)
            #expect(lines.contains("第4屆第6次定期會決議辦理情形報告") && lines.contains("本屆次列管 2 件，已結 0 件，辦理中 2 件，其中逾期 0 件。"))
            #expect(lines.contains { $0.contains("請水利局改善排水。") && $0.contains("水利局") && $0.contains("尚未填報") })
            #expect(try await officer.get("/directives/sessions/report?session=none").status == 404)
            #expect(try await visitor.get("/directives/sessions").status == 303)
        }
    }

    /// A decision that makes no sense without what it was made on is told with it.
    @Test(arguments: TestCity.engines)
    func aBillStandsBeforeItsResolution(_ engine: Engine) async throws {
        try await with(engine) { _, reviewer in
            let text = """
                甲市議會第1次會議紀錄
                時間：115年11月20日
                案號\t類別\t案由\t大會決議
                1\t農林\t請補助農民購置冷鏈設備。\t送請市政府研議辦理。
                """
            let page = try await reviewer.get(try #require(try await upload(reviewer, text).location)).text
            #expect(page.contains("請補助農民購置冷鏈設備：送請市政府研議辦理。") && page.contains("紀錄寫「市政府」，請選是哪一個機關。"))
        }
    }

    /// A demand of the council for papers has seven days unless it says otherwise.
    @Test(arguments: TestCity.engines)
    func writtenAnswersAreDueByRule(_ engine: Engine) async throws {
        try await with(engine) { _, reviewer in
            let text = "第1次定期會議事錄\n時間：115年11月20日\n王議員大明：會後把資料給我。\n文化局李局長：好。\n"
            let sent = try await upload(reviewer, text, ["source": "council", "public": "no"])
            let page = try await reviewer.get(try #require(sent.location)).text
            #expect(page.contains("書面答復") && page.contains(#"value="2026-11-27""#))
        }
    }
}
