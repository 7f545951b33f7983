import Formats
import Kernel
import Storage
import TestSupport

@testable import Matters

/// An office of real agencies with people of every kind, and the official calendars.
struct Office {
    let city: TestCity

    /// By handle.
    static let people: [(handle: String, role: Role, agency: String)] = [
        ("reviewer", .reviewer, "rdec"), ("officer", .officer, "water-resources"), ("colleague", .officer, "water-resources"),
        ("head", .agencyHead, "water-resources"),
        ("helper", .officer, "culture"), ("stranger", .officer, "finance"), ("mayor", .mayor, "city"),
    ]

    /// 2026-11-24 is a Tuesday.
    static func with(_ engine: Engine, at now: Instant = TestCity.now, _ body: (Office) async throws -> Void) async throws {
        try await TestCity.with(engine, clock: .fixed(now)) { city in
            try await city.importCalendars("114-rev2", "115")
            for person in people { try await city.add(person.handle, person.role, at: person.agency) }
            try await body(Office(city: city))
        }
    }

    var matters: Matters { Matters(city.city) }

    func person(_ handle: String) async throws -> SignedInPerson {
        let today = city.city.clock.today
        return try await city.store.read { db in
            guard let id = try PersonQueries.credentials(handle: handle, db)?.id, var person = try PersonQueries.signedIn(id: id, on: today, db)
            else {
                throw Missing(handle: handle)
            }
            person.principals = try PersonQueries.principals(ofDeputy: id, on: today, db)
            return person
        }
    }

    struct Missing: Error { let handle: String }

    @discardableResult
    func dispatch(_ title: String = "改善低窪地區排水", to lead: String = "water-resources", due: String = "2026-12-01") async throws -> Matter {
        let reviewer = try await person("reviewer")
        return try await city.store.write(as: Actor(reviewer.reference), "tests.dispatch") { db, changes in
            var opening = Opening("monitoring.directive", title: title, lead: lead)
            opening.origin = "rdec"
            opening.due = CivilDate(iso: due)
            return try matters.open(opening, as: Actor(reviewer.reference), db, &changes)
        }
    }

    @discardableResult
    func act(_ handle: String, _ action: String, on matter: Matter, _ form: [String: String] = [:]) async throws -> Matter {
        let move = Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: form))
        return try await matters.act(move, by: person(handle))
    }

    func actions(_ handle: String, on matter: Matter) async throws -> [String] {
        matters.actions(on: matter, for: try await person(handle)).map(\.action.id)
    }

    func inbox(_ handle: String, _ change: (inout InboxFilter) -> Void = { _ in }) async throws -> [String] {
        var filter = InboxFilter()
        change(&filter)
        let queries = InboxQueries(person: try await person(handle), now: city.city.clock.now(), filter: filter)
        return try await city.store.read { try queries.page(limit: 50, $0) }.map(\.id)
    }

    func reload(_ matter: Matter) async throws -> Matter? { try await city.store.read { try MatterQueries.find(matter.id, $0) } }
    func parts(of matter: Matter) async throws -> [Matter] { try await city.store.read { try MatterQueries.parts(of: matter.id, $0) } }
    func steps(_ matter: Matter) async throws -> [Step] { try await city.store.read { try MatterQueries.steps(of: matter.id, $0) } }
}
