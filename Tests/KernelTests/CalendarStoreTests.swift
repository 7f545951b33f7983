import Formats
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Kernel

/// The office calendar in the record: imported, revised, closed for a typhoon, and told to the modules in the same transaction.
@Suite struct CalendarStoreTests {
    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private static func isWorking(_ iso: String, _ city: TestCity) async throws -> Bool {
        let (day, city) = (try day(iso), city.city)
        return try await city.store.point { try city.calendars.current($0).isWorkingDay(day) }
    }

    @Test(arguments: TestCity.engines)
    func aRevisedFileTakesThePlaceOfTheYear(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let first = try await city.city.importCalendar(CalendarFiles.bytes("114"), named: "114.csv", as: .operatorAtConsole)
            #expect(first == .imported(year: 2025, changedDays: 365))
            #expect(try await Self.isWorking("2025-09-29", city))
            let again = try await city.city.importCalendar(CalendarFiles.bytes("114"), named: "114.csv", as: .operatorAtConsole)
            #expect(again == .unchanged(year: 2025))
            let revised = try await city.city.importCalendar(CalendarFiles.bytes("114-rev2"), named: "rev2.csv", as: .operatorAtConsole)
            // 09-28, 09-29, 10-24, 10-25 and 12-25: three of them are worked otherwise, two only have a name.
            #expect(revised == .imported(year: 2025, changedDays: 5))
            #expect(try await !Self.isWorking("2025-09-29", city))
            let years = try await city.store.read { try CalendarQueries.years($0) }
            #expect(years.map(\.fileName) == ["rev2.csv"] && years[0].digest.count == 64)
        }
    }

    @Test(arguments: TestCity.engines)
    func anImportIsOneEntryAndAFaultyFileIsNone(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            func entries() async throws -> [String] {
                try await city.store.read {
                    try $0.all("SELECT changes FROM entry WHERE reason = 'kernel.importCalendar'").map { try $0.get("changes") }
                }
            }
            try await city.importCalendars("115")
            let after = try await entries()
            #expect(after.count == 1 && after[0].contains("kernel/calendar/2026") && after[0].contains("digest"))
            await #expect(throws: OfficeCalendarError.self) {
                _ = try await city.city.importCalendar(Array(CalendarFiles.bytes("115").prefix(2000)), named: "x", as: .operatorAtConsole)
            }
            #expect(try await entries().count == 1)
        }
    }

    @Test(arguments: TestCity.engines)
    func aClosureIsAddedOnceAndWithdrawnOnce(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.importCalendars("115")
            let closure = OfficeClosure(date: try Self.day("2026-11-25"), part: .wholeDay)
            let id = try #require(try await city.city.addClosure(closure, reason: "颱風", as: .operatorAtConsole))
            #expect(try await city.city.addClosure(closure, reason: "颱風", as: .operatorAtConsole) == nil)
            #expect(try await !Self.isWorking("2026-11-25", city))
            #expect(try await city.city.withdrawClosure(id, reason: "颱風轉向", as: .operatorAtConsole))
            #expect(try await !city.city.withdrawClosure(id, reason: "颱風轉向", as: .operatorAtConsole))
            #expect(try await !city.city.withdrawClosure("nothing", reason: "", as: .operatorAtConsole))
            #expect(try await Self.isWorking("2026-11-25", city))
            let kept = try await city.store.read { try CalendarQueries.closures(of: 2026, $0) }
            #expect(kept.map(\.closure) == [closure] && kept[0].withdrawalReason == "颱風轉向")
        }
    }

    /// Another process's city on the same database sees the change without being told.
    @Test(arguments: TestCity.engines)
    func anotherNodeSeesTheChange(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.importCalendars("115")
            let other = OfficeCalendars()
            let day = try Self.day("2026-11-25")
            #expect(try await city.store.point { try other.current($0).isWorkingDay(day) })
            _ = try await city.city.addClosure(OfficeClosure(date: day, part: .wholeDay), reason: "颱風", as: .operatorAtConsole)
            #expect(try await !city.store.point { try other.current($0).isWorkingDay(day) })
        }
    }

    @Test(arguments: TestCity.engines)
    func modulesAreToldInTheSameTransaction(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            struct Refusal: Error {}
            let seen = Mutex<[CalendarChange]>([])
            let listening = city.city.adding(
                Module(
                    name: "listener", title: "測試",
                    calendarObservers: [
                        { change, _, changes in
                            seen.withLock { $0.append(change) }
                            changes.append(Change(Reference("listener/matter", "m1"), [("due", "2026-11-26")]))
                        }
                    ]))
            _ = try await listening.importCalendar(CalendarFiles.bytes("115"), named: "115.csv", as: .operatorAtConsole)
            let closure = OfficeClosure(date: try Self.day("2026-11-25"), part: .wholeDay)
            let id = try #require(try await listening.addClosure(closure, reason: "颱風", as: .operatorAtConsole))
            let changes = seen.withLock { $0 }
            #expect(changes.map(\.cause) == [.importedYear(2026), .closure(id)])
            #expect(changes.last?.days == [closure.date])
            #expect(try changes.last?.before.isWorkingDay(closure.date) == true && changes.last?.after.isWorkingDay(closure.date) == false)
            let entry = try await city.store.read { try $0.first("SELECT changes FROM entry WHERE reason = 'kernel.addClosure'") }
            #expect(try entry?.get("changes", as: String.self).contains("listener/matter/m1") == true)

            // What cannot follow stops the change.
            let refusing = city.city.adding(Module(name: "refuser", title: "測試", calendarObservers: [{ _, _, _ in throw Refusal() }]))
            await #expect(throws: Refusal.self) { _ = try await refusing.withdrawClosure(id, reason: "x", as: .operatorAtConsole) }
            #expect(try await !Self.isWorking("2026-11-25", city))
        }
    }
}

extension City {
    fileprivate func adding(_ module: Module) -> City {
        City(
            government: government, commission: commission, address: address, securityContact: securityContact, version: version, store: store,
            clock: clock, settings: settings, modules: modules + [module], grants: grants, english: english, passwords: passwords)
    }
}
