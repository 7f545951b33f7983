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

/// 暫定年度 in the deadlines of matters.
@Suite struct ProvisionalDeadlineTests {
    /// An official file such as the year's will be: the provisional one with the Spring Festival that it could not know. 2027-02-08 is a Monday.
    private static func official(_ year: Int, off: Set<String>) -> [UInt8] {
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        var lines = ["西元日期,星期,是否放假,備註"]
        for day in ProvisionalYear(year).days {
            let date = day.date.iso.split(separator: "-").joined()
            lines.append("\(date),\(names[day.date.weekday - 1]),\(day.isDayOff || off.contains(day.date.iso) ? 2 : 0),\(day.note)")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    @Test(arguments: TestCity.engines) func theOfficialYearMovesWhatTheProvisionalOneCounted(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            await #expect(throws: MatterRefusal.self, "nobody knows that year") { try await office.dispatch(due: "2027-02-08") }
            #expect(try await office.city.city.openProvisionalYear(2027, as: .operatorAtConsole))
            let matter = try await office.dispatch(due: "2027-02-08")
            #expect(matter.dueAt?.taipeiDay.iso == "2027-02-08")
            let browser = Browser(office.city.site)
            _ = try await browser.signIn("officer")
            for path in ["/inbox", "/matters/\(matter.id)"] { #expect(try await browser.get(path).text.contains("（暫定）"), "\(path)") }
            let api = try JSON(parsing: try await browser.get("/api/v1/matters/\(matter.id)").bytes)
            #expect(api["dueIsProvisional"] == .bool(true))

            let file = Self.official(2027, off: ["2027-02-05", "2027-02-08", "2027-02-09"])
            _ = try await office.city.city.importCalendar(file, named: "116.csv", as: .operatorAtConsole)
            let after = try #require(try await office.reload(matter))
            #expect(after.dueAt?.taipeiDay.iso == "2027-02-10")
            let step = try #require(try await office.steps(after).last)
            #expect(step.action == "calendar" && step.values.map(\.0) == ["before", "after"])
            let entries = try await office.city.store.read { db in
                try db.all("SELECT changes FROM entry WHERE reason = 'kernel.importCalendar'").map { try $0.get("changes", as: String.self) }
            }
            #expect(entries.contains { $0.contains("kernel/calendar/2027") && $0.contains("matters/matter/\(matter.id)") }, "in the same entry")
            for path in ["/inbox", "/matters/\(matter.id)"] { #expect(try await !browser.get(path).text.contains("（暫定）"), "\(path)") }
        }
    }

    /// An administrator opens it on the web.
    @Test(arguments: TestCity.engines) func anAdministratorOpensIt(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.importCalendars("115")
            try await city.add("root", .administrator, at: "city")
            let browser = Browser(city.site)
            _ = try await browser.signIn("root")
            #expect(try await browser.get("/admin/calendars").text.contains("開放民國 116 年暫定的辦公日曆"))
            let answer = try await browser.post("/admin/calendars/provisional", [:], tokenFrom: "/admin/calendars")
            #expect(answer.location == "/admin/calendars/2027?done=added")
            let page = try await browser.get("/admin/calendars/2027").text
            #expect(page.contains("民國 116 年辦公日曆（暫定）") && page.contains("沒有春節、清明節、端午節、中秋節"))
            let list = try await browser.get("/admin/calendars").text
            #expect(list.contains(#"<span class="yk-badge">暫定</span>"#) && !list.contains("開放民國 116 年"))
        }
    }
}
