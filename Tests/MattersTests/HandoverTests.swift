import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

/// Nobody's work is lost when people and agencies go.
@Suite struct HandoverTests {
    private static let console = Actor.operatorAtConsole

    private func told(_ office: Office, _ handle: String) async throws -> [String] {
        let id = try await office.person(handle).id
        return try await office.city.store.read { db in
            try NoticeQueries.list(of: id, now: TestCity.now, limit: 20, db).compactMap { Phrase(stored: $0.words)?.key }
        }
    }

    @Test(arguments: TestCity.engines) func aClosedAccountGivesItsWorkBack(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            #expect(try await office.inbox("colleague") == [])
            let officer = try await office.person("officer").id
            #expect(try await PersonQueries.closeAccount(of: officer, at: TestCity.now, as: Self.console, in: office.city.city))
            #expect(try await office.inbox("colleague") == [matter.id])
            let after = try #require(try await office.reload(matter))
            #expect(after.assignee == nil && after.revision == matter.revision + 1 && after.state == "inProgress")
            let step = try #require(try await office.steps(after).last)
            #expect(step.action == "returned" && step.values.map(\.1) == [officer] && step.actor == Self.console.reference)
            #expect(try await told(office, "head").first == "原來的承辦人離任，案件回到機關，請指派")
            #expect(try await told(office, "colleague").contains { $0.hasPrefix("輪到您處理") })
            // One entry holds both.
            let entry = try await office.city.store.read { db in
                try db.first("SELECT changes FROM entry WHERE reason = 'kernel.closePerson'")?.get("changes", as: String.self)
            }
            #expect(entry?.contains("matters/matter/\(matter.id)") == true && entry?.contains("kernel/person/\(officer)") == true)
            try await office.city.settleLedger()
        }
    }

    @Test(arguments: TestCity.engines) func theLastAppointmentAtAnAgencyGivesItsWorkBack(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let officer = try await office.person("officer").id
            try await PersonQueries.appoint(
                officer, to: Appointment(agency: "finance", role: .officer), from: TestCity.now.taipeiDay, until: nil, at: TestCity.now,
                as: Self.console, in: office.city.store)
            let here = try await office.act("officer", "accept", on: office.dispatch())
            let there = try await office.act("officer", "accept", on: office.dispatch(to: "finance"))
            let kept = try await office.city.store.read {
                try PersonQueries.record(officer, $0)?.appointments.first { $0.agency == "water-resources" }
            }
            let id = try #require(kept).id
            #expect(
                try await PersonQueries.endAppointment(
                    id, on: TestCity.now.taipeiDay, as: Self.console, in: office.city.city))
            #expect(try await office.reload(here)?.assignee == nil)
            #expect(try await office.reload(there)?.assignee == officer, "what is still theirs stays")
        }
    }

    @Test(arguments: TestCity.engines) func erasureGivesItsWorkBack(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            let officer = try await office.person("officer").id
            _ = try await PersonErasure(office.city.city).run(officer, basis: "個資法", as: Self.console)
            #expect(try await office.reload(matter)?.assignee == nil)
            #expect(try await office.inbox("colleague") == [matter.id])
        }
    }

    @Test(arguments: TestCity.engines) func aMergedAgencysWorkGoesToItsSuccessor(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let taken = try await office.act("officer", "accept", on: office.dispatch())
            let waiting = try await office.dispatch()
            let closed = try await office.act("reviewer", "withdraw", on: office.dispatch(), ["words": "免"])
            let day = TestCity.now.taipeiDay
            _ = try await AgencyQueries.close("water-resources", on: day, into: "finance", at: TestCity.now, as: Self.console, in: office.city.city)
            for matter in [taken, waiting] { #expect(try await office.reload(matter)?.lead == "finance") }
            #expect(try await office.reload(closed)?.lead == "water-resources", "what is over stays where it was")
            // Who had it has it still, for the appointment moved as well.
            #expect(try await Set(office.inbox("officer")) == [taken.id, waiting.id])
            #expect(try await office.inbox("stranger") == [waiting.id])
            #expect(try await office.steps(waiting).last?.action == "agencyMerged")
            let sums = try await office.city.store.read { try TimelinessQueries.read(TimelinessFilter(today: day), today: day, $0) }
            #expect(sums["finance"]?.sums.open == 2 && sums["water-resources"]?.sums.open == 0)
        }
    }

    @Test(arguments: TestCity.engines) func anAgencyWithoutASuccessorCannotLeaveWorkBehind(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch()
            let day = try #require(CivilDate(iso: "2027-01-01"))
            let refusal = await #expect(throws: StaffRefusal.self) {
                _ = try await AgencyQueries.close("water-resources", on: day, into: nil, at: TestCity.now, as: Self.console, in: office.city.city)
            }
            #expect(refusal?.phrase.key.contains("件案件沒有結") == true)
            let agency = try await office.city.store.read { try AgencyQueries.find(id: "water-resources", $0) }
            #expect(agency?.validTo == nil, "nothing was changed")
            _ = try await office.act("reviewer", "withdraw", on: matter, ["words": "免"])
            _ = try await AgencyQueries.close("water-resources", on: day, into: nil, at: TestCity.now, as: Self.console, in: office.city.city)
        }
    }

    /// What ends on a day to come is handed over that morning.
    @Test(arguments: TestCity.engines) func theMorningOfTheDayHandsOver(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let day = try #require(CivilDate(iso: "2026-12-01"))
            let merged = try await office.act("officer", "accept", on: office.dispatch(due: "2026-12-20"))
            let left = try await office.act("helper", "accept", on: office.dispatch(to: "culture", due: "2026-12-20"))
            _ = try await AgencyQueries.close("water-resources", on: day, into: "finance", at: TestCity.now, as: Self.console, in: office.city.city)
            let helper = try await office.person("helper").id
            try await office.city.store.write(as: Self.console, "kernel.appoint") { db, changes in
                try db.run("UPDATE appointment SET valid_to = \(day.iso) WHERE person = \(helper)")
                changes.append(Change(Reference("kernel/person", helper)))
            }
            #expect(try await Handover.handOver(office.city.city) == 0, "not yet")
            let then = office.city.city.at(Instant(taipei: day).adding(seconds: 3600))
            #expect(try await Handover.handOver(then) == 2)
            #expect(try await Handover.handOver(then) == 0)
            let after = try await office.reload(merged)
            #expect(after?.lead == "finance" && after?.assignee == merged.assignee)
            #expect(try await office.reload(left)?.assignee == nil)
        }
    }
}
