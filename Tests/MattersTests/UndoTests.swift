import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct UndoTests {
    private func undo(_ office: Office, _ matter: Matter, by handle: String, after seconds: Int64 = 0) async throws {
        let matters = Matters(office.city.city.at(TestCity.now.adding(seconds: seconds)))
        try await matters.undo(matter.id, revision: matter.revision, by: office.person(handle))
    }

    @Test(arguments: TestCity.engines) func aStepIsTakenBackAsIfItHadNotBeen(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let before = try await office.act("officer", "accept", on: office.dispatch())
            let after = try await office.act("officer", "propose", on: before, ["words": "已完成。"])
            try await undo(office, after, by: "officer", after: 600)
            let now = try #require(try await office.reload(after))
            #expect(now.state == "inProgress" && now.assignee == before.assignee && now.dueAt == before.dueAt && now.revision == after.revision + 1)
            #expect(try await office.inbox("officer") == [now.id])
            #expect(try await office.inbox("head") == [])
            let steps = try await office.steps(now)
            #expect(steps.map(\.action) == ["open", "accept", "propose", "undo"])
            #expect(steps.map(\.isUndone) == [false, false, true, false])
        }
    }

    @Test(arguments: TestCity.engines) func notAfterItsMinutesNotByOthersNotWhenSomebodyWentOn(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.act("officer", "accept", on: office.dispatch())
            await #expect(throws: MatterRefusal.self, "accepting cannot be taken back") { try await undo(office, matter, by: "officer") }
            matter = try await office.act("officer", "propose", on: matter, ["words": "已完成。"])
            await #expect(throws: MatterRefusal.self) { try await undo(office, matter, by: "officer", after: 601) }
            await #expect(throws: MatterRefusal.self) { try await undo(office, matter, by: "head") }
            matter = try await office.act("head", "return", on: matter, ["words": "再補。"])
            await #expect(throws: MatterRefusal.self) { try await undo(office, matter, by: "officer") }
            #expect(try await office.reload(matter)?.state == "inProgress")
        }
    }

    @Test(arguments: TestCity.engines) func nobodyIsToldUntilItCanNoLongerBeTakenBack(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "propose", on: office.act("officer", "accept", on: office.dispatch()), ["words": "好"])
            let head = try await office.person("head")
            func told(after seconds: Int64) async throws -> Int {
                try await office.city.store.read { try NoticeQueries.unread(of: head.id, now: TestCity.now.adding(seconds: seconds), $0) }
            }
            #expect(try await told(after: 599) == 0)
            #expect(try await told(after: 600) == 1)
            try await undo(office, matter, by: "officer")
            #expect(try await told(after: 600) == 0)
        }
    }
}
