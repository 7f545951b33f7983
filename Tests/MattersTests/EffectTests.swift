import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

/// What follows from a step.
@Suite struct EffectTests {
    private static let request = Procedure(
        "tests.request", "申請", mark: "申", version: 1, summary: "申請",
        states: [State("asked", "已申請", turn: .lead(.officer)), State("granted", "同意", closes: .done)],
        actions: [
            Action(
                "grant", "同意", from: ["asked"], to: "granted", by: [.lead(.officer)], form: [.words("說明")],
                effects: [
                    .open("tests.work") { opening, step in
                        opening.title = "辦理：\(step.matter.title)"
                        opening.lead = "culture"
                    }
                ])
        ])
    private static let work = Procedure(
        "tests.work", "施作", mark: "施", version: 1, summary: "施作",
        states: [State("begun", "施作中", turn: .lead(.officer)), State("done", "完成", closes: .done)],
        actions: [Action("finish", "完成", from: ["begun"], to: "done", by: [.lead(.officer)])])

    @Test(arguments: TestCity.engines) func aStepOpensAnotherMatterInItsTransaction(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let city = office.city.city.with(Module(name: "tests", title: "測試", contributions: [Self.request, Self.work]))
            let matters = Matters(city)
            let asked = try await city.store.write(as: .operatorAtConsole, "tests.open") { db, changes in
                var opening = Opening("tests.request", title: "路燈", lead: "water-resources")
                (opening.subject, opening.isSample) = (Reference("tests/lamp", "7"), true)
                return try matters.open(opening, as: .operatorAtConsole, db, &changes)
            }
            let officer = try await office.person("officer")
            let move = Move(matter: asked.id, action: "grant", revision: 1, form: Submission(values: ["words": "照辦"]))
            try await matters.act(move, by: officer)
            let about = try await city.store.read { try MatterQueries.about(Reference("tests/lamp", "7"), $0) }
            let opened = try #require(about.first { $0.procedure == "tests.work" })
            #expect(about.count == 2 && opened.title == "辦理：路燈" && opened.lead == "culture" && opened.origin == "water-resources")
            #expect(opened.isSample && opened.author == officer.reference)
            #expect(try await office.steps(opened).first?.words == "照辦")
            let entry = try await city.store.read {
                try $0.first("SELECT changes FROM entry WHERE reason = 'matters.act'")?.get("changes", as: String.self)
            }
            #expect(entry?.contains(opened.id) == true && entry?.contains(asked.id) == true)
        }
    }

    /// Whatever a procedure opens is there, and the page of a procedure says what follows.
    @Test func whatIsOpenedIsThere() async throws {
        try await TestCity.with { city in
            let procedures = Matters(city.city).procedures
            for procedure in procedures { #expect(procedure.opened.isSubset(of: procedures.map(\.id)), "\(procedure.id)") }
            #expect(Self.request.opened == ["tests.work"] && Self.request.faults == [])
            let text = ProcedureDocument(Self.request, english: city.city.english, settings: city.city.settings, on: TestCity.now.taipeiDay).markdown
            #expect(text.contains("- 同意: 另開一件案件，流程是 tests.work"))
        }
    }
}
