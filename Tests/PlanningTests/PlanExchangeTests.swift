import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning

/// A whole plan out and in again, without loss.
@Suite struct PlanExchangeTests {
    /// Everything that a spreadsheet or a parser likes to change.
    private static let nasty: PlanDocument = {
        let texts = ["=1+1", "0012", "a  b ", "一\n\n二", "\"引\" & <b>", "👩‍👩‍👧‍👦 𠮷\t。", "1e5", "TRUE", "2026-11-24", "'", ",;|"]
        var lines = [
            PlanLine(id: "p1", kind: .priority, parent: nil, number: 0, goalKind: nil, perspective: nil, title: "", text: "", shortName: nil),
            PlanLine(
                id: "g1", kind: .goal, parent: nil, number: 7, goalKind: .key, perspective: .financialManagement, title: "目標\"一\"", text: " ",
                shortName: "短"),
        ]
        for (place, text) in texts.enumerated() {
            lines.append(
                PlanLine(
                    id: "g1-\(place + 1)", kind: .item, parent: "g1", number: place * 3, goalKind: nil, perspective: nil,
                    title: place == 0 ? text : "",
                    text: text, shortName: place == 1 ? "0012" : nil))
        }
        lines.append(
            PlanLine(id: "c1", kind: .goal, parent: nil, number: 1, goalKind: .common, perspective: nil, title: "共同", text: "", shortName: nil))
        let indicators = [(0.1, "%"), (-12, ""), (123_456_789.25, "人次"), (1e-7, "倍")].enumerated().map { place, value in
            ProposedIndicator(
                id: "i\(place)", line: place == 3 ? "c1" : "g1", title: "指標 \(place)", target: value.0, unit: value.1,
                comparison: place == 1 ? .atMost : .atLeast, sourceText: place == 0 ? "" : "達 0090%\n以上")
        }
        return PlanDocument(
            agency: "rdec", years: 115...118, title: "計畫\t\"甲\"", mission: "", vision: "願\n\n景", lines: lines, indicators: indicators)
    }()

    @Test(arguments: TestCity.engines)
    func theRealPlanGoesOutAndInByteForByte(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            var plan = try PlanImportTests.real()
            plan.shortNames = ["g4-7": "開放資料"]
            _ = try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            let visitor = Browser(city.site)
            let (json, ods) = (
                try await visitor.get("/plans/rdec-111-114/exports/json"), try await visitor.get("/plans/rdec-111-114/exports/ods")
            )
            #expect(json.status == 200 && ods.status == 200)
            #expect(ods.headers["content-type"]?.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") == true)
            #expect(json.text.contains(#""shortName": "開放資料""#))
            for bytes in [json.bytes, ods.bytes] {
                let document = try PlanDocument(reading: bytes)
                #expect(document.json.prettyUTF8() == json.bytes)
                #expect(try document.ods() == ods.bytes)
                // The same content, so nothing is written.
                #expect(try await document.run(publishes: true, as: .operatorAtConsole, at: TestCity.now, in: city.store).outcome == .unchanged)
            }
            try await #expect(visitor.get("/plans/rdec-111-114/exports/pdf").status == 404)
            try await #expect(visitor.get("/plans/rdec-115-118/exports/json").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func aNastyPlanGoesThroughTheRecordByteForByte(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (json, ods) = (Self.nasty.json.prettyUTF8(), try Self.nasty.ods())
            for (place, bytes) in [json, ods].enumerated() {
                let document = try PlanDocument(reading: bytes)
                let result = try await document.run(publishes: false, as: .operatorAtConsole, at: TestCity.now, in: city.store)
                #expect(result.outcome == (place == 0 ? .added : .unchanged) && result.id == "rdec-115-118")
                let content = try #require(try await city.store.read { try PlanQueries.content("rdec-115-118", $0) })
                #expect(PlanDocument(content).json.prettyUTF8() == json)
                #expect(try PlanDocument(content).ods() == ods)
            }
        }
    }

    @Test func everythingThatIsWrongIsSaidWithItsPlace() throws {
        let json = """
            {"schema":"yankao.plan/1","agency":"rdec","years":{"from":115,"to":110},"title":" ","mission":"m","vision":"v",
            "lines":[{"id":"g1","kind":"goal","number":1,"goalKind":"big","title":"t","text":""},
            {"id":"g1","kind":"item","parent":"g9","number":"x","title":"","text":""},
            {"id":"p 1","kind":"priority","number":1},{"id":"p1","kind":"priority","parent":"g1","number":1.5,"text":true}],
            "indicators":[{"id":"i1","line":"p1","title":"t","target":"many","comparison":"atLeast"}]}
            """
        do {
            _ = try PlanDocument(reading: Array(json.utf8))
            Issue.record("it was taken")
        } catch {
            #expect(
                Set(error.faults.map(\.place)) == [
                    "title", "years.to", "lines[0].goalKind", "lines[1].id", "lines[1].parent", "lines[1].number", "lines[1].text", "lines[2].id",
                    "lines[3].kind", "lines[3].parent", "lines[3].number", "lines[3].text", "indicators[0].line", "indicators[0].target",
                ])
        }
        #expect(throws: PlanFaults.self) { try PlanDocument(reading: Array("{}".utf8)) }
        #expect(throws: PlanFaults.self) { try PlanDocument(reading: Array("[".utf8)) }
    }

    @Test func aSheetNamesItsRows() throws {
        let writer = SpreadsheetWriter(title: "x", language: "zh-Hant-TW")
        writer.beginSheet("計畫", columns: [SheetColumn("name"), SheetColumn("value")])
        for (name, value) in [("schema", "yankao.plan/1"), ("agency", "rdec"), ("from", "115"), ("to", "118"), ("title", "計畫")] {
            writer.append([.text(name), .text(value)])
        }
        writer.beginSheet("項目", columns: ["id", "kind", "number", "title"].map { SheetColumn($0) })
        writer.append([.text("p1"), .text("priority"), .integer(1), .text("開放")])
        writer.append([.text("g1"), .text("goals"), .integer(1), .text("目標")])
        do {
            _ = try PlanDocument(reading: writer.finish())
            Issue.record("it was taken")
        } catch let error as PlanFaults {
            #expect(error.faults.map(\.place) == ["項目 #3 kind"])
        }
    }

    @Test(arguments: TestCity.engines)
    func aDraftThatIsBeingWrittenIsReplacedOnlyAsItWasSeen(_ engine: Engine) async throws {
        try await PlanningOffice.with(engine) { office in
            try await office.start()
            let officer = try await office.browser("officer")
            let page = "/plans/drafts/\(PlanningOffice.draft)/import"
            let exported = try await officer.get("/plans/\(PlanningOffice.draft)/exports/json").text
            try await #expect(Browser(office.city.site).get("/plans/\(PlanningOffice.draft)/exports/json").status == 404)
            let changed = Array(exported.replacing("服務市民。", with: "服務每一位市民。").utf8)
            let seen = try await officer.hidden("digest", on: page)
            let broken = Array(exported.replacing(#""kind": "goal""#, with: #""kind": "gaol""#).utf8)
            let wrong = try await officer.upload(broken, named: "plan.json", with: ["digest": seen], to: page)
            #expect(wrong.status == 422 && wrong.text.contains("lines[1].kind"))
            let stale = try await officer.upload(changed, named: "plan.json", with: ["digest": "other"], to: page)
            #expect(stale.status == 422)
            #expect(try await office.content().plan.mission == "服務市民。")
            let taken = try await officer.upload(changed, named: "plan.json", with: ["digest": seen], to: page)
            #expect(taken.status == 303)
            #expect(try await office.content().plan.mission == "服務每一位市民。")
        }
    }
}
