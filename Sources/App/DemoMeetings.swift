internal import Formats
public import Kernel
internal import Meetings
internal import Storage

/// Meetings for a demo: one whose minutes are approved and whose decisions are under way, and one to come. Made up, and marked so.
public struct DemoMeetings: Sendable {
    private let city: City
    private let actor: Actor

    /// - Returns: nil when the reviewer is missing, or there are such meetings already.
    public init?(_ city: City) async throws {
        self.city = city
        let found = try await city.store.read { db in
            (try PersonQueries.credentials(handle: "reviewer", db)?.id, try db.first("SELECT id FROM meeting_series WHERE is_sample LIMIT 1") != nil)
        }
        guard let reviewer = found.0, !found.1 else { return nil }
        actor = Actor(Reference("kernel/person", reviewer))
    }

    /// - Returns: how many meetings there are now.
    public func hold() async throws -> Int {
        let (now, store) = (city.clock.now(), city.store)
        let series = try await Meeting.addSeries(
            named: "青年事務委員會", kind: .committee, agency: "rdec", chair: "市長", isPublic: true, isSample: true, at: now, as: actor, in: store)
        let first = try await plan(series, days: -60)
        try await add([("青年實習計畫辦理情形", "勞工局", "本年媒合人數與明年名額。"), ("青年參與公共事務的獎勵", "教育局", "")], to: first)
        for office in ["勞工局局長", "教育局局長", "文化局局長"] { try await first.attend(office, .present, at: now, as: actor, in: store) }
        try await first.proceed(from: .planned, at: now, as: actor, in: store)
        let decisions: [(String, String, [String], Int)] = [
            ("請文化局開放五處場地供青年團體使用。", "culture", ["labor"], 20), ("實習名額增加為 150 名。", "labor", [], -5), ("獎勵要點草案提下次會議討論。", "education", [], 6),
        ]
        for (text, lead, supporting, due) in decisions {
            let new = Meeting.NewDecision(item: nil, text: text, leadAgency: lead, supporting: supporting, due: city.clock.today.adding(days: due))
            _ = try await first.decide(new, opening: nil, as: actor, in: city)
        }
        for state in [Meeting.State.convened, .drafted] { try await first.proceed(from: state, at: now, as: actor, in: store) }
        let second = try await plan(series, days: 9)
        try await add([("青年參與公共事務獎勵要點草案", "教育局", "依上次會議決議提出。")], to: second)
        try await second.proceed(from: .planned, at: now, as: actor, in: store)
        return 2
    }

    private func plan(_ series: String, days: Int) async throws -> Meeting {
        let day = city.clock.today.adding(days: days)
        let id = try await Meeting.plan(
            series, from: Instant(taipei: day, minute: 570), to: Instant(taipei: day, minute: 690), place: "永華市政中心 10 樓", at: city.clock.now(),
            as: actor,
            in: city.store)
        guard let meeting = try await city.store.read({ try MeetingQueries.find(id, $0) }) else { throw Problem.notFound }
        return meeting
    }

    private func add(_ items: [(title: String, presenter: String, text: String)], to meeting: Meeting) async throws {
        for item in items {
            try await meeting.addItem(
                .report, title: item.title, presenter: item.presenter, text: item.text, at: city.clock.now(), as: actor, in: city.store)
        }
    }
}
