import Foundation
import Kernel
import Meetings
import Storage
import TestSupport
import Testing

/// Papers of meetings, and who may read them.
@Suite struct PaperTests {
    private static let pdf = Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".utf8)

    /// - Returns: the address of the answer, or of the page again.
    private static func send(_ bytes: [UInt8], _ name: String, to meeting: String, _ browser: Browser) async throws -> Browser.Answer {
        var body = Array("--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(try await browser.token(on: meeting))\r\n".utf8)
        body += Array("--b\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"\(name)\"\r\nContent-Type: application/pdf\r\n\r\n".utf8)
        body += bytes + Array("\r\n--b--\r\n".utf8)
        return try await browser.send("POST", "\(meeting)/papers", ["content-type": "multipart/form-data; boundary=b"], body)
    }

    /// Lets the file out of quarantine, as the follower, the subscribers and the jobs do.
    private static func settle(_ city: TestCity) async throws {
        try await city.settleLedger()
        while try await EventDelivery(city: city.city).step() {}
        while try await JobRunner(city: city.city, node: "one").step() {}
    }

    private static func address(_ city: TestCity) async throws -> String {
        let id = try await city.store.read { try $0.first("SELECT id FROM attachment")?.get("id", as: String.self) }
        return "/files/\(try #require(id))"
    }

    @Test(arguments: TestCity.engines)
    func aPublicMeetingsPapersAreEveryonesOncePeopleWereTold(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await EventDelivery(city: city.city).enrol()
            let room = try await MeetingJourneyTests.enter(city)
            let meeting = try await MeetingJourneyTests.plan(
                room.officer, in: try await MeetingJourneyTests.addSeries(room.officer), on: "2026-11-26")
            #expect(try await Self.send(Self.pdf, "計畫.pdf", to: meeting, room.officer).location == "\(meeting)?done=changed")
            let file = try await Self.address(city)
            try await Self.settle(city)
            #expect(try await Browser(city.site).get(file).status == 404, "nobody was told yet")
            #expect(try await room.culture.get(file).status == 404)
            #expect(try await room.officer.get(file).bytes == Self.pdf)
            _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            _ = try await MeetingJourneyTests.step(room.officer, meeting, from: "planned")
            #expect(try await Browser(city.site).get(file).bytes == Self.pdf)
            let open = try await Browser(city.site).get(meeting.replacingOccurrences(of: "/desk", with: "")).text
            #expect(open.contains("計畫.pdf") && open.contains(#"href="\#(file)""#))
        }
    }

    @Test(arguments: TestCity.engines)
    func aPaperIsTakenAwayAndNotAfterApproval(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await EventDelivery(city: city.city).enrol()
            let room = try await MeetingJourneyTests.enter(city)
            let series = try await MeetingJourneyTests.addSeries(room.officer, isPublic: false)
            let meeting = try await MeetingJourneyTests.plan(room.officer, in: series, on: "2026-11-26")
            _ = try await Self.send(Self.pdf, "一.pdf", to: meeting, room.officer)
            let first = try await Self.address(city)
            let key = String(first.dropFirst("/files/".count))
            #expect(try await room.officer.post("\(meeting)/paper-removal", ["paper": key], tokenFrom: meeting).location == "\(meeting)?done=changed")
            #expect(try await room.officer.get(first).status == 404)
            _ = try await Self.send(Self.pdf, "二.pdf", to: meeting, room.officer)
            _ = try await room.officer.post("\(meeting)/items", ["kind": "report", "title": "報告", "presenter": "研考會"], tokenFrom: meeting)
            for state in ["planned", "convened"] { _ = try await MeetingJourneyTests.step(room.officer, meeting, from: state) }
            _ = try await MeetingJourneyTests.step(room.reviewer, meeting, from: "drafted", to: "approval")
            let second = try await Self.address(city)
            try await Self.settle(city)
            let late = try await room.officer.post(
                "\(meeting)/paper-removal", ["paper": String(second.dropFirst("/files/".count))], tokenFrom: "/account")
            #expect(late.location == "\(meeting)?done=late")
            #expect(try await room.officer.get(second).status == 200)
            #expect(try await room.culture.get(second).status == 404)
        }
    }

    @Test func whatIsNoPaperIsRefusedBesideItsField() async throws {
        try await TestCity.with { city in
            try await EventDelivery(city: city.city).enrol()
            let room = try await MeetingJourneyTests.enter(city)
            let meeting = try await MeetingJourneyTests.plan(
                room.officer, in: try await MeetingJourneyTests.addSeries(room.officer), on: "2026-11-26")
            for (bytes, name) in [([UInt8](), "空.pdf"), (Self.pdf, "程式.exe"), ([0x4D, 0x5A, 0x90, 0x00, 0x03], "假.pdf")] {
                let answer = try await Self.send(bytes, name, to: meeting, room.officer)
                #expect(answer.status == 422 && answer.text.contains("invalid-feedback"), "\(name)")
            }
            #expect(try await city.store.read { try $0.first("SELECT id FROM attachment") } == nil)
        }
    }
}
