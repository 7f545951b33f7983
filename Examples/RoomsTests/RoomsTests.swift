import App
import Formats
import Kernel
import Logging
import Matters
import Storage
import TestSupport
import Testing
import Web

@testable import Rooms

/// The example of CONTRIBUTING works as it says.
@Suite struct RoomsTests {
    /// A city with the example as one module more.
    private func with(_ engine: Engine, _ body: (City, Site) async throws -> Void) async throws {
        try await TestCity.with(engine) { test in
            try await test.importCalendars("115")
            try await test.add("officer", .officer, at: "culture")
            try await test.add("reviewer", .reviewer, at: "rdec")
            _ = try await Migrator(Modules.migrations + [RoomsSchema.bookings]).migrate(test.store)
            let city = test.city.with(RoomsModule.module)
            try await body(city, Site(city: city, options: .init(hosts: ["127.0.0.1:8080"]), logger: .init(label: "test")))
        }
    }

    @Test(arguments: TestCity.engines) func aRoomIsAskedForAndGranted(_ engine: Engine) async throws {
        try await with(engine) { city, site in
            let (officer, reviewer) = (Browser(site), Browser(site))
            _ = try await officer.signIn("officer")
            _ = try await reviewer.signIn("reviewer")
            let refused = try await officer.post(
                "/rooms", ["room": "第一會議室", "day": "2026-11-23", "part": "morning", "purpose": "協調會"], tokenFrom: "/rooms")
            #expect(refused.status == 422 && refused.text.contains("日期不能在今天以前。") && refused.text.contains("協調會"))
            let asked = try await officer.post(
                "/rooms", ["room": "第一會議室", "day": "2026-12-03", "part": "morning", "purpose": "協調會"], tokenFrom: "/rooms")
            let matter = try #require(asked.location)
            #expect(try await reviewer.get("/inbox").text.contains("協調會"))
            let granted = try await reviewer.post(matter + "/steps", ["action": "grant", "revision": "1"], tokenFrom: matter)
            #expect(granted.status == 303)
            #expect(try await officer.get("/rooms").text.contains("已核准"))
            #expect(try await officer.get("/notices").text.contains("會議室核准了"))
        }
    }

    @Test(arguments: TestCity.engines) func oneRoomIsNotGrantedTwice(_ engine: Engine) async throws {
        try await with(engine) { city, site in
            let day = try #require(CivilDate(iso: "2026-12-03"))
            let officer = try await person("officer", city)
            let reviewer = try await person("reviewer", city)
            let first = try await Booking.ask("簡報室", day, .morning, for: "甲", by: officer, in: city)
            let second = try await Booking.ask("簡報室", day, .morning, for: "乙", by: officer, in: city)
            // Two working days from Tuesday.
            #expect(first.dueAt?.description == "2026-11-26T15:59:59.999Z")
            try await Matters(city).act(Move(matter: first.id, action: "grant", revision: 1, form: Submission(values: [:])), by: reviewer)
            await #expect(throws: MatterRefusal.self) {
                try await Matters(city).act(Move(matter: second.id, action: "grant", revision: 1, form: Submission(values: [:])), by: reviewer)
            }
            let coming = try await city.store.read { try Booking.coming(from: day, $0) }
            #expect(coming.map(\.isGranted).filter(\.self).count == 1)
            #expect(try await city.store.read { try MatterQueries.find(second.id, $0) }?.state == "asked")
        }
    }

    @Test func itsProcedureCanRun() { #expect(BookingProcedure.procedure.faults == []) }

    private func person(_ handle: String, _ city: City) async throws -> SignedInPerson {
        let today = city.clock.today
        let found = try await city.store.read { db in
            try PersonQueries.credentials(handle: handle, db).flatMap { try PersonQueries.signedIn(id: $0.id, on: today, db) }
        }
        return try #require(found)
    }
}
