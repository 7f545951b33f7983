import Formats
import Kernel
import Storage
import TestSupport

@testable import Indicators
@testable import Matters
@testable import Planning

/// The people and things every walk meets.
struct Cast {
    /// Who walks: each role at the commission or the city, and an officer of another agency.
    enum Walker: CaseIterable {
        case visitor, stranger, citizen, dataUser, officer, agencyHead, reviewer, mayor, administrator

        var name: String { "\(self)" }

        var appointment: Appointment? {
            switch self {
            case .visitor: nil
            case .stranger: Appointment(agency: "culture", role: .officer)
            case .citizen: Appointment(agency: "city", role: .citizen)
            case .dataUser: Appointment(agency: "city", role: .dataUser)
            case .officer: Appointment(agency: "rdec", role: .officer)
            case .agencyHead: Appointment(agency: "rdec", role: .agencyHead)
            case .reviewer: Appointment(agency: "rdec", role: .reviewer)
            case .mayor: Appointment(agency: "city", role: .mayor)
            case .administrator: Appointment(agency: "city", role: .administrator)
            }
        }
    }

    static let published = "rdec-111-114"
    static let draft = "rdec-115-118"
    /// A draft that is to replace what is published.
    static let revision = "rdec-111-114.draft"
    /// A directive to the commission's own agency.
    static let matter = "matter-1"
    /// A document that is being looked at.
    static let review = "review-1"

    /// The commission's plan of a year, published and assessed.
    static let annual = "rdec-114"

    /// An account for administrators to look at.
    static let person = "person-1"

    /// What a parameter is filled with, so that the endpoint has something to show.
    static func path(_ endpoint: Endpoint) -> String {
        let isAboutDraft = ["/draft", "/publication", "/life"].contains { endpoint.path.hasSuffix($0) }
        let values = [
            "matter": matter, "procedure": "monitoring.directive", "line": "s1", "picture": "picture-1", "number": "number-1",
            "plan": ["/plans/{plan}/difference", "/plans/{plan}/reasons"].contains(endpoint.path) ? revision : isAboutDraft ? draft : published,
            "review": review, "report": report(endpoint.path), "goal": "g1", "agency": "culture", "lead": "rdec", "setting": "web.sessionHours",
            "year": endpoint.path.hasPrefix("/results") ? "114" : "2026", "person": person,
            "series": "series-1", "minutes": "minutes-1", "meeting": "meeting-1", "decision": "decision-1", "indicator": "indicator-1",
            "item": "g1-1", "annual": annual, "work": "w1", "measure": "k1", "policy": "policy-1",
            "old": "1", "new": "1", "section": "basics", "comment": "comment-1", "form": "json", "table": "planning.lines", "asset": "yankao.css",
            "language": "en", "theme": "dark",
        ]
        // What an endpoint cannot answer without.
        let query: String
        switch endpoint.path {
        case "/api/v1/ledger/proof": query = "?reference=planning%2Fplan%2F\(published)"
        case "/threads", "/threads/feed", "/links/new", "/api/v1/links": query = "?of=planning%2Fgoal%2F\(published)%2Fg1"
        case "/threads/group": query = "?of=planning%2Fgoal%2F\(published)%2Fg1&kind=indicators%2Findicator"
        default: query = ""
        }
        return query.isEmpty ? filled(endpoint, values) : endpoint.path + query
    }

    /// One that everyone may read, one that its agency writes, or one that came in as a document.
    private static func report(_ path: String) -> String {
        if path.contains("/numbers") { return published }
        return path.hasPrefix("/results") || path.hasPrefix("/api") ? "rdec-114-114" : path == "/reports/{report}" ? published : "rdec-113-113"
    }

    private static func filled(_ endpoint: Endpoint, _ values: [String: String]) -> String {
        endpoint.path.split(separator: "/", omittingEmptySubsequences: false).map { step in
            step.hasPrefix("{") ? values[String(step.dropFirst().dropLast())] ?? "unknown" : String(step)
        }.joined(separator: "/")
    }

    /// A plan for everyone, a plan that is a draft, and everybody who walks.
    static func enter(_ city: TestCity) async throws {
        for walker in Walker.allCases {
            if let appointment = walker.appointment { try await city.add(walker.name, appointment.role, at: appointment.agency) }
        }
        try await city.importCalendars("115")
        try await city.store.write(as: .operatorAtConsole, "kernel.addPerson") { db, changes in
            try db.run(
                "INSERT INTO person (id, handle, name, created_at) VALUES (\(person), 'somebody', '某人', \(TestCity.now))")
            changes.append(Change(Reference("kernel/person", person)))
        }
        let text = "壹、使命\n服務市民。\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策。\n2. 廣納意見。\n"
        let draft = try PlanDraft(from: Outline(reading: Array(text.utf8)))
        try await enterReview(of: text, city)
        for (years, publishes) in [(111...114, true), (115...118, false)] {
            let plan = PlanImport(agency: "rdec", years: years, draft: draft, publishes: publishes)
            _ = try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
        }
        var revised = draft
        revised.mission = "服務每一位市民。"
        let revision = PlanImport(agency: "rdec", years: 111...114, draft: revised, publishes: false)
        _ = try await revision.run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
        try await enterMatter(city)
        try await enterMeeting(city)
        try await enterIndicator(city)
        try await enterYear(city)
        try await city.settleLedger()
        for year in [113, 114] { _ = try await ReportMaking.make(published, year: year, as: .operatorAtConsole, in: city.city) }
        try await city.store.write(as: .operatorAtConsole, "tests.publish") { db, changes in
            try db.run("UPDATE performance_report SET state = 'published', published_at = \(TestCity.now) WHERE id = 'rdec-114-114'")
            changes.append(Change(Reference("planning/report", "rdec-114-114")))
        }
    }

    private static func enterMatter(_ city: TestCity) async throws {
        try await city.importCalendars("115")
        try await city.store.write(as: .operatorAtConsole, "tests.dispatch") { db, changes in
            var opening = Opening("monitoring.directive", title: "改善網站", lead: "rdec")
            (opening.id, opening.origin, opening.due) = (matter, "rdec", CivilDate(iso: "2026-12-01"))
            try Matters(city.city).open(opening, as: .operatorAtConsole, db, &changes)
        }
    }

    /// A year's plan that is published and assessed, and a public policy that the commission leads.
    private static func enterYear(_ city: TestCity) async throws {
        _ = try await AnnualPlan.make(from: published, year: 114, as: .operatorAtConsole, in: city.city)
        try await city.store.write(as: .operatorAtConsole, "tests.year") { db, changes in
            try db.run("UPDATE annual_plan SET status = 'published', published_at = \(TestCity.now) WHERE id = \(annual)")
            try db.run(
                """
                INSERT INTO assessment (id, status, total, grade, announced_at, is_sample) VALUES (\(annual), 'announced', 88.5, 'good', \(TestCity.now), FALSE)
                """)
            try db.run(
                """
                INSERT INTO policy (id, title, text, lead, from_day, to_day, is_public, is_sample, made_at)
                VALUES ('policy-1', '跨局處政策', '內容', 'rdec', '2026-01-01', '2026-12-31', TRUE, FALSE, \(TestCity.now))
                """)
            for reference in [
                Reference("planning/annual", annual), Reference("planning/assessment", annual), Reference("planning/policy", "policy-1"),
            ] {
                changes.append(Change(reference))
            }
        }
    }

    /// A public indicator of the commission with a value and a target.
    private static func enterIndicator(_ city: TestCity) async throws {
        guard let begins = CivilDate(iso: "2026-01-01"), let period = Period(id: "2026-Q1") else { return }
        let indicator = Indicator(
            id: "indicator-1", title: "學習時數", agency: "rdec", line: Reference("planning/goal", "\(published)/g1"),
            goal: Reference("planning/goal", "\(published)/g1"), unit: "小時", decimals: 0, direction: .higher, cadence: .quarter, formula: .sum,
            stages: [], weight: 100, metric: nil, subject: nil, method: "", source: "", begins: begins, ends: nil, isPublic: true, isSample: false)
        try await city.store.write(as: .operatorAtConsole, "tests.indicator") { db, changes in
            try Indicators(city.city).keep(indicator, by: .operatorAtConsole, db, &changes)
            try Indicators(city.city).setTarget(20, for: 2026, of: indicator, db, &changes)
            try Indicators(city.city).tell(.init(value: 6), of: period, for: indicator, db, &changes)
        }
    }

    /// A public meeting of the commission whose decision it leads itself.
    private static func enterMeeting(_ city: TestCity) async throws {
        let now = TestCity.now
        try await city.store.write(as: .operatorAtConsole, "meetings.plan") { db, changes in
            try db.run(
                """
                INSERT INTO meeting_series (id, name, agency, kind, chair, is_public, is_sample, created_at)
                VALUES ('series-1', '委員會', 'rdec', 'committee', '市長', TRUE, FALSE, \(now))
                """)
            try db.run(
                """
                INSERT INTO meeting (id, series, number, starts_at, ends_at, place, state, sequence, changed_at)
                VALUES ('meeting-1', 'series-1', 1, \(now), \(now.adding(seconds: 3600)), '市政中心', 'convened', 0, \(now))
                """)
            try db.run(
                """
                INSERT INTO decision (id, meeting, series, place, text, lead_agency, supporting, state, progress, changed_at)
                VALUES ('decision-1', 'meeting-1', 'series-1', 1, '請辦理', 'rdec', '', 'open', '', \(now))
                """)
            try db.run(
                """
                INSERT INTO minutes (id, source, title, held_on, file_name, state, is_public, is_sample, author, created_at, revision)
                VALUES ('minutes-1', 'municipal', '第 1 次市政會議', '2026-11-20', '紀錄.txt', 'open', FALSE, FALSE, 'system/console', \(now), 1)
                """)
            changes.append(Change(Reference("monitoring/minutes", "minutes-1")))
            changes.append(Change(Reference("meetings/meeting", "meeting-1")))
            changes.append(Change(Reference("meetings/series", "series-1")))
            changes.append(Change(Reference("meetings/decision", "decision-1")))
        }
    }

    private static func enterReview(of text: String, _ city: TestCity) async throws {
        let review = PlanReview(
            id: review, kind: .plan, agency: "rdec", agencyName: "", years: 111...114, fileName: "計畫.txt", status: .open, startedAt: TestCity.now,
            source: try SourceDocument(text: Array(text.utf8)), corrections: [], applied: 0)
        try await PlanReview.start(review, as: .operatorAtConsole, in: city.store)
        let report = ReportImport(agency: "rdec", years: 111...114, draft: try ReportDraft(from: Outline(reading: Array(text.utf8))))
        try await city.store.write(as: .operatorAtConsole, "planning.acceptReview") { db, changes in
            _ = try report.write(at: TestCity.now, db, &changes)
            try db.run(
                """
                INSERT INTO proposed_measurement (report, id, line, place, title, value, unit, sentence, printed, start, status)
                VALUES (\(published), 'number-1', 's1', 0, '參觀人數', 3, '人', '參觀人數 3 人。', '3 人', 5, 'proposed')
                """)
        }
    }
}
