import Formats
import Kernel
import Storage
import TestSupport
import Testing

/// Who acts for whom, and when. The tests' today is 2026-11-24.
@Suite struct DelegationTests {
    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private static func delegate(
        _ principal: String, _ deputy: String, _ from: String = "2026-11-24", _ until: String = "2026-12-01", agency: String? = nil,
        in city: TestCity
    ) async throws -> String {
        let id = UniqueID.make(at: TestCity.now)
        let delegation = Delegation(
            id: id, principal: principal, deputy: deputy, from: try day(from), until: try day(until), agency: agency, reason: "出差")
        try await DelegationQueries.add(delegation, on: city.city.clock.today, as: .operatorAtConsole, to: city.store)
        return id
    }

    private static func principals(_ deputy: String, on iso: String, _ city: TestCity) async throws -> [SignedInPerson] {
        let day = try day(iso)
        return try await city.store.point { try PersonQueries.principals(ofDeputy: deputy, on: day, $0) }
    }

    @Test(arguments: TestCity.engines)
    func aDeputyActsForThePrincipalOnThoseDays(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (head, officer) = (try await city.add("head", .agencyHead, at: "rdec"), try await city.add("officer", .officer, at: "rdec"))
            _ = try await Self.delegate(head, officer, "2026-11-25", "2026-11-28", in: city)
            for (iso, expected) in [("2026-11-24", []), ("2026-11-25", ["head"]), ("2026-11-27", ["head"]), ("2026-11-28", [])] {
                #expect(try await Self.principals(officer, on: iso, city).map(\.handle) == expected, "\(iso)")
            }
            #expect(try await Self.principals(officer, on: "2026-11-25", city)[0].appointments == [Appointment(agency: "rdec", role: .agencyHead)])
            #expect(try await Self.principals(head, on: "2026-11-25", city).isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func aDelegationIsNotPassedOn(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (a, b, c) = (
                try await city.add("a", .agencyHead, at: "rdec"), try await city.add("b", .officer, at: "rdec"),
                try await city.add("c", .officer, at: "rdec")
            )
            _ = try await Self.delegate(a, b, in: city)
            _ = try await Self.delegate(b, c, in: city)
            #expect(try await Self.principals(c, on: "2026-11-24", city).map(\.handle) == ["b"])
        }
    }

    @Test(arguments: TestCity.engines)
    func oneAgencysWorkOrAllOfIt(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (head, deputy) = (try await city.add("head", .agencyHead, at: "rdec"), try await city.add("deputy", .officer, at: "rdec"))
            try await PersonQueries.appoint(
                head, to: Appointment(agency: "culture", role: .agencyHead, unit: "秘書室"), from: city.city.clock.today, until: nil, at: TestCity.now,
                as: .operatorAtConsole, in: city.store)
            _ = try await Self.delegate(head, deputy, agency: "culture", in: city)
            #expect(
                try await Self.principals(deputy, on: "2026-11-24", city).map(\.appointments) == [
                    [Appointment(agency: "culture", role: .agencyHead, unit: "秘書室")]
                ])
            // A second one for everything covers both, and the principal is named once.
            _ = try await Self.delegate(head, deputy, in: city)
            #expect(try await Self.principals(deputy, on: "2026-11-24", city).map(\.appointments.count) == [2])
        }
    }

    @Test(arguments: TestCity.engines)
    func whatCannotBeIsRefused(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (head, citizen) = (try await city.add("head", .agencyHead, at: "rdec"), try await city.add("citizen", .citizen, at: "city"))
            await #expect(throws: DelegationFault.toOneself) { _ = try await Self.delegate(head, head, in: city) }
            await #expect(throws: DelegationFault.endsBeforeItBegins) {
                _ = try await Self.delegate(head, citizen, "2026-11-25", "2026-11-25", in: city)
            }
            await #expect(throws: DelegationFault.deputyIsNoStaff) { _ = try await Self.delegate(head, citizen, in: city) }
            await #expect(throws: DelegationFault.noSuchDeputy) { _ = try await Self.delegate(head, "nobody", in: city) }
            #expect(try await city.store.read { try DelegationQueries.all(since: CivilDate(dayNumber: 0), limit: 10, $0) }.isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func itEndsEarlyOrNeverBegins(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (head, deputy) = (try await city.add("head", .agencyHead, at: "rdec"), try await city.add("deputy", .officer, at: "rdec"))
            let begun = try await Self.delegate(head, deputy, "2026-11-20", "2026-12-01", in: city)
            let planned = try await Self.delegate(head, deputy, "2026-12-10", "2026-12-20", in: city)
            let today = city.city.clock.today
            for id in [begun, planned] { #expect(try await DelegationQueries.end(id, on: today, as: .operatorAtConsole, in: city.store)) }
            #expect(try await !DelegationQueries.end(begun, on: today, as: .operatorAtConsole, in: city.store))
            let left = try await city.store.read { (try DelegationQueries.find(begun, $0), try DelegationQueries.find(planned, $0)) }
            #expect(left.0?.until == today && left.1 == nil)
            #expect(try await Self.principals(deputy, on: "2026-11-24", city).isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func erasingAPersonTakesTheDelegationsAlong(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let (head, deputy) = (try await city.add("head", .agencyHead, at: "rdec"), try await city.add("deputy", .officer, at: "rdec"))
            _ = try await Self.delegate(head, deputy, in: city)
            _ = try await Self.delegate(deputy, head, in: city)
            _ = try await PersonErasure(city.city).run(deputy, basis: "測試", as: .operatorAtConsole)
            let left = try await city.store.read { try DelegationQueries.all(since: CivilDate(dayNumber: 0), limit: 10, $0) }
            // The principal's own stays, to a deputy who is nobody any more.
            #expect(left.map(\.principal) == [head])
            #expect(try await Self.principals(head, on: "2026-11-24", city).isEmpty)
        }
    }
}
