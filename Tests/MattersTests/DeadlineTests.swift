import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

/// The tests' today is Tuesday, 2026-11-24.
@Suite struct DeadlineTests {
    @Test(arguments: TestCity.engines) func aTyphoonDayMovesWhatIsDueOnItAndSaysSo(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let moved = try await office.dispatch(due: "2026-12-01")
            let before = try await office.dispatch(due: "2026-11-30")
            _ = try await office.city.city.addClosure(
                OfficeClosure(date: CivilDate(iso: "2026-12-01")!, part: .wholeDay), reason: "颱風", as: .operatorAtConsole)
            // Wednesday.
            #expect(try await office.reload(moved)?.dueAt?.description == "2026-12-02T15:59:59.999Z")
            #expect(try await office.reload(before)?.dueAt?.description == "2026-11-30T15:59:59.999Z")
            let step = try #require(try await office.steps(moved).last)
            #expect(step.action == "calendar" && step.actor.text == "system/calendar")
            #expect(step.values.map(\.0) == ["before", "after"])
            #expect(step.values.map(\.1) == ["2026-12-01T15:59:59.999Z", "2026-12-02T15:59:59.999Z"])
            #expect(try await office.steps(before).count == 1)
        }
    }

    @Test(arguments: TestCity.engines) func aWithdrawnClosureMovesItBack(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch(due: "2026-12-01")
            let closure = try #require(
                try await office.city.city.addClosure(
                    OfficeClosure(date: CivilDate(iso: "2026-12-01")!, part: .wholeDay), reason: "颱風", as: .operatorAtConsole))
            _ = try await office.city.city.withdrawClosure(closure, reason: "颱風轉向", as: .operatorAtConsole)
            #expect(try await office.reload(matter)?.dueAt?.description == "2026-12-01T15:59:59.999Z")
            #expect(try await office.steps(matter).map(\.action) == ["open", "calendar", "calendar"])
        }
    }

    @Test(arguments: TestCity.engines) func aClosureOfOneAgencyMovesOnlyItsOwn(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let water = try await office.dispatch(due: "2026-12-01")
            let culture = try await office.dispatch(to: "culture", due: "2026-12-01")
            _ = try await office.city.city.addClosure(
                OfficeClosure(date: CivilDate(iso: "2026-12-01")!, part: .wholeDay, agency: "culture"), reason: "停電", as: .operatorAtConsole)
            #expect(try await office.reload(water)?.dueAt?.description == "2026-12-01T15:59:59.999Z")
            #expect(try await office.reload(culture)?.dueAt?.description == "2026-12-02T15:59:59.999Z")
        }
    }

    @Test(arguments: TestCity.engines) func aDayOffMovesToTheNextWorkingDay(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            // 2026-11-28 is a Saturday.
            let matter = try await office.dispatch(due: "2026-11-28")
            #expect(matter.dueAt?.description == "2026-11-30T15:59:59.999Z")
        }
    }

    @Test(arguments: TestCity.engines) func aYearWithoutCalendarIsSaidAndNothingIsOpened(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            do {
                _ = try await office.dispatch(due: "2027-02-01")
                Issue.record("was opened")
            } catch MatterRefusal.calendar(let error) {
                #expect(error == .yearMissing(2027))
            }
            #expect(try await office.inbox("officer") == [])
            // The number was not used up.
            let next = try await office.dispatch()
            #expect(next.number == "指 115-0001")
        }
    }

    @Test(arguments: TestCity.engines) func anExtensionMustBeLater(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.act("officer", "accept", on: office.dispatch(due: "2026-12-01"))
            matter = try await office.act("officer", "requestExtension", on: matter, ["wanted": "2026-12-15", "words": "工期展延"])
            #expect(try await office.inbox("reviewer") == [matter.id])
            for due in ["2026-12-01", "2026-11-30", "2026-11-01"] {
                do {
                    try await office.act("reviewer", "extend", on: matter, ["due": due, "words": "同意"])
                    Issue.record("\(due) was taken")
                } catch MatterRefusal.fields(let errors) {
                    #expect(errors.keys.sorted() == ["due"])
                }
            }
            matter = try await office.act("reviewer", "extend", on: matter, ["due": "2026-12-15", "words": "同意"])
            #expect(matter.state == "inProgress" && matter.dueAt?.description == "2026-12-15T15:59:59.999Z")
            #expect(try await office.inbox("officer") == [matter.id])
        }
    }

    @Test(arguments: TestCity.engines) func whatStandsStillIsDueAsManyDaysLater(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.act("officer", "accept", on: office.dispatch(due: "2026-12-01"))
            matter = try await office.act("reviewer", "suspend", on: matter, ["words": "等待中央函釋"])
            #expect(try await office.inbox("officer") == [])
            #expect(try await office.actions("officer", on: matter) == ["comment"])
            #expect(try await office.actions("reviewer", on: matter) == ["resume", "comment"])
            // Resumed on Friday, three days later: Friday the fourth instead of Tuesday the first.
            let friday = TestCity.now.adding(seconds: 3 * 86_400)
            let later = Matters(office.city.city.at(friday))
            matter = try await later.act(
                Move(matter: matter.id, action: "resume", revision: matter.revision, form: Submission(values: [:])), by: office.person("reviewer"))
            #expect(matter.suspendedAt == nil && matter.dueAt?.description == "2026-12-04T15:59:59.999Z")
            #expect(try await office.inbox("officer") == [matter.id])
        }
    }
}
