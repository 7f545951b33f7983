import Formats
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct AgencyChangeTests {
    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    @Test(arguments: TestCity.engines)
    func aNewNameLeavesTheOldOneInThePast(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.settleLedger()
            let before = try await city.store.read {
                try $0.first("SELECT count(*) AS count FROM entry WHERE position IS NOT NULL")?.get("count", as: Int.self) ?? 0
            }
            try await AgencyQueries.rename("rdec", name: "數位發展局", shortName: "數發局", code: "395002900-", as: .operatorAtConsole, in: city.store)
            let (now, then) = try await city.store.read {
                (try AgencyQueries.find(id: "rdec", $0), try AgencyQueries.find(id: "rdec", asOf: .entries(before), $0))
            }
            #expect(now?.name == "數位發展局" && then?.name == "研究發展考核委員會")
        }
    }

    @Test(arguments: TestCity.engines)
    func aNameThatIsTakenIsRefused(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            await #expect(throws: AgencyFault.taken) {
                try await AgencyQueries.rename("rdec", name: "文化局", shortName: "x", code: nil, as: .operatorAtConsole, in: city.store)
            }
            await #expect(throws: AgencyFault.taken) {
                try await AgencyQueries.add(Agency(id: "rdec", code: nil, name: "新局", shortName: "新"), as: .operatorAtConsole, to: city.store)
            }
            await #expect(throws: AgencyFault.unknown) {
                try await AgencyQueries.rename("nobody", name: "新局", shortName: "x", code: nil, as: .operatorAtConsole, in: city.store)
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func aMergerMovesThePeople(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let wang = try await city.add("wang", .officer, at: "tourism")
            try await city.add("lin", .officer, at: "culture")
            let day = try Self.day("2027-01-01")
            let moved = try await AgencyQueries.close(
                "tourism", on: day, into: "culture", at: TestCity.now, as: .operatorAtConsole, in: city.city)
            #expect(moved == 1)
            let (before, after) = try await city.store.read { db in
                (
                    try PersonQueries.signedIn(id: wang, on: day.adding(days: -1), db)?.appointments,
                    try PersonQueries.signedIn(id: wang, on: day, db)?.appointments
                )
            }
            #expect(before == [Appointment(agency: "tourism", role: .officer)])
            #expect(after == [Appointment(agency: "culture", role: .officer)])
            let (old, valid) = try await city.store.read { (try AgencyQueries.find(id: "tourism", $0), try AgencyQueries.valid(on: day, $0)) }
            #expect(old?.successor == "culture" && old?.validTo == day && old?.isValid(on: day.adding(days: -1)) == true)
            #expect(!valid.contains { $0.id == "tourism" } && valid.contains { $0.id == "culture" })
        }
    }

    @Test(arguments: TestCity.engines)
    func aClosedAgencyKeepsNobody(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let wang = try await city.add("wang", .officer, at: "tourism")
            let today = city.city.clock.today
            #expect(try await AgencyQueries.close("tourism", on: today, into: nil, at: TestCity.now, as: .operatorAtConsole, in: city.city) == 1)
            #expect(try await city.store.point { try PersonQueries.signedIn(id: wang, on: today, $0)?.appointments } == [])
            await #expect(throws: AgencyFault.closedAlready) {
                _ = try await AgencyQueries.close("tourism", on: today, into: nil, at: TestCity.now, as: .operatorAtConsole, in: city.city)
            }
            await #expect(throws: AgencyFault.mergesIntoItself) {
                _ = try await AgencyQueries.close("culture", on: today, into: "culture", at: TestCity.now, as: .operatorAtConsole, in: city.city)
            }
            await #expect(throws: AgencyFault.successorIsClosed) {
                _ = try await AgencyQueries.close("culture", on: today, into: "tourism", at: TestCity.now, as: .operatorAtConsole, in: city.city)
            }
        }
    }
}
