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
        try await Understanding(document).plan.get().goals.map { $0.items.map(\.text) }
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
        let plan = try await Understanding(document).plan.get()
        #expect(plan.goals[0].perspective == .organizationalLearning && plan.goals[1].perspective == nil)
        #expect(!plan.warnings.contains(.noPerspective(line: 5, goal: "提升服務品質")))
    }

    @Test func linesMoveWithWhatStandsUnderThem() async throws {
        var document = try Self.document()
        #expect(Self.apply(.moved(first: "8", last: "9", after: "4", level: 2), to: &document))
        #expect(document.lines.map(\.key) == ["1", "2", "3", "4", "8", "9", "5", "6", "7", "10"])
        #expect(try await Understanding(document).plan.get().goals.map(\.title) == ["強化資安", "提升服務品質"])
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
        #expect(try SourceDocumentJSON.document(JSON(parsing: text)) == document)
    }

    @Test func everyLineWithTextIsInOneRow() async throws {
        let understanding = try await Understanding(Self.document())
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
                try await officer.post("\(page)/corrections", values, tokenFrom: page)
            }
            #expect(try await correct(["line": "7", "act": "heading 3"]).status == 303)
            let wrong = try await correct(["line": "7", "act": "split", "value": "沒有這些字"])
            #expect(wrong.status == 422 && wrong.text.contains("找不到這些字") && wrong.text.contains(#"value="沒有這些字""#))
            #expect(try await correct(["line": "7", "act": "split", "value": "3."]).status == 303)
            #expect(try await correct(["line": "7.1", "act": "heading 3"]).status == 303)
            #expect(try await correct(["line": "8", "act": "moved", "after": "5"]).status == 303)
            #expect(try await correct(["line": "8", "act": "moved", "after": "9"]).status == 422)
            let seen = try await officer.hidden("seen", on: page)
            #expect(seen == "4")
            let stale = try await officer.post("\(page)/undo", ["seen": "1"], tokenFrom: page)
            #expect(stale.location?.contains("done=changed") == true)
            #expect(try await officer.post("\(page)/undo", ["seen": "4"], tokenFrom: page).location?.contains("done=undone") == true)
            #expect(try await officer.post("\(page)/redo", ["seen": "3"], tokenFrom: page).location?.contains("done=redone") == true)
            #expect(try await officer.post("\(page)/undo", ["seen": "4"], tokenFrom: page).location?.contains("done=undone") == true)
            let early = try await officer.post("\(page)/acceptance", ["seen": "4"], tokenFrom: page)
            #expect(early.location?.contains("done=changed") == true, "only what was seen is accepted")
            let accepted = try await officer.post("\(page)/acceptance", ["seen": "3"], tokenFrom: page)
            #expect(accepted.location == "/plans/rdec-111-114/draft?done=added")
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
            let accepted = try await officer.post("\(page)/acceptance", ["seen": "0"], tokenFrom: "/plans/import")
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
                let page = try await Self.upload(officer, text)
                return try await officer.post("\(page)/acceptance", ["seen": "0"], tokenFrom: page).location
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
            let draft = try await officer.post("\(page)/acceptance", ["seen": "0"], tokenFrom: page).location
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

    /// - Returns: the page of the review.
    private static func upload(_ browser: Browser, _ text: String = text) async throws -> String {
        let token = try await browser.token(on: "/plans/import")
        var body: [UInt8] = []
        for (name, value) in [("_token", token), ("agency", "rdec"), ("from", "111"), ("to", "114")] {
            body += "--boundary\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        body += "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"計畫.txt\"\r\nContent-Type: text/plain\r\n\r\n".utf8
        body += Array(text.utf8) + Array("\r\n--boundary--\r\n".utf8)
        let answer = try await browser.send("POST", "/plans/import", ["content-type": "multipart/form-data; boundary=boundary"], body)
        return String(try #require(answer.location).prefix { $0 != "?" })
    }
}
