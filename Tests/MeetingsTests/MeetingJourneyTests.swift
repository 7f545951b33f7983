import Foundation
import Kernel
import Meetings
import Storage
import TestSupport
import Testing

/// A meeting from its planning to approved minutes, and the next one that begins with its decisions. The tests' today is 2026-11-24.
@Suite struct MeetingJourneyTests {
    /// An officer, a reviewer of the commission, an officer of another agency, each signed in.
    struct Room {
        let officer: Browser
        let reviewer: Browser
        let culture: Browser
    }

    static func enter(_ city: TestCity) async throws -> Room {
        try await city.importCalendars("115")
        var browsers: [Browser] = []
        for (handle, role, agency) in [("lin", Role.officer, "rdec"), ("wu", .reviewer, "rdec"), ("chen", .officer, "culture")] {
            try await city.add(handle, role, at: agency)
            let browser = Browser(city.site)
            #expect(try await browser.signIn(handle).status == 303)
            browsers.append(browser)
        }
        return Room(officer: browsers[0], reviewer: browsers[1], culture: browsers[2])
    }

    /// - Returns: the address of the meeting.
    static func plan(_ browser: Browser, in series: String, on day: String) async throws -> String {
        let planned = try await browser.post(
            "\(series)/meetings", ["day": day, "start": "09:30", "end": "11:00", "place": "永華市政中心 10 樓"], tokenFrom: series)
        return try #require(planned.location)
    }

    static func addSeries(_ browser: Browser, isPublic: Bool = true) async throws -> String {
        let added = try await browser.post(
            "/desk/series",
            ["name": "青年事務委員會", "kind": "committee", "agency": "rdec", "chair": "市長", "public": isPublic ? "yes" : "no"],
            tokenFrom: "/desk/meetings")
        return try #require(added.location)
    }

    static func step(_ browser: Browser, _ meeting: String, from state: String, to target: String = "steps") async throws -> String? {
        try await browser.post("\(meeting)/\(target)", ["state": state], tokenFrom: meeting).location
    }

    @Test(arguments: TestCity.engines)
    func fromPlanToApprovedMinutesAndTheNextMeeting(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await Self.enter(city)
            let series = try await Self.addSeries(room.officer)
            let meeting = try await Self.plan(room.officer, in: series, on: "2026-11-26")
            #expect(try await Self.step(room.officer, meeting, from: "planned") == "\(meeting)?done=empty", "an agenda comes first")
            let item = ["kind": "discussion", "title": "青年實習計畫", "presenter": "勞工局", "text": "明年增加名額。"]
            #expect(try await room.officer.post("\(meeting)/items", item, tokenFrom: meeting).location == "\(meeting)?done=changed")
            _ = try await room.officer.post("\(meeting)/attendance", ["office": "勞工局局長", "presence": "invited"], tokenFrom: meeting)

            let open = meeting.replacingOccurrences(of: "/desk", with: "")
            #expect(try await Browser(city.site).get(open).status == 404, "nobody sees a plan")
            #expect(try await Self.step(room.officer, meeting, from: "planned") == "\(meeting)?done=changed")
            let convened = try await Browser(city.site).get(open)
            #expect(convened.status == 200 && convened.text.contains("青年實習計畫") && convened.text.contains("上次會議沒有待報告的決議。"))

            let page = try await room.officer.get(meeting).text
            let key = try #require(page.range(of: #"name="item" value=""#).map { String(page[$0.upperBound...].prefix { $0 != "\"" }) })
            _ = try await room.officer.post("\(meeting)/item-minutes", ["item": key, "minutes": "委員建議分兩階段。"], tokenFrom: meeting)
            let wrong = try await room.officer.post(
                "\(meeting)/decisions", ["text": "請辦理。", "item": key, "lead": "culture", "supporting": "文化局、沒有局", "opening": "none"],
                tokenFrom: meeting)
            #expect(wrong.status == 422 && wrong.text.contains("找不到機關「沒有局」。") && wrong.text.contains("請辦理。"))
            let decided = try await room.officer.post(
                "\(meeting)/decisions",
                ["text": "請文化局於年底前開放場地。", "item": key, "lead": "culture", "supporting": "勞工局、文化局", "due": "2026-12-20", "opening": "none"],
                tokenFrom: meeting)
            #expect(decided.location == "\(meeting)?done=changed")
            let before = try await Browser(city.site).get(open).text
            #expect(!before.contains("請文化局於年底前開放場地。") && !before.contains("委員建議分兩階段。"), "nothing is public before it is approved")

            #expect(try await Self.step(room.officer, meeting, from: "convened") == "\(meeting)?done=changed")
            #expect(
                try await room.officer.post("\(meeting)/approval", ["state": "drafted"], tokenFrom: meeting).status == 404,
                "an officer does not approve")
            #expect(try await Self.step(room.reviewer, meeting, from: "drafted", to: "approval") == "\(meeting)?done=changed")
            let approved = try await Browser(city.site).get(open).text
            #expect(approved.contains("請文化局於年底前開放場地。") && approved.contains("委員建議分兩階段。") && approved.contains("主辦：文化局；協辦：勞工局"))
            #expect(try await room.officer.post("\(meeting)/items", item, tokenFrom: meeting).location == "\(meeting)?done=late")

            // The agency that leads says how far it is; the next meeting begins with it.
            let decision = try #require(try await city.store.read { try $0.first("SELECT id FROM decision")?.get("id", as: String.self) })
            let report = "/desk/decisions/\(decision)"
            #expect(try await room.culture.post(report, ["progress": "", "state": "open"], tokenFrom: report).status == 422)
            _ = try await room.culture.post(report, ["progress": "場地已盤點。", "state": "open"], tokenFrom: report)
            let next = try await Self.plan(room.officer, in: series, on: "2026-12-24")
            let shown = try await room.officer.get(next).text
            #expect(shown.contains("第 2 次會議") && shown.contains("請文化局於年底前開放場地。") && shown.contains("場地已盤點。"))
            #expect(shown.contains("勞工局局長"), "who was invited is invited again")
            let done = try await room.culture.post(report, ["progress": "已開放。", "state": "done"], tokenFrom: report)
            #expect(done.location == "\(report)?done=changed")
            let third = try await Self.plan(room.officer, in: series, on: "2027-01-21")
            #expect(try await room.officer.get(third).text.contains("上次會議沒有待報告的決議。"), "what is done was reported once")
        }
    }

    @Test(arguments: TestCity.engines)
    func aDecisionBecomesADirectiveInTheSameTransaction(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await Self.enter(city)
            let meeting = try await Self.plan(room.officer, in: try await Self.addSeries(room.officer), on: "2026-11-26")
            _ = try await room.officer.post(
                "\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            _ = try await Self.step(room.officer, meeting, from: "planned")
            let form = ["text": "請改善網站。", "item": "none", "lead": "culture", "due": "2026-12-18", "opening": "monitoring.directive"]
            for (due, expected) in [("", "列管的決議要有期限。"), ("2027-03-01", "還沒有民國 116 年的辦公日曆")] {
                let refused = try await room.officer.post("\(meeting)/decisions", form.merging(["due": due]) { $1 }, tokenFrom: meeting)
                #expect(refused.status == 422 && refused.text.contains(expected), "\(expected)")
            }
            func count(_ table: SQL) async throws -> Int {
                try await city.store.read { try $0.first("SELECT count(*) AS count FROM \(table)")?.get("count") ?? -1 }
            }
            #expect(try await count("decision") == 0, "a refused opening leaves no decision behind")
            #expect(try await room.officer.post("\(meeting)/decisions", form, tokenFrom: meeting).location == "\(meeting)?done=changed")
            let (opened, title) = try await city.store.read { db in
                (
                    try db.first("SELECT opened FROM decision")?.get("opened", as: String.self),
                    try db.first("SELECT title FROM matter")?.get("title", as: String.self)
                )
            }
            #expect(opened?.hasPrefix("matters/matter/") == true && title == "請改善網站。")
            #expect(try await count("entry WHERE reason = 'meetings.decide'") == 1)

            // It stands as the directive stands, also at the next meeting; once that is closed it is reported no more.
            #expect(try await room.officer.get(meeting).text.contains("列管：已交辦"))
            let id = try #require(try await city.store.read { try $0.first("SELECT id FROM decision")?.get("id", as: String.self) })
            let matter = try #require(opened?.split(separator: "/").last)
            #expect(try await room.culture.get("/desk/decisions/\(id)").text.contains(#"<a href="/matters/\#(matter)">已交辦</a>"#))
            let series = try await city.store.read { try $0.first("SELECT id FROM meeting_series")?.get("id", as: String.self) ?? "" }
            var later: [String] = []
            for day in ["2026-12-24", "2027-01-21"] { later.append(try await Self.plan(room.officer, in: "/desk/series/\(series)", on: day)) }
            for meeting in later { #expect(try await room.officer.get(meeting).text.contains("列管：已交辦")) }
            try await city.store.write(as: .operatorAtConsole, "tests.release") { db, changes in
                try db.run("UPDATE matter SET state = 'released', closed_at = \(TestCity.now)")
                changes.append(Change(Reference("matters/matter", String(matter))))
            }
            let (next, afterNext) = (try await room.officer.get(later[0]).text, try await room.officer.get(later[1]).text)
            #expect(next.contains("列管：解除列管") && next.contains("已完成"))
            #expect(afterNext.contains("上次會議沒有待報告的決議。"))
        }
    }

    @Test(arguments: TestCity.engines)
    func aStrangersMeetingDoesNotExist(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await Self.enter(city)
            let series = try await Self.addSeries(room.officer, isPublic: false)
            let meeting = try await Self.plan(room.officer, in: series, on: "2026-11-26")
            for path in [series, meeting, "\(meeting)/agenda", "\(meeting)/minutes"] {
                #expect(try await room.culture.get(path).status == 404, "\(path)")
            }
            _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            _ = try await Self.step(room.officer, meeting, from: "planned")
            let open = meeting.replacingOccurrences(of: "/desk", with: "")
            #expect(try await Browser(city.site).get(open).status == 404)
            #expect(try await Browser(city.site).get("\(open)/calendar").status == 404)
            #expect(try await !Browser(city.site).get("/meetings").text.contains("青年事務委員會"))
            #expect(try await !Browser(city.site).get("/meetings/calendar").text.contains("青年事務委員會"))
            let taken = try await room.officer.post(
                "/desk/series", ["name": "青年事務委員會", "kind": "committee", "agency": "rdec", "chair": "市長", "public": "no"], tokenFrom: "/desk/meetings"
            )
            #expect(taken.status == 422 && taken.text.contains("這個機關已經有同名的會議。"))
            let theirs = try await room.officer.post(
                "/desk/series", ["name": "別人的會", "kind": "committee", "agency": "culture", "chair": "局長", "public": "no"], tokenFrom: "/desk/meetings"
            )
            #expect(theirs.status == 422, "one may not found another agency's series")
        }
    }

    @Test(arguments: TestCity.engines)
    func twoStepsAtOnceAreOne(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await Self.enter(city)
            let meeting = try await Self.plan(room.officer, in: try await Self.addSeries(room.officer), on: "2026-11-26")
            _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            #expect(try await Self.step(room.officer, meeting, from: "planned") == "\(meeting)?done=changed")
            #expect(try await Self.step(room.reviewer, meeting, from: "planned") == "\(meeting)?done=moved")
            #expect(try await Self.step(room.reviewer, meeting, from: "nonsense") == "\(meeting)?done=moved")
        }
    }

    @Test(arguments: TestCity.engines)
    func aPointIsTakenOffBeforeAnybodyWasToldAndNotAfter(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await Self.enter(city)
            let meeting = try await Self.plan(room.officer, in: try await Self.addSeries(room.officer), on: "2026-11-26")
            for title in ["第一案", "第二案"] {
                _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": title, "presenter": "研考會"], tokenFrom: meeting)
            }
            let key = try await room.officer.hidden("item", on: meeting)
            #expect(try await room.officer.post("\(meeting)/item-removal", ["item": key], tokenFrom: meeting).location == "\(meeting)?done=changed")
            let shown = try await room.officer.get(meeting).text
            #expect(!shown.contains("第一案") && shown.contains("第二案"))
            let other = try await room.officer.hidden("item", on: meeting)
            for state in ["planned", "convened"] { _ = try await Self.step(room.officer, meeting, from: state) }
            #expect(try await room.officer.post("\(meeting)/item-removal", ["item": other], tokenFrom: meeting).location == "\(meeting)?done=late")
            #expect(try await room.officer.get(meeting).text.contains("第二案"))
        }
    }

    @Test(arguments: ["25:00", "9.30", "0930", "11:0"])
    func aTimeThatIsNoneIsRefusedBesideItsField(_ start: String) async throws {
        try await TestCity.with { city in
            let room = try await Self.enter(city)
            let series = try await Self.addSeries(room.officer)
            let answer = try await room.officer.post(
                "\(series)/meetings", ["day": "2026-11-26", "start": start, "end": "11:00", "place": "x"], tokenFrom: series)
            #expect(answer.status == 422 && answer.text.contains("請填時刻，例如 09:30。") && answer.text.contains("value=\"\(start)\""))
            let backwards = try await room.officer.post(
                "\(series)/meetings", ["day": "2026-11-26", "start": "１１：00", "end": "10:00", "place": "x"], tokenFrom: series)
            #expect(backwards.status == 422 && backwards.text.contains("結束時間要在開始時間之後。"))
        }
    }

    @Test func calendarsAndDocumentsSayTheSame() async throws {
        try await TestCity.with { city in
            let room = try await Self.enter(city)
            let meeting = try await Self.plan(room.officer, in: try await Self.addSeries(room.officer), on: "2026-11-26")
            _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            _ = try await Self.step(room.officer, meeting, from: "planned")
            let moved = try await room.officer.post(
                "\(meeting)/time", ["day": "2026-11-27", "start": "14:00", "end": "15:00", "place": "民治市政中心"], tokenFrom: meeting)
            #expect(moved.location == "\(meeting)?done=changed")
            let event = try await Browser(city.site).get("\(meeting.replacingOccurrences(of: "/desk", with: ""))/calendar")
            #expect(event.headers["content-type"]?.hasPrefix("text/calendar") == true)
            #expect(event.text.contains("DTSTART;TZID=Asia/Taipei:20261127T140000\r\n") && event.text.contains("SEQUENCE:1\r\n"))
            let odt = try await room.officer.get("\(meeting)/agenda")
            #expect(odt.headers["content-type"] == "application/vnd.oasis.opendocument.text" && odt.bytes.starts(with: [0x50, 0x4B, 3, 4]))
        }
    }
}
