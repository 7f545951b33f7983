import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct ProcedureChangeTests {
    private static func version(_ number: Int, states: [State], changes: [Int: [String: String]] = [:]) -> Procedure {
        Procedure(
            "tests.errand", "測試", mark: "測", version: number, summary: "測試",
            states: states + [State("done", "完成", closes: .done)],
            actions: states.map { Action("finish", "完成", from: ["begun"], to: "done", by: [.lead(.officer)], isBulk: $0.isDetour) }, changes: changes)
    }

    private static func city(_ city: City, _ procedure: Procedure) -> City {
        city.with(Module(name: "tests", title: "測試", contributions: [procedure]))
    }

    private static func open(_ city: City) async throws -> Matter {
        try await city.store.write(as: .operatorAtConsole, "tests.open") { db, changes in
            try Matters(city).open(Opening("tests.errand", title: "一件事", lead: "culture"), as: .operatorAtConsole, db, &changes)
        }
    }

    @Test(arguments: TestCity.engines) func runningMattersGoWhereTheNewVersionSays(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let first = Self.version(1, states: [State("waiting", "等待", turn: .lead(.officer)), State("begun", "開始", turn: .lead(.officer))])
            let old = try await Self.open(Self.city(office.city.city, first))
            let second = Self.version(
                2, states: [State("begun", "開始", turn: .lead(.agencyHead))], changes: [1: ["waiting": "begun"]])
            let city = Self.city(office.city.city, second)
            #expect(try await ProcedureChange(city).settle() == 1)
            #expect(try await ProcedureChange(city).settle() == 0)
            let now = try #require(try await office.reload(old))
            #expect(now.state == "begun" && now.version == 2)
            let step = try #require(try await office.steps(now).last)
            #expect(step.action == "migrate" && step.from == "waiting" && step.to == "begun")
            // Its turn is counted anew.
            let row = try await office.city.store.read { try $0.first("SELECT turn_role FROM matter WHERE id = \(old.id)") }
            #expect(try row?.get("turn_role") == "agencyHead")
        }
    }

    @Test(arguments: TestCity.engines) func aVersionWithoutAWayIsRefusedAndNothingChanges(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let first = Self.version(1, states: [State("waiting", "等待", turn: .lead(.officer))])
            let old = try await Self.open(Self.city(office.city.city, first))
            let city = Self.city(office.city.city, Self.version(2, states: [State("begun", "開始", turn: .lead(.officer))]))
            await #expect(throws: ProcedureChange.NoWay(procedure: "tests.errand", version: 1, state: "waiting")) {
                try await ProcedureChange(city).settle()
            }
            #expect(try await office.reload(old)?.revision == 1)
        }
    }

    @Test func faultsAreFound() {
        let broken = Procedure(
            "tests.broken", "壞", mark: "壞", version: 1, summary: "",
            states: [State("a", "甲", turn: .commission), State("a", "乙"), State("lost", "丙", turn: .mayor)],
            actions: [
                Action("go", "走", from: ["a"], to: "nowhere", by: []), Action.ask(from: ["lost"], by: [.mayor]),
            ], changes: [1: ["x": "y"]])
        for fault in [
            "two states have one name", "it never ends", "go names nowhere, which is no state", "nobody may go", "nothing leads to lost",
            "nothing leads out of lost", "nobody's turn in a", "the way from version 1 leads nowhere",
            "it asks for parts and names no procedure for them",
        ] {
            #expect(broken.faults.contains(fault), "\(fault)")
        }
    }
}
