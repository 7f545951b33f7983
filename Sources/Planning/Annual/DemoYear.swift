internal import Formats
internal import Indicators
public import Kernel
internal import Matters
internal import Storage

/// Two years of the commission for a demo, by the same calls that the pages make: the last year's plan carried out and assessed, this year's made from the
/// mid-term plan and published. What the mid-term plan does not say is made up, and marked so.
public struct DemoYear: Sendable {
    private let city: City
    private let people: [Role: SignedInPerson]
    private static let source = "rdec-111-114"

    /// - Parameter people: an officer and the head of the commission, a reviewer and the mayor.
    /// - Returns: nil when the mid-term plan is missing, or there are such plans already.
    public init?(_ city: City, people: [Role: SignedInPerson]) async throws {
        self.city = city
        self.people = people
        let isReady = try await city.store.read { db in
            try PlanQueries.isPublished(Self.source, db) && db.first("SELECT id FROM annual_plan LIMIT 1") == nil
        }
        guard isReady, [.officer, .agencyHead, .reviewer, .mayor].allSatisfy({ people[$0] != nil }) else { return nil }
    }

    /// - Returns: how many plans there are now.
    public func make() async throws -> Int {
        let last = try await plan(114)
        try await carryOut(last)
        try await assess(last)
        _ = try await plan(115)
        return 2
    }

    private func actor(_ role: Role) throws -> Actor {
        guard let person = people[role] else { throw Problem.notFound }
        return Actor(person.reference)
    }

    private func step(_ subject: Reference, _ role: Role, _ action: String, _ words: String = "") async throws {
        guard let person = people[role], let matter = try await city.store.read({ try MatterQueries.about(subject, $0).first(where: \.isOpen) })
        else {
            throw Problem.notFound
        }
        try await Matters(city).act(
            Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: ["words": words])), by: person)
    }

    /// Made, filled in, and taken through its life.
    private func plan(_ year: Int) async throws -> String {
        let officer = try actor(.officer)
        let id = try await AnnualPlan.make(from: Self.source, year: year, isSample: true, as: officer, in: city)
        for carry in try await city.store.read({ try CarryOver.all(of: id, $0) }) {
            try await CarryOver.decide(carry.source, accepts: true, reason: "", in: id, as: officer, in: city)
        }
        guard let content = try await city.store.read({ try AnnualQueries.content(id, $0) }) else { throw Problem.notFound }
        for (number, item) in content.items.enumerated() {
            var filled = item
            filled.category = ["一般業務", "資訊服務", "為民服務"][number % 3]
            // Every third item needs no money of its own.
            filled.budget = number % 3 == 0 ? 0 : Int64((number * 37 + year) % 90 + 10) * 10_000
            filled.funding = filled.budget == 0 ? "" : ["市預算", "中央補助"][number % 2]
            filled.benefit = "完成\(item.name)，讓市民看得到成果（示範資料）。"
            filled.unit = ["綜合計畫組", "研究發展組", "管制考核組", "資訊服務組"][number % 4]
            _ = try await WorkItem.keep(filled, seen: SectionDigest.of(item.values), in: id, as: officer, in: city)
        }
        for goal in content.goals { try await measure(goal, content, officer) }
        for (role, action) in [
            (Role.officer, "submit"), (.agencyHead, "forward"), (.reviewer, "accept"), (.mayor, "approve"), (.reviewer, "publish"),
        ] {
            try await step(content.plan.reference, role, action)
        }
        return id
    }

    /// Where a goal has no number yet it gets one; where it has, the numbers get what their form still asks for.
    private func measure(_ goal: AnnualGoal, _ content: AnnualContent, _ officer: Actor) async throws {
        let id = content.plan.id
        let own = content.indicators(of: goal.id)
        guard !own.isEmpty else {
            let indicator = AnnualIndicator(
                id: "", goal: goal.id, line: goal.id, title: "\(goal.title)：按期完成的工作項目", mechanism: 1, method: "完成工作項目",
                standard: "按期完成的工作項目數 ÷ 本目標工作項目數 × 100%（示範資料）", stages: [], target: content.plan.year == 114 ? 85 : 90, unit: "%",
                direction: .atLeast, weight: goal.weight, source: nil, cause: "", strategy: "", continues: nil)
            _ = try await AnnualIndicator.keep(indicator, seen: "", in: id, as: officer, in: city)
            return
        }
        for indicator in own where indicator.standard.isEmpty || indicator.target == 0 {
            var filled = indicator
            filled.standard = indicator.standard.isEmpty ? "依指標頁所列方式計算（示範資料）。" : indicator.standard
            if indicator.target == 0 { filled.target = indicator.unit == "%" ? 90 : 20 }
            _ = try await AnnualIndicator.keep(filled, seen: SectionDigest.of(indicator.values), in: id, as: officer, in: city)
        }
    }

    /// All but two items were done by the end of the year.
    private func carryOut(_ id: String) async throws {
        let officer = try actor(.officer)
        for item in try await city.store.read({ try AnnualQueries.items(of: id, $0) }) where !["g4-10", "g5-3"].contains(item.line) {
            try await WorkItem.report(
                item.id, .done, progress: "已於年度內完成（示範資料）。", seen: SectionDigest.of(item.reportValues), in: id, as: officer, in: city)
        }
    }

    /// Three stages, and no objection.
    private func assess(_ id: String) async throws {
        let (officer, reviewer) = (try actor(.officer), try actor(.reviewer))
        _ = try await Assessment.begin(id, isSample: true, as: reviewer, in: city)
        guard let content = try await city.store.read({ try AnnualQueries.content(id, $0) }) else { throw Problem.notFound }
        let subject = Reference("planning/assessment", id)
        let supplied = try await city.store.read {
            try IndicatorQueries.year(content.plan.commonYear, of: content.indicators.compactMap(\.source), $0)
        }
        for (number, indicator) in content.indicators.enumerated() {
            let isSupplied = indicator.source.flatMap { supplied[$0]?.value } != nil
            let share = [1.02, 0.94, 1.0, 0.88][number % 4]
            let actual = (indicator.target * (indicator.direction == .atLeast ? share : 2 - share)).rounded()
            try await Assessment.mark(
                indicator.id, .itself, actual: isSupplied ? nil : actual, evidence: "年度統計表（示範資料）", remark: "",
                seen: SectionDigest.of(Assessment.values([:], .itself)), of: id, as: officer, in: city)
        }
        try await step(subject, .officer, "submit")
        try await step(subject, .agencyHead, "forward")
        if let first = content.indicators.first, let marks = try await city.store.read({ try AssessmentQueries.marks(of: id, $0)[first.id] }),
            let own = marks[.itself]
        {
            try await Assessment.mark(
                first.id, .initial, actual: own.actual - 3, evidence: "", remark: "有 3 個百分點為次年初完成，不計入（示範資料）。",
                seen: SectionDigest.of(Assessment.values(marks, .initial)), of: id, as: reviewer, in: city)
        }
        for (role, action) in [(Role.reviewer, "complete"), (.mayor, "decide"), (.officer, "agree"), (.reviewer, "announce")] {
            try await step(subject, role, action)
        }
    }
}
