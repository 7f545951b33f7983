import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct MatterJourneyTests {
    @Test(arguments: TestCity.engines) func aDirectiveGoesFromDispatchToRelease(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.dispatch()
            #expect(matter.number == "指 115-0001" && matter.state == "dispatched" && matter.lead == "water-resources" && matter.revision == 1)
            // The end of the first of December in Taipei.
            #expect(matter.dueAt?.description == "2026-12-01T15:59:59.999Z")
            #expect(try await office.inbox("officer") == [matter.id])
            #expect(try await office.inbox("colleague") == [matter.id])
            #expect(try await office.inbox("stranger") == [])
            #expect(try await office.inbox("reviewer") == [])

            matter = try await office.act("officer", "accept", on: matter)
            let officer = try await office.person("officer")
            #expect(matter.state == "inProgress" && matter.assignee == officer.id)
            #expect(matter.dueAt?.description == "2026-12-01T15:59:59.999Z", "accepting asks for no day, so the deadline stays")
            #expect(try await office.inbox("colleague") == [], "it was given to somebody")

            matter = try await office.act("officer", "propose", on: matter, ["words": "已完成疏濬。"])
            #expect(try await office.inbox("officer") == [])
            #expect(try await office.inbox("head") == [matter.id])
            matter = try await office.act("head", "return", on: matter, ["words": "請附照片。"])
            #expect(matter.state == "inProgress" && matter.assignee == officer.id)
            #expect(try await office.inbox("officer") == [matter.id])
            matter = try await office.act("officer", "propose", on: matter, ["words": "已附照片。"])
            matter = try await office.act("head", "approve", on: matter)
            #expect(try await office.inbox("reviewer") == [matter.id])
            matter = try await office.act("reviewer", "proposeRelease", on: matter)
            #expect(try await office.inbox("mayor") == [matter.id])
            matter = try await office.act("mayor", "release", on: matter)
            #expect(matter.state == "released" && matter.closedAt == TestCity.now && matter.dueAt == nil)
            for handle in Office.people.map(\.handle) { #expect(try await office.inbox(handle) == [], "\(handle)") }

            let steps = try await office.steps(matter)
            #expect(
                steps.map(\.action) == ["open", "accept", "propose", "return", "propose", "approve", "proposeRelease", "release"])
            #expect(steps.map(\.number) == Array(1...8) && matter.revision == 8)
            #expect(steps[3].words == "請附照片。")
        }
    }

    @Test(arguments: TestCity.engines) func buttonsAreThoseOfTheRoleAndThePlace(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.dispatch()
            #expect(try await office.actions("officer", on: matter) == ["accept", "requestTransfer", "ask", "reassign", "comment"])
            #expect(try await office.actions("head", on: matter) == ["reassign", "comment"])
            #expect(try await office.actions("reviewer", on: matter) == ["transfer", "withdraw", "suspend", "ask", "comment"])
            #expect(try await office.actions("stranger", on: matter) == [])
            #expect(try await office.actions("mayor", on: matter) == ["comment"])
            matter = try await office.act("officer", "accept", on: matter)
            #expect(try await office.actions("officer", on: matter) == ["propose", "report", "requestExtension", "ask", "reassign", "comment"])
            // A colleague at the same agency may speak, and nothing else.
            #expect(try await office.actions("colleague", on: matter) == ["comment"])
        }
    }

    @Test(arguments: TestCity.engines) func whatWasNotOfferedIsRefused(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch()
            for (who, action) in [("stranger", "accept"), ("head", "accept"), ("officer", "release"), ("officer", "nothing"), ("mayor", "release")] {
                await #expect(throws: MatterRefusal.self, "\(who) \(action)") { try await office.act(who, action, on: matter) }
            }
            #expect(try await office.reload(matter)?.revision == 1)
            #expect(try await office.steps(matter).count == 1)
        }
    }

    @Test(arguments: TestCity.engines) func nobodyMovesOnWhatTheyHaveNotSeen(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let seen = try await office.dispatch()
            try await office.act("officer", "accept", on: seen)
            do {
                try await office.act("colleague", "accept", on: seen)
                Issue.record("was taken")
            } catch MatterRefusal.changedMeanwhile {}
        }
    }

    @Test(arguments: TestCity.engines) func whatAFormDoesNotAskForChangesNothing(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch(due: "2026-12-01"), ["due": "2026-12-31", "words": "偷寫"])
            #expect(matter.dueAt?.description == "2026-12-01T15:59:59.999Z")
            let step = try #require(try await office.steps(matter).last)
            #expect(step.words.isEmpty && step.values.isEmpty)
        }
    }

    @Test(arguments: TestCity.engines) func whoLostTheRoleHasNoMatterThereEither(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            let officer = try await office.person("officer")
            try await office.city.store.write(as: .operatorAtConsole, "tests.move") { db, changes in
                try db.run("UPDATE appointment SET agency = 'culture' WHERE person = \(officer.id)")
                changes.append(Change(officer.reference))
            }
            #expect(try await office.actions("officer", on: matter) == [])
            await #expect(throws: MatterRefusal.self) { try await office.act("officer", "propose", on: matter, ["words": "好"]) }
        }
    }

    @Test(arguments: TestCity.engines) func aFormThatIsNotCompleteChangesNothing(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            do {
                try await office.act("officer", "report", on: matter, ["status": "Z", "words": " "])
                Issue.record("was taken")
            } catch MatterRefusal.fields(let errors) {
                #expect(Set(errors.keys) == ["status", "words"])
            }
            #expect(try await office.reload(matter)?.revision == matter.revision)
        }
    }

    @Test(arguments: TestCity.engines) func anotherAgencyAnswersWithoutHoldingUpTheLead(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.act("officer", "accept", on: office.dispatch())
            matter = try await office.act(
                "officer", "ask", on: matter, ["agency": "culture", "words": "請提供文化資產清冊。", "due": "2026-11-27"])
            #expect(matter.supporting == ["culture"])
            let part = try await office.parts(of: matter)[0]
            #expect(part.procedure == "monitoring.reply" && part.lead == "culture" && part.origin == "water-resources" && part.number == "協 115-0001")
            #expect(try await office.inbox("helper") == [part.id])
            #expect(try await office.inbox("officer") == [matter.id], "the lead goes on")
            #expect(try await office.actions("helper", on: matter) == ["comment"])
            let answered = try await office.act("helper", "answer", on: part, ["words": "清冊如附。"])
            #expect(answered.state == "answered" && answered.closedAt != nil)
        }
    }

    @Test(arguments: TestCity.engines) func openPartsEndWithTheirMatter(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var matter = try await office.act("officer", "accept", on: office.dispatch())
            matter = try await office.act("officer", "ask", on: matter, ["agency": "culture", "words": "請協助。", "due": "2026-11-27"])
            matter = try await office.act("reviewer", "withdraw", on: matter, ["words": "併入他案。"])
            let part = try await office.parts(of: matter)[0]
            #expect(part.closedAt != nil && part.state == "over")
            #expect(try await office.steps(part).map(\.action) == ["open", "parentClosed"])
            #expect(try await office.inbox("helper") == [])
        }
    }
}
