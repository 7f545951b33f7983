import Formats
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct PersonKeepingTests {
    @Test(arguments: TestCity.engines)
    func aClosedAccountSignsInNoMore(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            #expect(try await browser.signIn("wang").status == 303)
            #expect(try await PersonQueries.closeAccount(of: id, at: TestCity.now, as: .operatorAtConsole, in: city.city))
            #expect(try await !PersonQueries.closeAccount(of: id, at: TestCity.now, as: .operatorAtConsole, in: city.city))
            // The session that was open is nobody's now.
            #expect(try await browser.get("/account").status != 200)
            #expect(try await Browser(city.site).signIn("wang").status == 422)
            #expect(try await PersonQueries.reopenAccount(of: id, as: .operatorAtConsole, in: city.store))
            #expect(try await Browser(city.site).signIn("wang").status == 303)
        }
    }

    @Test(arguments: TestCity.engines)
    func peopleAreFoundByPartsOfTheirNames(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            for handle in ["wang", "Wu", "lin"] { try await city.add(handle, .officer, at: handle == "lin" ? "culture" : "rdec") }
            func found(_ search: String, agency: String? = nil, after: String = "") async throws -> [String] {
                try await city.store.read { try PersonQueries.records(matching: search, agency: agency, after: after, limit: 10, $0).map(\.handle) }
            }
            #expect(try await found("W") == ["Wu", "wang"])
            #expect(try await found("%") == ["Wu", "lin", "wang"])
            #expect(try await found("", agency: "culture") == ["lin"])
            #expect(try await found("", after: "Wu") == ["lin", "wang"])
            #expect(try await found("nobody").isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func appointmentsComeAndGo(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            let today = city.city.clock.today
            let unit = Appointment(agency: "rdec", role: .reviewer, unit: "管考組")
            try await PersonQueries.appoint(
                id, to: unit, from: today.adding(days: 5), until: today.adding(days: 10), at: TestCity.now, as: .operatorAtConsole, in: city.store)
            let record = try #require(try await city.store.read { try PersonQueries.record(id, $0) })
            #expect(record.appointments.map(\.unit) == [nil, "管考組"])
            #expect(record.appointments.map { $0.holds(on: today.adding(days: 9)) } == [true, true])
            let later = try await city.store.point { try PersonQueries.signedIn(id: id, on: today.adding(days: 5), $0)?.appointments }
            #expect(later?.contains(unit) == true)
            // The one to come is taken back altogether, the other ends today.
            for kept in record.appointments {
                #expect(try await PersonQueries.endAppointment(kept.id, on: today, as: .operatorAtConsole, in: city.city))
                #expect(try await !PersonQueries.endAppointment(kept.id, on: today, as: .operatorAtConsole, in: city.city))
            }
            #expect(try await !PersonQueries.endAppointment("unknown", on: today, as: .operatorAtConsole, in: city.city))
        }
    }
}
