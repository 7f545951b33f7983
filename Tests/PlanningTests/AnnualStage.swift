import Formats
import Foundation
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

/// The people who make a year's plan, and a small mid-term plan of the commission: one goal with two lines. The tests' today is 2026-11-24.
struct AnnualStage {
    let city: TestCity
    let officer: Browser
    let head: Browser
    let reviewer: Browser
    let mayor: Browser
    let stranger: Browser

    static let plan = "rdec-111-114"
    static let people: [(handle: String, role: Role, agency: String)] = [
        ("lin", .officer, "rdec"), ("tsai", .agencyHead, "rdec"), ("wu", .reviewer, "rdec"), ("mayor", .mayor, "city"), ("chen", .officer, "culture"),
    ]

    init(_ city: TestCity) async throws {
        self.city = city
        try await city.importCalendars("115")
        // Deadlines lie in the next year, whose calendar is not published yet.
        _ = try await city.city.openProvisionalYear(2027, as: .operatorAtConsole)
        let text = "壹、使命\n服務市民。\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策，提升品質。\n2. 廣納意見。\n"
        let draft = try PlanDraft(from: Outline(reading: Array(text.utf8)))
        _ = try await PlanImport(agency: "rdec", years: 111...114, draft: draft, publishes: true).run(
            as: .operatorAtConsole, at: TestCity.now, in: city.store)
        var browsers: [Browser] = []
        for person in Self.people {
            try await city.add(person.handle, person.role, at: person.agency)
            let browser = Browser(city.site)
            #expect(try await browser.signIn(person.handle).status == 303)
            browsers.append(browser)
        }
        (officer, head, reviewer, mayor, stranger) = (browsers[0], browsers[1], browsers[2], browsers[3], browsers[4])
    }

    func person(_ handle: String) async throws -> SignedInPerson {
        let today = city.city.clock.today
        let found = try await city.store.read { db in
            try PersonQueries.credentials(handle: handle, db).flatMap { try PersonQueries.signedIn(id: $0.id, on: today, db) }
        }
        return try #require(found)
    }

    /// - Returns: where its desk page is.
    @discardableResult
    func make(_ year: Int) async throws -> String {
        let made = try await officer.post("/desk/annual-plans", ["plan": Self.plan, "year": String(year)], tokenFrom: "/desk/annual-plans")
        #expect(made.location == "/desk/annual-plans/rdec-\(year)?done=made")
        return "/desk/annual-plans/rdec-\(year)"
    }

    /// Fills what the form of a work item asks for before it may be submitted.
    func complete(_ item: String, of desk: String, name: String, budget: String = "1200000") async throws {
        let page = "\(desk)/items/\(item)"
        let line = item == "w1" ? "g1-1" : "g1-2"
        let year = 1911 + (Int(desk.suffix(3)) ?? 0)
        let kept = try await officer.post(
            page,
            [
                "line": line, "name": name, "category": "一般業務", "content": "內容", "starts": "\(year)-01-01", "ends": "\(year)-12-31", "budget": budget,
                "funding": "市預算", "benefit": "效益", "unit": "綜合規劃科", "seen": try await officer.hidden("seen", on: page),
            ], tokenFrom: page)
        #expect(kept.location == "\(desk)?done=kept")
    }

    static func indicator(_ title: String, target: String, weight: String, with more: [String: String] = [:]) -> [String: String] {
        [
            "title": title, "line": "g1", "mechanism": "1", "method": "統計數據", "standard": "件數", "target": target, "unit": "件",
            "direction": "atLeast", "weight": weight, "source": "",
        ].merging(more) { $1 }
    }

    func addIndicator(_ values: [String: String], to desk: String) async throws -> Browser.Answer {
        try await officer.post("\(desk)/goals/g1/measures", values, tokenFrom: "\(desk)/goals/g1/measures")
    }

    /// Makes a step with the open matter about a record.
    @discardableResult
    func act(_ who: String, _ action: String, _ words: String = "", about subject: Reference, at moment: Instant? = nil) async throws -> Matter {
        let matter = try #require(try await city.store.read { try MatterQueries.about(subject, $0) }.first { $0.isOpen })
        let then = moment.map { city.city.at($0) } ?? city.city
        return try await Matters(then).act(
            Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: ["words": words])), by: person(who))
    }

    func annual(_ year: Int) -> Reference { Reference("planning/annual", "rdec-\(year)") }

    /// Makes it, fills it, and takes it through its life until everyone may read it.
    func publish(_ year: Int, indicators: [[String: String]]) async throws {
        let desk = try await make(year)
        try await complete("w1", of: desk, name: "整合政策")
        try await complete("w2", of: desk, name: "廣納意見", budget: "0")
        for indicator in indicators { #expect(try await addIndicator(indicator, to: desk).status == 303) }
        try await approve(year)
    }

    func approve(_ year: Int) async throws {
        for (who, action) in [("lin", "submit"), ("tsai", "forward"), ("wu", "accept"), ("mayor", "approve"), ("wu", "publish")] {
            try await act(who, action, about: annual(year))
        }
    }
}
