internal import Formats
internal import Indicators
public import Kernel
internal import Storage

/// Threads for a demo: the plan's two common goals as indicators with four years of values, and lines tied to the demo's matters and meetings.
/// Made up, and marked so.
public struct DemoThreads: Sendable {
    private let city: City
    private let actor: Actor
    private static let plan = "rdec-111-114"

    /// - Returns: nil when the plan or the reviewer is missing, or there are such indicators already.
    public init?(_ city: City) async throws {
        self.city = city
        let found = try await city.store.read { db in
            (
                try PersonQueries.credentials(handle: "reviewer", db)?.id,
                try db.first("SELECT id FROM indicator WHERE is_sample LIMIT 1") != nil,
                try city.isPublic(Reference("planning/goal", "\(Self.plan)/c1"), db) == true
            )
        }
        guard let reviewer = found.0, !found.1, found.2 else { return nil }
        actor = Actor(Reference("kernel/person", reviewer))
    }

    /// - Returns: how many indicators and how many ties there are now.
    public func tie() async throws -> (indicators: Int, ties: Int) {
        let learning = indicator("demo-learning", "每人每年學習時數", goal: "c1", unit: "小時", formula: .sum, cadence: .quarter)
        let budget = indicator("demo-budget", "預算執行率", goal: "c2", unit: "%", formula: .ratio, cadence: .month)
        try await keep(learning, target: 20)
        try await keep(budget, target: 90)
        try await tell(learning) { number, _ in .init(value: [4.2, 5.6, 5.1, 6.4][number % 4] + Double(number / 4) * 0.3) }
        try await tell(budget) { number, period in
            // Allotted and spent so far in the year, in thousands; spending catches up towards its end.
            let month = Double(period.first.month)
            let whole = 10_500.0 * month
            return .init(part: (whole * (0.82 + month * 0.009 + Double(number % 5) * 0.004)).rounded(), whole: whole)
        }
        try await correct(budget)
        // A line that measures itself.
        try await keep(measured("demo-directives-open", "列管中的指（裁）示事項", "matters.open", unit: "件", .entered, .lower), target: 20)
        try await keep(measured("demo-directives-on-time", "指（裁）示事項如期比率", "matters.onTime", unit: "%", .ratio, .higher), target: 95)
        try await Indicators(city).measure()
        return (4, try await tieMatters() + tieMeetings() + tieTables())
    }

    private func indicator(
        _ id: String, _ title: String, goal: String, unit: String, formula: MeasurementFormula, cadence: Period.Length
    ) -> Indicator {
        let goal = Reference("planning/goal", "\(Self.plan)/\(goal)")
        return Indicator(
            id: id, title: title, agency: "rdec", line: goal, goal: goal, unit: unit, decimals: 1, direction: .higher, cadence: cadence,
            formula: formula, stages: [], weight: 100, metric: nil, subject: nil,
            method: formula == .ratio ? "（實現數＋應付數＋賸餘數）÷ 累計分配預算數。" : "全機關職員學習時數合計 ÷ 職員人數。", source: "示範資料", begins: Self.begins,
            ends: nil, isPublic: true, isSample: true)
    }

    private func measured(
        _ id: String, _ title: String, _ metric: String, unit: String, _ formula: MeasurementFormula, _ direction: Indicator.Direction
    ) -> Indicator {
        Indicator(
            id: id, title: title, agency: "rdec", line: Reference("planning/item", "\(Self.plan)/g3-1"),
            goal: Reference("planning/goal", "\(Self.plan)/g3"), unit: unit, decimals: 0, direction: direction, cadence: .month, formula: formula,
            stages: [], weight: 50, metric: metric, subject: Reference("matters/procedure", "monitoring.directive"), method: "",
            source: "本系統的案件（示範資料）",
            begins: Self.begins, ends: nil, isPublic: true, isSample: true)
    }

    /// The plan's first year.
    private static let begins = CivilDate(dayNumber: 18_993)

    private func keep(_ indicator: Indicator, target: Double) async throws {
        let (city, actor, thisYear) = (city, actor, city.clock.today.year)
        try await city.store.write(as: actor, "indicators.define") { db, changes in
            try Indicators(city).keep(indicator, by: actor, db, &changes)
            for year in Self.begins.year...thisYear { try Indicators(city).setTarget(target, for: year, of: indicator, db, &changes) }
        }
    }

    /// Every period that is over, told a few days after its end; one of them late, and one not yet.
    private func tell(_ indicator: Indicator, _ value: @Sendable (_ number: Int, _ period: Period) -> Indicators.Told) async throws {
        var period = Period(indicator.cadence, containing: Self.begins)
        var number = 0
        while period.last < city.clock.today {
            let (told, span) = (value(number, period), period)
            let day = min(period.last.adding(days: number == 9 ? 24 : 5), city.clock.today)
            let then = city.at(Instant(taipei: day, minute: 600))
            try await city.store.write(as: actor, "indicators.tell") { db, changes in
                try Indicators(then).tell(told, of: span, for: indicator, db, &changes)
            }
            number += 1
            period = period.next
        }
    }

    /// One value that was put right, so that a page shows how that looks.
    private func correct(_ indicator: Indicator) async throws {
        guard let period = Period(id: "2025-06") else { return }
        let city = city
        try await city.store.write(as: actor, "indicators.tell") { db, changes in
            let told = Indicators.Told(part: 55_440, whole: 63_000, note: "補列應付數（示範資料）")
            try Indicators(city).tell(told, of: period, for: indicator, db, &changes)
        }
    }

    /// Which line of the plan each of the demo's matters carries out.
    private static let lines: [(title: String, line: String)] = [
        ("各機關開放資料品質未達金標章者，請提出改善期程", "g4-7"), ("市政網站無障礙檢測不合格項目，請於一個月內改善", "g4-2"), ("青年事務委員會第 4 屆第 3 次會議紀錄辦理情形彙整", "g1-4"),
        ("1999 市民服務熱線夜間人力調度檢討", "g4-4"), ("跨機關數據交換案之法規疑義，請彙整相關機關意見", "g4-10"), ("公務人員數位課程開課進度", "g4-12"), ("區公所聯合服務中心等候時間公開", "g5-3"),
        ("市政滿意度調查結果之因應作為", "g1-2"), ("施政計畫與預算編列之勾稽", "g2-2"), ("公共 Wi-Fi 熱點斷線通報機制", "g4-1"), ("電子公文線上簽核比率提升", "g4-5"), ("社群媒體回應時效", "g4-6"),
        ("資安健診發現高風險項目之修補", "g4-11"),
    ]

    private func tieMatters() async throws -> Int {
        let (city, actor) = (city, actor)
        return try await city.store.write(as: actor, "threads.tie") { db, changes in
            var ties = 0
            for (title, line) in Self.lines {
                guard let id = try db.first("SELECT id FROM matter WHERE is_sample AND title = \(title)")?.get("id", as: String.self) else {
                    continue
                }
                try Links(city).tie(
                    Reference("matters/matter", id), .carriesOut, Reference("planning/item", "\(Self.plan)/\(line)"), by: actor, db, &changes)
                ties += 1
            }
            return ties
        }
    }

    /// What the plan's lines on open data and open government publish.
    private func tieTables() async throws -> Int {
        let (city, actor) = (city, actor)
        let tables = [("planning.lines", "g4-7"), ("kernel.agencies", "g4-7"), ("meetings.public", "g4-8")]
        return try await city.store.write(as: actor, "threads.tie") { db, changes in
            for (table, line) in tables {
                try Links(city).tie(
                    Reference("tables/table", table), .evidences, Reference("planning/item", "\(Self.plan)/\(line)"), by: actor, db, &changes)
            }
            return tables.count
        }
    }

    private func tieMeetings() async throws -> Int {
        let (city, actor) = (city, actor)
        return try await city.store.write(as: actor, "threads.tie") { db, changes in
            let youth = Reference("planning/item", "\(Self.plan)/g1-4")
            let meetings = try db.all(
                "SELECT meeting.id FROM meeting JOIN meeting_series ON meeting_series.id = meeting.series WHERE meeting_series.is_sample ORDER BY meeting.id"
            )
            for row in meetings { try Links(city).tie(Reference("meetings/meeting", try row.get("id")), .relates, youth, by: actor, db, &changes) }
            return meetings.count
        }
    }
}
