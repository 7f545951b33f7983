import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

@Suite struct MatterPageTests {
    private func browser(_ office: Office, _ handle: String) async throws -> Browser {
        let browser = Browser(office.city.site)
        #expect(try await browser.signIn(handle).status == 303)
        return browser
    }

    @Test(arguments: TestCity.engines) func fromTheInboxThroughTheFormToTheNextDesk(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch("疏濬<溝渠>")
            let officer = try await browser(office, "officer")
            let inbox = try await officer.get("/inbox").text
            #expect(inbox.contains("疏濬&lt;溝渠&gt;") && inbox.contains("1 件等您處理") && inbox.contains("yk-newmark"))
            let page = "/matters/\(matter.id)"
            let shown = try await officer.get(page).text
            #expect(shown.contains("接辦") && !shown.contains("解除列管</summary>"))
            #expect(try await !officer.get("/inbox").text.contains("yk-newmark"), "it was read")
            let step = try await officer.post(page + "/steps", ["action": "accept", "revision": "1"], tokenFrom: page)
            #expect(step.status == 303 && step.location == page + "?done=step")
            let empty = try await officer.post(page + "/steps", ["action": "propose", "revision": "2", "words": " "], tokenFrom: page)
            #expect(empty.status == 422 && empty.text.contains("請填寫這一欄。"))
            // Somebody else was faster: nothing is sent, and what was written is still there.
            let late = try await officer.post(page + "/steps", ["action": "propose", "revision": "1", "words": "已完成疏濬。"], tokenFrom: page)
            #expect(late.status == 422 && late.text.contains("有人處理過了") && late.text.contains("<blockquote>已完成疏濬。</blockquote>"))
            #expect(try await office.reload(matter)?.state == "inProgress")
        }
    }

    @Test(arguments: TestCity.engines) func aCitizenDoesNotSeeIt(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch()
            try await office.city.add("citizen", .citizen, at: "city")
            let citizen = try await browser(office, "citizen")
            for path in ["/matters/\(matter.id)", "/api/v1/matters/\(matter.id)", "/matters/\(matter.id)/proof"] {
                #expect(try await citizen.get(path).status == 404, "\(path)")
            }
            #expect(
                try await citizen.post("/matters/\(matter.id)/steps", ["action": "accept", "revision": "1"], tokenFrom: "/account").status == 404)
        }
    }

    @Test(arguments: TestCity.engines) func filesAreForWhoMayReadTheMatter(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            try await EventDelivery(city: office.city.city).enrol()
            try await office.city.add("citizen", .citizen, at: "city")
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            let page = "/matters/\(matter.id)"
            let (officer, citizen) = (try await browser(office, "officer"), try await browser(office, "citizen"))
            let wrong = try await officer.upload(Array("MZ".utf8), named: "病毒.exe", to: page + "/files", tokenFrom: page)
            #expect(wrong.status == 422 && wrong.text.contains("請選擇 .pdf"))
            let sent = try await officer.upload(Array("路線說明\n".utf8), named: "路線.txt", to: page + "/files", tokenFrom: page)
            #expect(sent.status == 303)
            try await office.city.settleLedger()
            while try await EventDelivery(city: office.city.city).step() {}
            while try await JobRunner(city: office.city.city, node: "one").step() {}
            let shown = try await officer.get(page).text
            #expect(shown.contains("路線.txt"))
            #expect(try await office.steps(matter).map(\.action) == ["open", "accept", "attach"])
            let file = try #require(try await office.city.store.read { try Attachment.list(of: matter.reference, $0) }.first)
            #expect(try await officer.get(file.path).text == "路線說明\n")
            #expect(try await citizen.get(file.path).status == 404)
            #expect(try await citizen.upload([1], named: "a.txt", to: page + "/files", tokenFrom: "/account").status == 404)
            // Who may read and not speak may not attach.
            let stranger = try await browser(office, "stranger")
            #expect(try await stranger.get(file.path).status == 200)
            #expect(try await stranger.upload(Array("x".utf8), named: "a.txt", to: page + "/files", tokenFrom: page).status == 422)
        }
    }

    @Test(arguments: TestCity.engines) func severalAtOnceEachByItself(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let first = try await office.dispatch("甲案")
            let second = try await office.dispatch("乙案")
            let taken = try await office.act("colleague", "accept", on: office.dispatch("丙案"))
            let officer = try await browser(office, "officer")
            let picks = ["m-\(first.id)": "1", "m-\(second.id)": "1", "m-\(taken.id)": "2"]
            let none = try await officer.post("/inbox/steps", ["action": "accept"], tokenFrom: "/inbox")
            #expect(none.status == 422 && none.text.contains("請先勾選案件。"))
            let done = try await officer.post("/inbox/steps", picks.merging(["action": "accept"]) { $1 }, tokenFrom: "/inbox")
            #expect(done.status == 200 && done.text.contains("2 件做好了。") && done.text.contains("1 件沒有做") && done.text.contains(taken.number))
            #expect(try await office.reload(first)?.state == "inProgress")
            #expect(try await office.reload(taken)?.revision == 2)
            // What asks for words asks once.
            let picked = ["m-\(first.id)": "2", "m-\(second.id)": "2", "action": "report"]
            let asked = try await officer.post("/inbox/steps", picked, tokenFrom: "/inbox")
            #expect(asked.status == 200 && asked.text.contains("name=\"words\"") && asked.text.contains("name=\"m-\(first.id)\" value=\"2\""))
            let filled = picked.merging(["confirmed": "yes", "status": "B", "words": "都在進行。"]) { $1 }
            #expect(try await officer.post("/inbox/steps", filled, tokenFrom: "/inbox").text.contains("2 件做好了。"))
            #expect(try await office.steps(second).last?.words == "都在進行。")
        }
    }

    @Test(arguments: TestCity.engines) func theDeadlineCalendarNeedsItsSecret(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch("排水改善", due: "2026-12-01")
            let officer = try await browser(office, "officer")
            let made = try await officer.post("/notices/feed", [:], tokenFrom: "/notices").text
            let place = try #require(made.range(of: "/calendar/"))
            let secret = String(made[place.upperBound...].prefix { $0.isHexDigit })
            #expect(secret.count == 64)
            let visitor = Browser(office.city.site)
            let feed = try await visitor.get("/calendar/\(secret)")
            #expect(feed.status == 200 && feed.headers["content-type"] == "text/calendar; charset=utf-8")
            #expect(feed.text.contains("DTSTART;VALUE=DATE:20261201\r\n") && feed.text.contains("UID:matter-\(matter.id)@127.0.0.1\r\n"))
            #expect(try await visitor.get("/calendar/" + String(repeating: "0", count: 64)).status == 404)
            _ = try await officer.post("/notices/feed/removal", [:], tokenFrom: "/notices")
            #expect(try await visitor.get("/calendar/\(secret)").status == 404)
        }
    }

    @Test(arguments: TestCity.engines) func howItStoodTheDayBefore(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.act("officer", "accept", on: office.dispatch())
            try await office.city.settleLedger()
            let officer = try await browser(office, "officer")
            // Before the ledger there was nothing to see.
            #expect(try await officer.get("/matters/\(matter.id)?as-of=2026-11-23").status == 404)
            #expect(try await officer.get("/matters/\(matter.id)?as-of=2026-11-24").status == 200)
        }
    }
}
