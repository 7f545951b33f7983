import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning

/// Looking at an upload and putting right what was misunderstood.
@Suite struct PlanReviewTests {
    /// As a careless typist wrote it: the second item lost its number, the third stands on the second's line.
    private static let text = """
        臺南市政府某局中程施政計畫（111年度至114年度）
        壹、使命
        為市民服務。
        貳、關鍵策略目標
        一、提升服務品質
        1. 檢討流程。
        簡化表單，縮短時間。 3. 公開資料。
        二、強化資安
        1. 定期演練。
        - 1 -
        """

    private static func document() throws -> ReviewedDocument { ReviewedDocument(try SourceDocument(text: Array(text.utf8))) }

    private static func apply(_ correction: Correction, to document: inout ReviewedDocument) -> Bool { document.apply(correction) }

    private static func items(_ document: ReviewedDocument) async throws -> [[String]] {
        try #require(try await Understanding(document, as: .plan).plan).goals.map { $0.items.map(\.text) }
    }

    @Test func correctionsChangeWhatIsUnderstood() async throws {
        var document = try Self.document()
        #expect(Self.apply(.heading(line: "7", level: 3), to: &document))
        #expect(Self.apply(.split(line: "7", before: "3."), to: &document))
        #expect(Self.apply(.heading(line: "7.1", level: 3), to: &document))
        #expect(try await Self.items(document) == [["檢討流程。", "簡化表單，縮短時間。", "公開資料。"], ["定期演練。"]])
        #expect(Self.apply(.wording(line: "9", text: "1. 每季演練。"), to: &document))
        #expect(try await Self.items(document).last == ["每季演練。"])
        #expect(Self.apply(.furniture(line: "9"), to: &document))
        #expect(try await Self.items(document).last == [])
        #expect(Self.apply(.automatic(line: "9"), to: &document))
        #expect(try await Self.items(document).last == ["每季演練。"])
        #expect(Self.apply(.perspective(line: "5", .organizationalLearning), to: &document))
        let plan = try #require(try await Understanding(document, as: .plan).plan)
        #expect(plan.goals[0].perspective == .organizationalLearning && plan.goals[1].perspective == nil)
        #expect(!plan.warnings.contains(.noPerspective(line: 5, goal: "提升服務品質")))
    }

    @Test func linesMoveWithWhatStandsUnderThem() async throws {
        var document = try Self.document()
        #expect(Self.apply(.moved(first: "8", last: "9", after: "4", level: 2), to: &document))
        #expect(document.lines.map(\.key) == ["1", "2", "3", "4", "8", "9", "5", "6", "7", "10"])
        #expect(try await Understanding(document, as: .plan).plan?.goals.map(\.title) == ["強化資安", "提升服務品質"])
    }

    @Test func whatDoesNotFitChangesNothing() throws {
        var document = try Self.document()
        let before = document.lines
        #expect(!Self.apply(.split(line: "7", before: "沒有這些字"), to: &document))
        #expect(!Self.apply(.split(line: "7", before: "簡化表單"), to: &document), "at the beginning there is nothing to split off")
        #expect(!Self.apply(.heading(line: "99", level: 1), to: &document))
        #expect(!Self.apply(.moved(first: "8", last: "9", after: "9", level: 2), to: &document))
        #expect(!Self.apply(.joined(line: "1"), to: &document))
        #expect(document.lines == before && document.marks.isEmpty)
    }

    @Test func correctionsComeBackFromTheRecordAsTheyWere() {
        let all: [Correction] = [
            .heading(line: "1", level: 2), .paragraph(line: "1"), .joined(line: "2"), .furniture(line: "3"), .automatic(line: "4.1"),
            .split(line: "5", before: "甲 乙"), .wording(line: "6", text: "文 字"), .moved(first: "7", last: "9", after: "2", level: 2),
            .perspective(line: "8", .financialManagement),
        ]
        #expect(Set(all.map(\.kind)) == Set(Correction.Kind.allCases))
        for correction in all { #expect(Correction(kind: correction.kind, line: correction.line, value: correction.value) == correction) }
        #expect(Correction(kind: .heading, line: "1", value: "0") == nil && Correction(kind: .moved, line: "1", value: "2") == nil)
    }

    @Test func aDocumentComesBackFromTheRecordAsItWas() throws {
        let document = SourceDocument(
            format: .docx,
            lines: [
                .init(number: 1, text: "標題", headingLevel: 2, isBold: true, size: 14.5),
                .init(number: 2, page: 3, text: "a\tb", role: .row(table: 1)),
                .init(number: 3, text: "註", role: .footnote), .init(number: 4, text: "目錄", role: .contents),
                .init(number: 5, text: "頁", role: .furniture, size: 12), .init(number: 6, text: ""),
            ])
        let text = SourceDocumentJSON.json(document).utf8()
        #expect(try SourceDocumentJSON.document(text) == document)
    }

    @Test func everyLineWithTextIsInOneRow() async throws {
        let understanding = try await Understanding(Self.document(), as: .plan)
        let shown = ReviewRow.all(understanding).flatMap(\.lines).map(\.key)
        #expect(shown == (1...10).map(String.init))
    }

    @Test(arguments: TestCity.engines)
    func anOfficerCorrectsUndoesAndAccepts(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            let page = try await Self.upload(officer)
            let first = try await officer.get(page)
            #expect(first.text.contains("未註明面向"))
            let panel = try await officer.get("\(page)?line=7")
            #expect(panel.text.contains("修正第 7 行"))

            func correct(_ values: [String: String]) async throws -> Browser.Answer {
                let seen = try await officer.hidden("seen", on: page)
                return try await officer.post("\(page)/corrections", values.merging(["seen": seen]) { given, _ in given }, tokenFrom: page)
            }
            #expect(try await correct(["line": "7", "act": "heading 3"]).status == 303)
            let wrong = try await correct(["line": "7", "act": "split", "value": "沒有這些字"])
            #expect(wrong.status == 422 && wrong.text.contains("找不到這些字") && wrong.text.contains(#"value="沒有這些字""#))
            #expect(try await correct(["line": "7", "act": "split", "value": "3."]).status == 303)
            #expect(try await correct(["line": "7.1", "act": "heading 3"]).status == 303)
            #expect(try await correct(["line": "8", "act": "moved", "after": "5"]).status == 303)
            #expect(try await correct(["line": "8", "act": "moved", "after": "9"]).status == 422)
            let four = try await officer.hidden("seen", on: page)
            let late = try await correct(["line": "8", "act": "wording", "value": "遲到的字", "seen": "something older"])
            #expect(late.status == 422 && late.text.contains("遲到的字") && late.text.contains("有人在您之後改過"), "what was typed is kept")
            let control = try await correct(["line": "8", "act": "wording", "value": "服\u{1}務"])
            #expect(control.status == 422 && control.text.contains("控制字元"))
            func step(_ name: String, seen: String? = nil) async throws -> String {
                let state = try await officer.hidden("seen", on: page)
                return try await officer.post("\(page)/\(name)", ["seen": seen ?? state], tokenFrom: page).location ?? ""
            }
            #expect(try await step("undo", seen: "something older").contains("done=changed"))
            #expect(try await step("undo").contains("done=undone"))
            #expect(try await step("redo").contains("done=redone"))
            #expect(try await officer.hidden("seen", on: page) == four, "the same steps are the same state")
            #expect(try await step("undo").contains("done=undone"))
            #expect(try await step("acceptance", seen: four).contains("done=changed"), "only what was seen is accepted")
            #expect(try await step("acceptance") == "/plans/rdec-111-114/draft?done=added")
            let items = try await city.store.read {
                try $0.all("SELECT text FROM plan_line WHERE kind = 'item' ORDER BY place").map { try $0.get("text") as String }
            }
            #expect(items == ["檢討流程。", "簡化表單，縮短時間。", "公開資料。", "定期演練。"])
            #expect(try await correct(["line": "7", "act": "paragraph"]).location?.contains("done=closed") == true)
        }
    }

    @Test func aDiscardedReviewLeavesNothingToAccept() async throws {
        try await TestCity.with { city in
            try await city.add("lin", .officer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            let page = try await Self.upload(officer)
            #expect(try await officer.get("/plans/drafts").text.contains("計畫.txt"))
            #expect(try await officer.post("\(page)/removal", [:], tokenFrom: page).location == "/plans/drafts?done=discarded")
            #expect(try await !officer.get("/plans/drafts").text.contains("計畫.txt"))
            let accepted = try await officer.post("\(page)/acceptance", ["seen": ""], tokenFrom: "/plans/import")
            #expect(accepted.location?.contains("done=closed") == true)
        }
    }

    @Test(arguments: TestCity.engines)
    func aChangedFileBecomesADraftBesideThePublishedPlanWithItsDifference(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            try await city.add("wu", .reviewer, at: "rdec")
            let (officer, reviewer) = (Browser(city.site), Browser(city.site))
            _ = try await officer.signIn("lin")
            _ = try await reviewer.signIn("wu")
            func accepted(_ text: String) async throws -> String? {
                try await Self.accept(officer, Self.upload(officer, text))
            }
            func publish(_ plan: String) async throws -> String? {
                let draft = "/plans/\(plan)/draft"
                let digest = try await reviewer.hidden("digest", on: draft)
                return try await reviewer.post("/plans/\(plan)/publication", ["digest": digest], tokenFrom: draft).location
            }
            let source = "甲局中程施政計畫\n壹、使命\n服務。\n貳、關鍵策略目標\n一、提升品質（業務成果面向）\n1. 每月檢討辦理情形。\n2. 公開各項資料。\n"
            #expect(try await accepted(source) == "/plans/rdec-111-114/draft?done=added")
            #expect(try await publish("rdec-111-114") == "/plans/rdec-111-114")
            let changed = source.replacing("每月檢討", with: "每週檢討").replacing("2. 公開", with: "2. 邀請市民參與。\n3. 公開")
            let page = try await Self.upload(officer, changed)
            let before = try await officer.get("\(page)/difference")
            #expect(before.text.contains("新增 1 行、刪除 0 行、修改 1 行、移動 1 行、相同 1 行"))
            #expect(before.text.contains("每<del>月</del><ins>週</ins>檢討"))
            let draft = try await Self.accept(officer, page)
            #expect(draft == "/plans/rdec-111-114.draft/draft?done=drafted")
            #expect(try await Browser(city.site).get("/plans/rdec-111-114").text.contains("每月檢討"), "what is published stays")
            #expect(try await Browser(city.site).get("/plans/rdec-111-114.draft").status == 404)
            #expect(try await officer.get("/plans/rdec-111-114.draft/difference").text.contains("<ins>週</ins>"))
            #expect(try await publish("rdec-111-114.draft") == "/plans/rdec-111-114")
            let now = try await Browser(city.site).get("/plans/rdec-111-114")
            #expect(now.text.contains("每週檢討") && now.text.contains(#"id="g1-3""#))
            // 公開各項資料 is the third item now and keeps the address it had as the second.
            #expect(try await Browser(city.site).get("/plans/rdec-111-114/items/g1-2").text.contains("公開各項資料"))
            #expect(try await officer.get("/plans/rdec-111-114.draft/draft").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func aReportComesInTheSameWayAndKeepsItsLines(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            func accepted(_ text: String) async throws -> String? {
                try await Self.accept(officer, Self.upload(officer, text, as: "report"))
            }
            let source = "某局施政成果報告\n113年度\n壹、重要成果\n一、展演活動：全年 120 場。\n二、圖書館藏：新購 3 萬冊。\n貳、未來重點\n一、整修場館。\n"
            #expect(try await accepted(source) == "/reports/rdec-111-114?done=added")
            let shown = try await officer.get("/reports/rdec-111-114")
            for words in ["某局施政成果報告", "113年度", "展演活動", "全年 120 場。", "整修場館"] { #expect(shown.text.contains(words), "\(words)") }
            #expect(try await accepted(source) == "/reports/rdec-111-114?done=unchanged")
            let changed = source.replacing("120 場", with: "132 場").replacing("一、整修", with: "一、培育人才。\n二、整修")
            let page = try await Self.upload(officer, changed, as: "report")
            let difference = try await officer.get("\(page)/difference")
            #expect(difference.text.contains("新增 1 行、刪除 0 行、修改 1 行、移動 1 行"))
            #expect(try await accepted(changed) == "/reports/rdec-111-114?done=replaced")
            let keys = try await city.store.read { db in
                try db.all("SELECT id FROM performance_report_line ORDER BY place").map { try $0.get("id") as String }
            }
            #expect(keys == ["s1", "s2", "s3", "s4", "s5", "s7", "s6"])
            try await city.add("wang", .officer, at: "culture")
            let stranger = Browser(city.site)
            _ = try await stranger.signIn("wang")
            #expect(try await stranger.get("/reports/rdec-111-114").status == 404)
            let text = try await Self.upload(officer, "今天天氣很好。\n明天也是。\n", as: "report")
            #expect(try await officer.get(text).text.contains("沒有章節標題"))
        }
    }

    /// A draft made beside one version must not replace another: its new lines may have keys that the other's have.
    @Test(arguments: TestCity.engines)
    func aDraftBesideAnOlderVersionIsNotPublished(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            try await city.add("wu", .reviewer, at: "rdec")
            let (officer, reviewer) = (Browser(city.site), Browser(city.site))
            _ = try await officer.signIn("lin")
            _ = try await reviewer.signIn("wu")
            func text(_ second: String) -> String { "甲局中程施政計畫\n壹、使命\n服務。\n貳、關鍵策略目標\n一、提升品質（業務成果面向）\n1. 每月檢討辦理情形。\n2. \(second)\n" }
            func console(_ second: String) async throws {
                let draft = try PlanDraft(from: Outline(reading: Array(text(second).utf8)))
                let plan = PlanImport(agency: "rdec", years: 111...114, draft: draft, publishes: true)
                _ = try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            }
            try await console("公開各項資料。")
            #expect(try await Self.accept(officer, Self.upload(officer, text("邀請市民參與討論。"))) == "/plans/rdec-111-114.draft/draft?done=drafted")
            try await console("盤點閒置空間並活化。")
            let page = "/plans/rdec-111-114.draft/draft"
            let digest = try await reviewer.hidden("digest", on: page)
            let refused = try await reviewer.post("/plans/rdec-111-114.draft/publication", ["digest": digest], tokenFrom: page)
            #expect(refused.location == "/plans/rdec-111-114.draft/draft?done=outdated")
            #expect(try await Browser(city.site).get("/plans/rdec-111-114").text.contains("盤點閒置空間並活化。"))
            // Made anew beside what is published now, it can be.
            #expect(try await Self.accept(officer, Self.upload(officer, text("邀請市民參與討論。"))) == "/plans/rdec-111-114.draft/draft?done=replaced")
            let again = try await reviewer.hidden("digest", on: page)
            #expect(
                try await reviewer.post("/plans/rdec-111-114.draft/publication", ["digest": again], tokenFrom: page).location == "/plans/rdec-111-114"
            )
            let keys = try await city.store.read { db in
                try db.all("SELECT id FROM plan_line WHERE kind = 'item' ORDER BY place").map { try $0.get("id") as String }
            }
            #expect(keys == ["g1-1", "g1-4"], "no line has a key that another had")
        }
    }

    @Test(arguments: TestCity.engines)
    func aDraftBesideAPublishedPlanCanBeTakenAway(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            _ = try await PlanImportTests.real().run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            let text = "甲局中程施政計畫\n壹、使命\n服務。\n貳、關鍵策略目標\n一、提升品質（業務成果面向）\n1. 每月檢討。\n"
            let draft = try #require(try await Self.accept(officer, Self.upload(officer, text)))
            let page = String(draft.prefix { $0 != "?" })
            let stale = try await officer.post("/plans/rdec-111-114.draft/removal", ["digest": "older"], tokenFrom: page)
            #expect(stale.location?.contains("done=changed") == true)
            let digest = try await officer.hidden("digest", on: page)
            let gone = try await officer.post("/plans/rdec-111-114.draft/removal", ["digest": digest], tokenFrom: page)
            #expect(gone.location == "/plans/drafts?done=removed")
            #expect(try await officer.get(page).status == 404)
            #expect(try await Browser(city.site).get("/plans/rdec-111-114").status == 200)
            // What is published is not taken away like this.
            let published = try await officer.post("/plans/rdec-111-114/removal", ["digest": digest], tokenFrom: "/plans/import")
            #expect(published.location?.contains("done=changed") == true)
        }
    }

    /// Accepts what the page shows.
    private static func accept(_ browser: Browser, _ page: String) async throws -> String? {
        let seen = try await browser.hidden("seen", on: page)
        return try await browser.post("\(page)/acceptance", ["seen": seen], tokenFrom: page).location
    }

    /// - Returns: the page of the review.
    private static func upload(_ browser: Browser, _ text: String = text, as kind: String = "plan") async throws -> String {
        let answer = try await browser.upload(
            Array(text.utf8), named: "計畫.txt", with: ["kind": kind, "agency": "rdec", "from": "111", "to": "114"], to: "/plans/import")
        return String(try #require(answer.location).prefix { $0 != "?" })
    }
}
