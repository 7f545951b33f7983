import Formats
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct PeopleTests {
    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    @Test(arguments: [
        ("rdec", ["rdec"]), ("研究發展考核委員會", ["rdec"]), ("研考會", ["rdec"]), (" 臺南市政府研究發展考核委員會 ", ["rdec"]), ("台南市政府研究發展考核委員會", ["rdec"]),
        ("test-a", ["test-a"]), ("999000001-", ["test-a"]), ("臺南測試局", ["test-a"]), ("台南測試局", ["test-a"]), ("測試", ["test-a", "test-b"]), ("沒有這個局", []),
        ("", []),
        ("臺南市政府", ["city"]),
    ])
    func agenciesAreFoundByWhatPeopleCallThem(_ text: String, _ ids: [String]) async throws {
        try await TestCity.with { city in
            let added = [
                Agency(id: "test-a", code: "999000001-", name: "臺南測試局", shortName: "測試"),
                Agency(id: "test-b", code: nil, name: "測試二局", shortName: "測試"),
            ]
            _ = try await AgencyQueries.addMissing(added, as: .operatorAtConsole, to: city.store)
            let found = try await city.store.point { try AgencyQueries.matching(text, government: "臺南市政府", $0) }
            #expect(found.map(\.id).sorted() == ids)
        }
    }

    @Test func agenciesAreAddedOnce() async throws {
        try await TestCity.with { city in
            let agencies = try AgencyQueries.read(csv: Array("id,code,name,short_name\nt1,,甲局,甲\nt2,1-,乙局,乙\nbroken\n".utf8))
            #expect(agencies == [.init(id: "t1", code: nil, name: "甲局", shortName: "甲"), .init(id: "t2", code: "1-", name: "乙局", shortName: "乙")])
            let first = try await AgencyQueries.addMissing(agencies, as: .operatorAtConsole, to: city.store)
            let second = try await AgencyQueries.addMissing(agencies, as: .operatorAtConsole, to: city.store)
            let kept = try await city.store.point { try AgencyQueries.find(id: "t2", $0) }
            #expect(first == 2 && second == 0 && kept == agencies[1])
        }
    }

    @Test func aPersonIsWhatTheDaySays() async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            try await city.store.write(exempt: .session) { db in
                try db.run(
                    "INSERT INTO appointment (id, person, agency, role, valid_from, valid_to) VALUES ('a2', \(id), 'culture', 'reviewer', '2027-01-01', '2027-07-01')"
                )
                try db.run("INSERT INTO appointment (id, person, agency, role, valid_from) VALUES ('a3', \(id), 'culture', 'unknown', '2020-01-01')")
            }
            func appointments(_ iso: String) async throws -> [Appointment] {
                let day = try Self.day(iso)
                return try await city.store.point { try PersonQueries.signedIn(id: id, on: day, $0)?.appointments ?? [] }
            }
            let officer = Appointment(agency: "rdec", role: .officer)
            let reviewer = Appointment(agency: "culture", role: .reviewer)
            // The test's today is 2026-11-24; the officer begins that day.
            let days = ["2026-11-23", "2026-11-24", "2027-01-01", "2027-06-30", "2027-07-01"]
            let expected = [[], [officer], [reviewer, officer], [reviewer, officer], [officer]]
            for (day, expected) in zip(days, expected) {
                let found = try await appointments(day)
                #expect(found == expected, "\(day)")
            }
        }
    }

    @Test func nobodyIsNobody() async throws {
        try await TestCity.with { city in
            let today = city.city.clock.today
            let person = try await city.store.point { try PersonQueries.signedIn(id: "nobody", on: today, $0) }
            let credentials = try await city.store.point { try PersonQueries.credentials(handle: "nobody", $0) }
            #expect(person == nil)
            #expect(credentials == nil)
        }
    }

    @Test func aHandleIsTakenOnce() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            await #expect(throws: StoreError.self) { try await city.add("wang", .mayor, at: "city") }
            let today = city.city.clock.today
            let people = try await city.store.read { try PersonQueries.list(on: today, $0) }
            #expect(people.map(\.handle) == ["wang"] && people.map(\.role) == ["officer"])
        }
    }

    @Test func aCodeIsUsedOnceAndOnlyForwards() async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            var used: [Bool] = []
            for step in [100, 100, 99, 101] as [Int64] { used.append(try await PersonQueries.useTOTP(step: step, person: id, in: city.store)) }
            let nobody = try await PersonQueries.useTOTP(step: 200, person: "nobody", in: city.store)
            #expect(used == [true, false, false, true])
            #expect(!nobody)
        }
    }

    @Test func theSecondFactorIsTurnedOnAndOff() async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            let today = city.city.clock.today
            let person = try #require(try await city.store.point { try PersonQueries.signedIn(id: id, on: today, $0) })
            try await PersonQueries.setTOTP(secret: "MZXW6YTBOI", usedStep: 1, person: person, in: city.store)
            let on = try await city.store.point { try PersonQueries.credentials(handle: "wang", $0)?.totpSecret }
            let listed = try await city.store.read { try PersonQueries.list(on: today, $0).map(\.hasSecondFactor) }
            try await PersonQueries.setTOTP(secret: nil, usedStep: nil, person: person, in: city.store)
            let off = try await city.store.point { try PersonQueries.credentials(handle: "wang", $0)?.totpSecret }
            #expect(on == "MZXW6YTBOI" && listed == [true] && off == nil)
        }
    }
}
