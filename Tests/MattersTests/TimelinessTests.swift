import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

/// What the sums say against a plain count of what was done.
@Suite struct TimelinessTests {
    /// One matter as the test saw it.
    struct Seen {
        var matter: Matter
        var dueWhenClosed: Instant?
    }

    /// The same throw every time.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static func moment(_ daysAgo: Int) -> Instant { TestCity.now.adding(seconds: -Int64(daysAgo) * 86_400) }

    private static let ways: [(who: String, action: String, form: [String: String])] = [
        ("officer", "accept", [:]), ("officer", "report", ["status": "B", "words": "進行中"]), ("officer", "propose", ["words": "完成"]),
        ("head", "approve", [:]), ("head", "return", ["words": "再補"]), ("reviewer", "proposeRelease", [:]), ("mayor", "release", [:]),
        ("reviewer", "withdraw", ["words": "併案"]), ("reviewer", "suspend", ["words": "等"]), ("reviewer", "resume", [:]),
        ("reviewer", "transfer", ["agency": "finance", "words": "改分"]), ("stranger", "accept", [:]),
        ("officer", "ask", ["agency": "culture", "words": "請協助", "due": "2026-12-15"]),
        ("officer", "requestExtension", ["wanted": "2026-12-20", "words": "料"]),
        ("reviewer", "extend", ["due": "2026-12-20", "words": "好"]), ("mayor", "selfControl", [:]),
    ]

    /// Opens matters over half a year and does something with each, at random.
    private func play(_ office: Office, _ count: Int, _ dice: inout Dice) async throws -> [String: Seen] {
        var seen: [String: Seen] = [:]
        let reviewer = Actor(try await office.person("reviewer").reference)
        for number in 0..<count {
            var ago = Int.random(in: 20...170, using: &dice)
            let lead = ["water-resources", "water-resources", "water-resources", "finance", "culture"].randomElement(using: &dice) ?? ""
            let due = Self.moment(ago).taipeiDay.adding(days: Int.random(in: 3...60, using: &dice))
            let then = Matters(office.city.city.at(Self.moment(ago)))
            var matter = try await office.city.store.write(as: reviewer, "tests.dispatch") { db, changes in
                var opening = Opening("monitoring.directive", title: "第 \(number) 件", lead: lead)
                (opening.origin, opening.due, opening.isSample) = ("rdec", due, number % 5 == 0)
                return try then.open(opening, as: reviewer, db, &changes)
            }
            seen[matter.id] = Seen(matter: matter)
            for _ in 0..<100 where matter.isOpen {
                guard let way = Self.ways.randomElement(using: &dice) else { continue }
                if ["withdraw", "transfer", "suspend"].contains(way.action), Int.random(in: 0..<5, using: &dice) > 0 { continue }
                ago = max(0, ago - Int.random(in: 0...3, using: &dice))
                let matters = Matters(office.city.city.at(Self.moment(ago)))
                let person = try await office.person(way.who)
                guard matters.actions(on: matter, for: person).contains(where: { $0.action.id == way.action }) else { continue }
                let before = matter
                do {
                    matter = try await matters.act(
                        Move(matter: matter.id, action: way.action, revision: matter.revision, form: Submission(values: way.form)), by: person)
                } catch is MatterRefusal { continue }
                seen[matter.id] = Seen(matter: matter, dueWhenClosed: matter.isOpen ? nil : before.dueAt)
            }
        }
        // Parts were opened and dropped on the way.
        for id in seen.keys {
            for part in try await office.city.store.read({ try MatterQueries.parts(of: id, $0) }) { seen[part.id] = Seen(matter: part) }
        }
        return seen
    }

    /// What a person with a pencil would write down.
    private func counted(_ seen: [String: Seen], by key: (Matter) -> String, from: String, to: String) throws -> [String: Timeliness] {
        let works = try Set(
            ["114-rev2", "115"].flatMap { try OfficeCalendarCSV(reading: CalendarFiles.bytes($0)).days }.filter { !$0.isDayOff }.map(\.date.dayNumber)
        )
        var result: [String: Timeliness] = [:]
        for one in seen.values {
            let (matter, key) = (one.matter, key(one.matter))
            let (opened, closed) = (matter.openedAt.taipeiDay, matter.closedAt?.taipeiDay)
            if (from...to).contains(String(opened.iso.prefix(7))) {
                result[key, default: Timeliness()].sums.opened += 1
                if matter.isSample { result[key, default: Timeliness()].sums.samples += 1 }
            }
            guard let closed, let closedAt = matter.closedAt else {
                result[key, default: Timeliness()].sums.open += 1
                if let due = matter.dueAt, matter.suspendedAt == nil, due.taipeiDay < TestCity.now.taipeiDay {
                    result[key, default: Timeliness()].overdue += 1
                }
                continue
            }
            guard (from...to).contains(String(closed.iso.prefix(7))) else { continue }
            if ["withdrawn", "over", "declined"].contains(matter.state) {
                result[key, default: Timeliness()].sums.dropped += 1
                continue
            }
            result[key, default: Timeliness()].sums.done += 1
            result[key, default: Timeliness()].sums.days += closed.dayNumber - opened.dayNumber
            let used = (opened.dayNumber..<max(opened.dayNumber, closed.dayNumber)).count { works.contains($0 + 1) }
            result[key, default: Timeliness()].sums.halves += max(1, used * 2)
            result[key, default: Timeliness()].sums.measured += 1
            if let due = one.dueWhenClosed {
                result[key, default: Timeliness()].sums.dated += 1
                if closedAt <= due { result[key, default: Timeliness()].sums.inTime += 1 }
            }
        }
        return result.filter { $0.value.sums != .zero }
    }

    private func compare(_ seen: [String: Seen], _ office: Office, _ when: Comment) async throws {
        let today = TestCity.now.taipeiDay
        let keys: [(TimelinessFilter.Rows, (Matter) -> String)] = [
            (.agency, { $0.lead }), (.kind, { $0.procedure }), (.person, { $0.assignee ?? "-" }),
        ]
        for (from, to) in [("2026-01", "2026-11"), ("2026-07", "2026-09")] {
            for (rows, key) in keys {
                var filter = TimelinessFilter(today: today)
                filter.rows = rows
                (filter.from, filter.to) = (try #require(Period(id: from)), try #require(Period(id: to)))
                let asked = filter
                let found = try await office.city.store.read { try TimelinessQueries.read(asked, today: today, $0) }
                #expect(try found == counted(seen, by: key, from: from, to: to), when)
                // One agency by its people, and one procedure by its agencies.
                filter.agency = "water-resources"
                filter.procedure = "monitoring.directive"
                let narrow = filter
                let few = try await office.city.store.read { try TimelinessQueries.read(narrow, today: today, $0) }
                let those = seen.filter { $0.value.matter.lead == "water-resources" && $0.value.matter.procedure == "monitoring.directive" }
                #expect(try few == counted(those, by: key, from: from, to: to), when)
            }
        }
    }

    @Test(arguments: TestCity.engines) func theSumsAreWhatAPlainCountSays(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var dice = Dice(state: 2026)
            var seen = try await play(office, 20, &dice)
            let closed = seen.values.filter { !$0.matter.isOpen }
            #expect(closed.count > 5 && closed.contains { $0.matter.ending == .dropped } && closed.contains { $0.matter.ending == .done })
            try await compare(seen, office, "noted and not added up")
            #expect(try await Tally.fold(office.city.city) > 100)
            #expect(try await Tally.fold(office.city.city) == 0)
            try await compare(seen, office, "added up")
            seen.merge(try await play(office, 10, &dice)) { $1 }
            try await compare(seen, office, "some added up, some not")
            #expect(try await Tally.rebuild(office.city.city) == seen.count)
            try await compare(seen, office, "made anew")
        }
    }

    /// Months are those of the same matters, whatever the rest.
    @Test(arguments: TestCity.engines) func monthsAddUp(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            var dice = Dice(state: 7)
            let seen = try await play(office, 15, &dice)
            try await Tally.fold(office.city.city)
            var filter = TimelinessFilter(today: TestCity.now.taipeiDay)
            filter.rows = .month
            let asked = filter
            let found = try await office.city.store.read { try TimelinessQueries.read(asked, today: TestCity.now.taipeiDay, $0) }
            for month in (1...11).map({ $0 < 10 ? "2026-0\($0)" : "2026-\($0)" }) {
                let opened = seen.values.count { $0.matter.openedAt.taipeiDay.iso.hasPrefix(month) }
                let closed = seen.values.count { $0.matter.closedAt?.taipeiDay.iso.hasPrefix(month) == true }
                let sums = found[month]?.sums ?? .zero
                #expect(sums.opened == opened && sums.done + sums.dropped == closed, "\(month)")
            }
        }
    }

    /// A closed matter that is taken back is open again in the sums, and a moved deadline is late on its new day.
    @Test(arguments: TestCity.engines) func whatIsTakenBackIsNotCounted(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch(due: "2026-11-26")
            func open(_ day: String) async throws -> (Int, Int) {
                let today = try #require(CivilDate(iso: day))
                let found = try await office.city.store.read { try TimelinessQueries.read(TimelinessFilter(today: today), today: today, $0) }
                return (found["water-resources"]?.sums.open ?? 0, found["water-resources"]?.overdue ?? 0)
            }
            #expect(try await open("2026-11-26") == (1, 0))
            #expect(try await open("2026-11-27") == (1, 1))
            let typhoon = OfficeClosure(date: try #require(CivilDate(iso: "2026-11-26")), part: .wholeDay)
            _ = try await office.city.city.addClosure(typhoon, reason: "颱風", as: .operatorAtConsole)
            #expect(try await open("2026-11-27") == (1, 0))
            try await Tally.fold(office.city.city)
            _ = try await office.act("reviewer", "withdraw", on: try #require(office.reload(matter)), ["words": "不必了"])
            #expect(try await open("2026-11-30") == (0, 0))
        }
    }

    /// Steps never wait for the sums, and none is lost while they are added up.
    @Test(arguments: TestCity.engines) func addingUpMeanwhileLosesNothing(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<30 { group.addTask { _ = try await office.dispatch("第 \(number) 件") } }
                for _ in 0..<10 { group.addTask { _ = try await Tally.fold(office.city.city) } }
                try await group.waitForAll()
            }
            let today = TestCity.now.taipeiDay
            let found = try await office.city.store.read { try TimelinessQueries.read(TimelinessFilter(today: today), today: today, $0) }
            #expect(found["water-resources"]?.sums.opened == 30 && found["water-resources"]?.sums.open == 30)
        }
    }
}
