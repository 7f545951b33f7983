import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

/// The tests' today is Tuesday, 2026-11-24, nine o'clock.
@Suite struct InboxTests {
    @Test(arguments: TestCity.engines) func byDeadlineAndByPage(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var ids: [String] = []
            for due in ["2026-12-10", "2026-11-25", "2026-11-24", "2026-12-01"] { ids.append(try await office.dispatch(due: due).id) }
            #expect(try await office.inbox("officer") == [ids[2], ids[1], ids[3], ids[0]])
            for (due, expected) in [(InboxFilter.Due.late, []), (.today, [ids[2]]), (.week, [ids[1]]), (.later, [ids[3], ids[0]])] {
                #expect(try await office.inbox("officer") { $0.due = due } == expected, "\(due)")
            }
            let person = try await office.person("officer")
            let counts = try await office.city.store.read { try InboxQueries(person: person, now: TestCity.now, filter: InboxFilter()).counts($0) }
            #expect(counts == [.late: 0, .today: 1, .week: 1, .later: 2])

            var filter = InboxFilter()
            var seen: [String] = []
            for _ in 1...4 {
                let queries = InboxQueries(person: person, now: TestCity.now, filter: filter)
                let page = try await office.city.store.read { try queries.page(limit: 1, $0) }
                seen += page.map(\.id)
                filter.after = page.last.map(queries.cursor)
            }
            #expect(seen == [ids[2], ids[1], ids[3], ids[0]])
        }
    }

    @Test(arguments: TestCity.engines) func whatIsWaitedForAndWhatIsTheAgencys(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let mine = try await office.act("officer", "accept", on: office.dispatch())
            let gone = try await office.act("officer", "propose", on: office.act("officer", "accept", on: office.dispatch()), ["words": "好"])
            #expect(try await office.inbox("officer") == [mine.id])
            #expect(try await office.inbox("officer") { $0.view = .waiting } == [gone.id])
            #expect(try await office.inbox("reviewer") { $0.view = .waiting }.count == 2, "who dispatched waits for both")
            #expect(Set(try await office.inbox("colleague") { $0.view = .unit }) == [mine.id, gone.id])
            #expect(try await office.inbox("stranger") { $0.view = .unit } == [])
        }
    }

    @Test(arguments: TestCity.engines) func wordsAreFoundWhateverTheirWidth(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch("臺南車站ＡＢＣ 50% 改善")
            _ = try await office.dispatch("其他")
            for text in ["台南車站", "臺南", "abc", "50%", "指 115-0001"] {
                #expect(try await office.inbox("officer") { $0.text = text } == [matter.id], "\(text)")
            }
            // The sign means itself, not anything.
            #expect(try await office.inbox("officer") { $0.text = "臺%站" } == [])
            #expect(try await office.inbox("officer") { $0.text = "_" } == [])
        }
    }
}
