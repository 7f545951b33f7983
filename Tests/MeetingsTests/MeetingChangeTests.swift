import Formats
import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Meetings

/// Meetings that are called off, minutes that are corrected, and who is told by mail. The tests' today is 2026-11-24.
@Suite struct MeetingChangeTests {
    private static func convened(_ room: MeetingJourneyTests.Room, mail: String? = nil) async throws -> String {
        let meeting = try await MeetingJourneyTests.plan(room.officer, in: try await MeetingJourneyTests.addSeries(room.officer), on: "2026-11-26")
        let item = ["kind": "report", "title": "報告", "presenter": "研考會"]
        _ = try await room.officer.post("\(meeting)/items", item, tokenFrom: meeting)
        if let mail {
            let form = ["office": "勞工局局長", "presence": "invited", "mail": mail]
            #expect(try await room.officer.post("\(meeting)/attendance", form, tokenFrom: meeting).location == "\(meeting)?done=changed")
        }
        _ = try await MeetingJourneyTests.step(room.officer, meeting, from: "planned")
        return meeting
    }

    private static func open(_ meeting: String) -> String { meeting.replacingOccurrences(of: "/desk", with: "") }

    @Test(arguments: TestCity.engines) func aCancelledMeetingSaysSoEverywhere(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await MeetingJourneyTests.enter(city)
            let meeting = try await Self.convened(room)
            let refused = try await room.officer.post("\(meeting)/cancellation", ["reason": " "], tokenFrom: meeting)
            #expect(refused.status == 422 && refused.text.contains("請填寫這一欄。"))
            let done = try await room.officer.post("\(meeting)/cancellation", ["reason": "颱風停班<>"], tokenFrom: meeting)
            #expect(done.location == "\(meeting)?done=changed")
            let visitor = Browser(city.site)
            let page = try await visitor.get(Self.open(meeting)).text
            #expect(page.contains("取消。") && page.contains("理由：颱風停班&lt;&gt;"))
            let event = try await visitor.get("\(Self.open(meeting))/calendar").text
            #expect(event.contains("STATUS:CANCELLED\r\n") && event.contains("SEQUENCE:1\r\n"))
            #expect(try JSON(parsing: try await visitor.get("/api/v1" + Self.open(meeting)).bytes)["isCancelled"] == .bool(true))
            // Nothing of it changes afterwards.
            #expect(try await MeetingJourneyTests.step(room.officer, meeting, from: "convened") == "\(meeting)?done=moved")
            for (path, form) in [
                ("cancellation", ["reason": "再一次"]), ("items", ["kind": "motion", "title": "動議", "presenter": "研考會"]),
                ("time", ["day": "2026-11-27", "start": "09:00", "end": "10:00", "place": "x"]),
                ("decisions", ["text": "請辦理。", "item": "none", "lead": "culture", "opening": "none"]),
            ] {
                #expect(try await room.officer.post("\(meeting)/\(path)", form, tokenFrom: meeting).location == "\(meeting)?done=late", "\(path)")
            }
            #expect(try await room.culture.post("\(meeting)/cancellation", ["reason": "x"], tokenFrom: "/desk/meetings").status == 404)
        }
    }

    @Test(arguments: TestCity.engines) func correctedMinutesAreANewVersionAndTheOldOneStaysReadable(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await MeetingJourneyTests.enter(city)
            let meeting = try await Self.convened(room)
            let item = try await room.officer.hidden("item", on: meeting)
            _ = try await room.officer.post("\(meeting)/item-minutes", ["item": item, "minutes": "出席十人。"], tokenFrom: meeting)
            _ = try await MeetingJourneyTests.step(room.officer, meeting, from: "convened")
            let form = ["item": item, "minutes": "出席十二人。", "reason": "誤植"]
            #expect(
                try await room.reviewer.post("\(meeting)/corrections", form, tokenFrom: meeting).location == "\(meeting)?done=late", "not approved")
            _ = try await MeetingJourneyTests.step(room.reviewer, meeting, from: "drafted", to: "approval")
            #expect(try await room.officer.post("\(meeting)/corrections", form, tokenFrom: meeting).status == 404, "an officer does not")
            let same = try await room.reviewer.post("\(meeting)/corrections", form.merging(["minutes": "出席十人。"]) { $1 }, tokenFrom: meeting)
            #expect(same.status == 422 && same.text.contains("和現在的紀錄一樣，沒有更正。"))
            #expect(try await room.reviewer.post("\(meeting)/corrections", form, tokenFrom: meeting).location == "\(meeting)?done=changed")
            _ = try await room.reviewer.post(
                "\(meeting)/corrections", ["item": item, "minutes": "", "reason": "刪除"], tokenFrom: meeting)
            let page = try await Browser(city.site).get(Self.open(meeting)).text
            #expect(page.contains("第 2 版：報告") && page.contains("出席十人。") && page.contains("第 3 版：報告") && page.contains("出席十二人。"))
            let json = try JSON(parsing: try await Browser(city.site).get("/api/v1" + Self.open(meeting)).bytes)
            #expect(json["items"]?[0]?["minutes"] == .null && json["corrections"]?[1]?["before"] == "出席十二人。")
            #expect(json["corrections"]?[0]?["version"] == 2 && json["corrections"]?[0]?["reason"] == "誤植")
            // What the ledger holds of the meeting is what there is.
            try await city.settleLedger()
        }
    }

    @Test(arguments: TestCity.engines) func invitationsFollowTheMeeting(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await MeetingJourneyTests.enter(city)
            let sent = Mutex<[Mail]>([])
            let mailer = Mailer(from: "yankao@city.example") { mail in sent.withLock { $0.append(mail) } }
            func run() async throws -> [Mail] {
                sent.withLock { $0 = [] }
                _ = try await MeetingInvitations.sendAll(city.city, through: mailer)
                return sent.withLock { $0 }
            }
            let meeting = try await Self.convened(room, mail: "labor@city.example")
            let first = try await run()
            // Unfolded (RFC 5545 §3.1).
            let text = String(decoding: first.first?.calendar?.bytes ?? [], as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "")
            #expect(first.count == 1 && first[0].to == "labor@city.example" && first[0].subject.contains("開會通知"))
            #expect(first[0].calendar?.method == "REQUEST" && text.contains("METHOD:REQUEST\r\n") && text.contains("SEQUENCE:0\r\n"))
            #expect(text.contains("ORGANIZER:mailto:yankao@city.example\r\n") && text.contains("RSVP=TRUE:mailto:labor@city.example\r\n"))
            #expect(text.contains("DTSTART;TZID=Asia/Taipei:20261126T093000\r\n"))
            #expect(try await run() == [], "once")

            let move = ["day": "2026-11-27", "start": "14:00", "end": "15:00", "place": "民治市政中心"]
            _ = try await room.officer.post("\(meeting)/time", move, tokenFrom: meeting)
            let moved = try await run()
            let uid = text.split(separator: "\r\n").first { $0.hasPrefix("UID:") }
            let again = String(decoding: moved.first?.calendar?.bytes ?? [], as: UTF8.self)
            #expect(moved.count == 1 && moved[0].subject.contains("更改") && again.contains("SEQUENCE:1\r\n") && again.contains(uid ?? "?"))

            _ = try await room.officer.post("\(meeting)/cancellation", ["reason": "併下次"], tokenFrom: meeting)
            let off = try await run()
            let over = String(decoding: off.first?.calendar?.bytes ?? [], as: UTF8.self)
            #expect(off.count == 1 && off[0].calendar?.method == "CANCEL" && over.contains("METHOD:CANCEL\r\n"))
            #expect(over.contains("STATUS:CANCELLED\r\n") && over.contains("SEQUENCE:2\r\n") && over.contains(uid ?? "?"))
            #expect(try await run() == [])
            // The next meeting asks the same offices where they were asked before; a plan tells nobody.
            let series = try await city.store.read { try $0.first("SELECT id FROM meeting_series")?.get("id", as: String.self) ?? "" }
            let next = try await MeetingJourneyTests.plan(room.officer, in: "/desk/series/\(series)", on: "2026-12-24")
            #expect(try await run() == [])
            let bad = try await room.officer.post(
                "\(next)/attendance", ["office": "環保局局長", "presence": "invited", "mail": "不是信箱"], tokenFrom: next)
            #expect(bad.status == 422 && bad.text.contains("請填完整的電子郵件信箱。") && bad.text.contains("不是信箱"))
            // Called off before anybody heard of it: nobody is told.
            _ = try await room.officer.post("\(next)/cancellation", ["reason": "不開"], tokenFrom: next)
            #expect(try await run() == [])
        }
    }

    @Test(arguments: TestCity.engines) func supportingAgenciesAreAskedForParts(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await MeetingJourneyTests.enter(city)
            let meeting = try await Self.convened(room)
            let form = [
                "text": "請改善網站。", "item": "none", "lead": "culture", "supporting": "財政稅務局、水利局", "due": "2026-12-18",
                "opening": "monitoring.directive",
            ]
            #expect(try await room.officer.post("\(meeting)/decisions", form, tokenFrom: meeting).location == "\(meeting)?done=changed")
            let rows = try await city.store.read { db in
                try db.all("SELECT procedure, lead, origin, parent IS NOT NULL AS is_part FROM matter ORDER BY procedure, lead")
            }
            let found = try rows.map { [try $0.get("procedure", as: String.self), try $0.get("lead"), try $0.get("origin")] }
            #expect(
                found == [
                    ["monitoring.directive", "culture", "rdec"], ["monitoring.reply", "finance", "culture"],
                    ["monitoring.reply", "water-resources", "culture"],
                ])
            #expect(try rows.map { try $0.get("is_part", as: Bool.self) } == [false, true, true])
            #expect(try await city.store.read { try $0.all("SELECT id FROM entry WHERE reason = 'meetings.decide'").count } == 1)
        }
    }

    /// Nothing before people were told, and no minutes before they are approved.
    @Test(arguments: TestCity.engines) func theAPIShowsWhatThePagesShow(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let room = try await MeetingJourneyTests.enter(city)
            let meeting = try await MeetingJourneyTests.plan(
                room.officer, in: try await MeetingJourneyTests.addSeries(room.officer), on: "2026-11-26")
            let visitor = Browser(city.site)
            let path = "/api/v1" + Self.open(meeting)
            #expect(try await visitor.get(path).status == 404)
            #expect(try JSON(parsing: try await visitor.get("/api/v1/meetings").bytes)["items"] == [])
            _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            _ = try await MeetingJourneyTests.step(room.officer, meeting, from: "planned")
            let item = try await room.officer.hidden("item", on: meeting)
            _ = try await room.officer.post("\(meeting)/item-minutes", ["item": item, "minutes": "出席十人。"], tokenFrom: meeting)
            let shown = try JSON(parsing: try await visitor.get(path).bytes)
            #expect(shown["items"]?[0]?["title"] == "報告" && shown["items"]?[0]?["minutes"] == .null && shown["number"] == 1)
            let list = try JSON(parsing: try await visitor.get("/api/v1/meetings?limit=1").bytes)
            #expect(list["items"]?[0]?["id"] == shown["id"] && list["next"] == .null)
            #expect(try await visitor.get("/api/v1/meetings?after=x").status == 400)
        }
    }
}
