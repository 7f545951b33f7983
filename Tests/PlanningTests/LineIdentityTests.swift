import Storage
import TestSupport
import Testing

@testable import Planning

/// A line keeps its key as long as it says nearly the same, and no key is ever given to another line.
@Suite struct LineIdentityTests {
    private static func draft(_ items: [String], goals: String = "提升為民服務品質") -> PlanDraft {
        var draft = PlanDraft()
        draft.goals = [
            .init(
                kind: .key, perspective: .businessResults, number: 1, title: goals, text: "",
                items: items.enumerated().map { .init(number: $0.offset + 1, text: $0.element, line: $0.offset + 2) }, line: 1)
        ]
        return draft
    }

    private static func keys(_ items: [String], after old: PlanLines? = nil, retired: Set<String> = []) -> [String] {
        PlanLines(draft(items), keys: LineKeys(old: old?.lines ?? [], retired: retired)).lines.filter { $0.kind == .item }.map(\.id)
    }

    private let first = ["辦理市政會議追蹤管制，督促各局處檢討。", "蒐集媒體民意調查，分析變動趨勢。", "維運資料開放平台，強化產官學合作。"]

    @Test func aNewPlanGetsKeysByPlace() {
        #expect(Self.keys(first) == ["g1-1", "g1-2", "g1-3"])
    }

    @Test func rewordedRenumberedAndMovedLinesKeepTheirKeys() {
        let old = PlanLines(Self.draft(first))
        let changed = ["維運資料開放平臺，強化開放資料與產官學合作。", "辦理市政會議及市議會追蹤管制，督促各局處檢討。", "推動公文線上簽核。", first[1]]
        #expect(Self.keys(changed, after: old) == ["g1-3", "g1-1", "g1-4", "g1-2"])
    }

    @Test func aKeyThatWentIsGivenToNobodyElse() {
        let old = PlanLines(Self.draft(Array(first.prefix(2))))
        #expect(Self.keys([first[0], "推動公文線上簽核。"], after: old, retired: ["g1-3"]) == ["g1-1", "g1-4"])
    }

    @Test func ofTwoLinesThatSayTheSameTheFirstStaysFirst() {
        let old = PlanLines(Self.draft(["每月檢視一次。", "每月檢視一次。"]))
        #expect(Self.keys(["每月檢視一次。", "每月檢視一次。"], after: old) == ["g1-1", "g1-2"])
    }

    @Test func aGoalThatWasRewordedKeepsItsItemsAddresses() {
        let old = PlanLines(Self.draft(first))
        let lines = PlanLines(Self.draft(first, goals: "提升為民服務之品質"), keys: LineKeys(old: old.lines)).lines
        #expect(lines.map(\.id) == ["g1", "g1-1", "g1-2", "g1-3"])
    }

    @Test func longPlansAreMatchedInFull() {
        let old = (0..<3000).map { "推動第\($0)項市政建設，結合\(String($0 * 7919, radix: 36))資源改善服務。" }
        var matching = LineMatching(old: old)
        let found = matching.match(old.reversed())
        #expect(found == (0..<3000).reversed().map { $0 })
    }

    @Test(arguments: TestCity.engines)
    func theRecordKeepsKeysFromVersionToVersion(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            func put(_ items: [String]) async throws -> PlanImport.Outcome {
                let plan = PlanImport(agency: "rdec", years: 115...118, draft: Self.draft(items), publishes: true)
                return try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            }
            func items() async throws -> [String] {
                try await city.store.read { db in
                    try db.all("SELECT id FROM plan_line WHERE kind = 'item' ORDER BY place").map { try $0.get("id") }
                }
            }
            #expect(try await put(first) == .added)
            #expect(try await put([first[2], first[0]]) == .replaced)
            #expect(try await items() == ["g1-3", "g1-1"])
            // The second line went; what comes later does not get its key.
            #expect(try await put([first[2], first[0], "推動公文線上簽核。", "擘劃市政藍圖。"]) == .replaced)
            #expect(try await items() == ["g1-3", "g1-1", "g1-4", "g1-5"])
            #expect(try await put([first[2], first[0], "推動公文線上簽核。", "擘劃市政藍圖。"]) == .unchanged)
            let version = try await city.store.read { try $0.first("SELECT version FROM plan")?.get("version", as: Int.self) }
            #expect(version == 3)
        }
    }
}
