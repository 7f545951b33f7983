import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct TimelinessPageTests {
    private func browser(_ office: Office, _ handle: String) async throws -> Browser {
        let browser = Browser(office.city.site)
        #expect(try await browser.signIn(handle).status == 303)
        return browser
    }

    /// 2026-11-02 is a Monday, -10 a Tuesday: six working days, eight days.
    @Test(arguments: TestCity.engines) func pageAndTableSayTheSame(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let opened = try #require(Instant("2026-11-02T02:00:00.000Z"))
            let closed = try #require(Instant("2026-11-10T02:00:00.000Z"))
            let reviewer = try await office.person("reviewer")
            var matter = try await office.city.store.write(as: Actor(reviewer.reference), "tests.dispatch") { db, changes in
                var opening = Opening("monitoring.directive", title: "排水", lead: "water-resources")
                (opening.origin, opening.due) = ("rdec", CivilDate(iso: "2026-11-09"))
                return try Matters(office.city.city.at(opened)).open(opening, as: Actor(reviewer.reference), db, &changes)
            }
            let then = Matters(office.city.city.at(closed))
            for (who, action) in [
                ("officer", "accept"), ("officer", "propose"), ("head", "approve"), ("reviewer", "proposeRelease"), ("mayor", "release"),
            ] {
                matter = try await then.act(
                    Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: ["words": "好"])),
                    by: office.person(who))
            }
            _ = try await office.dispatch(due: "2026-12-01")
            let browser = try await browser(office, "officer")
            let csv = try await browser.get("/api/v1/timeliness.csv").text.split(whereSeparator: \.isNewline).map(String.init)
            #expect(
                csv.first?.hasSuffix("key,name,opened,done,dropped,open,overdue,mean_days,mean_working_days,with_deadline,in_time,on_time_percent")
                    == true)
            #expect(csv.dropFirst() == ["water-resources,水利局,2,1,0,1,0,8.00,6.00,1,0,0.00"])
            let page = try await browser.get("/timeliness").text
            #expect(page.contains("0.0%（0／1）") && page.contains("<svg") && page.contains("水利局"))
            let api = try JSON(parsing: try await browser.get("/api/v1/timeliness?by=month").bytes)
            #expect(api["items"]?[0]?["key"] == "2026-11" && api["items"]?[0]?["open"] == .null && api["total"]?["open"] == 1)
            for bad in ["by=week", "by=person", "from=2026", "to=x"] { #expect(try await browser.get("/timeliness?\(bad)").status == 400, "\(bad)") }
            // Nothing at all says so.
            #expect(try await browser.get("/timeliness?agency=finance").text.contains("這段時間沒有案件"))
        }
    }

    @Test(arguments: TestCity.engines) func peopleAreCountedForWhoAnswersForThem(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            _ = try await office.act("officer", "accept", on: office.dispatch())
            let path = "/timeliness/people"
            #expect(try await browser(office, "officer").get(path).status == 403)
            let head = try await browser(office, "head")
            let own = try await head.get(path)
            #expect(own.status == 200 && own.text.contains("officer"))
            #expect(try await head.get(path + "?agency=finance").status == 403)
            #expect(try await head.get("/api/v1/timeliness/people.csv?agency=finance").status == 403)
            #expect(try await browser(office, "reviewer").get(path + "?agency=water-resources").text.contains("officer"))
            #expect(try await browser(office, "mayor").get(path).status == 403)
        }
    }

    /// What an indicator would be told, in percent and days.
    @Test(arguments: TestCity.engines) func metricsAnswerForAgenciesAndProcedures(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            _ = try await office.dispatch(due: "2026-12-01")
            let gone = try await office.dispatch(due: "2026-12-01")
            _ = try await office.act("reviewer", "withdraw", on: gone, ["words": "不必了"])
            let agency = Reference("kernel/agency", "water-resources")
            let procedure = Reference("matters/procedure", "monitoring.directive")
            let year = try #require(Period.year(2026))
            func ask(_ id: String, _ period: Period) async throws -> [Reference: Measured] {
                let metric = try #require(office.city.city.contributions(Metric.self).first { $0.id == id })
                let question = MetricQuestion(references: [agency, procedure, Reference("kernel/agency", "finance")], period: period)
                return try await office.city.store.read { try metric.measure(question, office.city.city, $0) }
            }
            #expect(try await ask("matters.open", year) == [agency: Measured(1), procedure: Measured(1)])
            #expect(try await ask("matters.onTime", year) == [:], "nothing was done yet")
            #expect(try await ask("matters.overdue", year)[agency] == Measured(0))
            let before = try #require(Period(id: "2026-10"))
            #expect(try await ask("matters.open", before) == [agency: Measured(0), procedure: Measured(0)])
            #expect(try await ask("matters.overdue", before) == [:])
        }
    }
}
