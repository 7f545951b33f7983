internal import Formats
public import Kernel
internal import Meetings
internal import Storage

/// Two policies across agencies for a demo, each with a coordination meeting whose decisions opened directives. Made up, and marked so.
public struct DemoPolicies: Sendable {
    private let city: City
    private let actor: Actor

    private struct Sample {
        let title: String
        let text: String
        let lead: String
        let parts: [(agency: String, owes: String)]
        let lines: [String]
        let decisions: [(text: String, lead: String, supporting: [String], due: Int)]
    }

    private static let samples = [
        Sample(
            title: "開放資料品質三年提升", text: "三年內讓各機關的資料集都達金標章，並讓水情、文化資料可以直接介接。\n（示範資料）", lead: "rdec",
            parts: [("rdec", "訂定品質檢核方式，每季公布結果"), ("water-resources", "水情感測資料即時開放"), ("culture", "展演與文化資產資料結構化")],
            lines: ["g4-7", "g4-10"],
            decisions: [
                ("水利局於期限前提供水情感測資料介接規格。", "water-resources", ["rdec"], 12), ("文化局完成展演資料欄位盤點。", "culture", [], -4),
                ("研考會公布第三季品質檢核結果。", "rdec", [], 25),
            ]),
        Sample(
            title: "市民服務少跑一趟", text: "把常用的申辦與陳情集中到一個窗口，跨機關的案件由主辦機關一次回覆。\n（示範資料）", lead: "rdec",
            parts: [("rdec", "整合申辦窗口與進度查詢"), ("civil-affairs", "區公所聯合服務中心配合調整"), ("social-affairs", "福利申請文件改由機關間查驗")],
            lines: ["g4-4", "g5-3"],
            decisions: [
                ("民政局提出聯合服務中心試辦名單。", "civil-affairs", [], 9), ("社會局盤點可以免附的證明文件。", "social-affairs", ["civil-affairs"], -2),
            ]),
    ]

    /// - Parameter reviewer: of the commission.
    /// - Returns: nil when there are such policies already.
    public init?(_ city: City, reviewer: SignedInPerson) async throws {
        guard try await city.store.read({ try $0.first("SELECT id FROM policy LIMIT 1") }) == nil else { return nil }
        self.city = city
        actor = Actor(reviewer.reference)
    }

    /// - Returns: how many policies there are now.
    public func make() async throws -> Int {
        for sample in Self.samples { try await make(sample) }
        return Self.samples.count
    }

    private func make(_ sample: Sample) async throws {
        let today = city.clock.today
        let policy = Policy(
            id: "", title: sample.title, text: sample.text, lead: sample.lead, from: today.adding(days: -90), to: today.adding(days: 900),
            isPublic: true, isSample: true, parts: sample.parts.map { .init(agency: $0.agency, owes: $0.owes) })
        let lines = sample.lines.map { Reference("planning/item", "rdec-111-114/\($0)") }
        let known = try await city.store.read { db in try lines.filter { try city.isPublic($0, db) != nil } }
        let id = try await Policy.add(policy, lines: known, as: actor, in: city)
        try await meet(sample, Reference("planning/policy", id))
    }

    /// A meeting three weeks ago with its decisions, and the next one in two weeks.
    private func meet(_ sample: Sample, _ policy: Reference) async throws {
        let then = city.at(city.clock.now().adding(seconds: -21 * 86_400))
        let series = try await Meeting.addSeries(
            named: "\(sample.title)協調會議", kind: .coordination, agency: "rdec", chair: "秘書長", isPublic: true, isSample: true, at: then.clock.now(),
            as: actor, in: city.store)
        let first = try await plan(series, on: then.clock.today, policy)
        try await first.proceed(from: .planned, at: then.clock.now(), as: actor, in: city.store)
        let opening = city.contributions(DecisionOpening.self).first { $0.id == "monitoring.directive" }
        for decision in sample.decisions {
            let new = Meeting.NewDecision(
                item: nil, text: decision.text, leadAgency: decision.lead, supporting: decision.supporting,
                due: city.clock.today.adding(days: decision.due))
            _ = try await first.decide(new, opening: opening, as: actor, in: then)
        }
        for state in [Meeting.State.convened, .drafted] { try await first.proceed(from: state, at: then.clock.now(), as: actor, in: city.store) }
        let next = try await plan(series, on: city.clock.today.adding(days: 14), policy)
        try await next.proceed(from: .planned, at: city.clock.now(), as: actor, in: city.store)
    }

    private func plan(_ series: String, on day: CivilDate, _ policy: Reference) async throws -> Meeting {
        let id = try await Meeting.plan(
            series, from: Instant(taipei: day, minute: 840), to: Instant(taipei: day, minute: 930), place: "永華市政中心 8 樓", at: city.clock.now(),
            as: actor, in: city.store)
        guard let meeting = try await city.store.read({ try MeetingQueries.find(id, $0) }) else { throw Problem.notFound }
        try await meeting.addItem(.discussion, title: "各機關辦理情形", presenter: "研考會", text: "", at: city.clock.now(), as: actor, in: city.store)
        let (city, actor) = (city, actor)
        try await city.store.write(as: actor, "threads.tie") { db, changes in
            try Links(city).tie(meeting.reference, .relates, policy, by: actor, db, &changes)
        }
        return meeting
    }
}
