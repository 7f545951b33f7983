import Foundation
import Kernel
import Testing

@testable import App

@Suite struct MailMessageTests {
    /// RFC 6047: the words and the event side by side, each in base 64; nothing from outside becomes a header.
    @Test func anInvitationHasItsEventBesideItsWords() throws {
        let event = Array("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n".utf8)
        let mail = Mail(
            id: "a", to: "x@city.example", subject: "開會", text: "請出席。\n", calendar: .init(method: "REQUEST\nBcc: y@city.example", bytes: event))
        let text = String(decoding: MailMessage(mail, from: "yankao@city.example").bytes, as: UTF8.self)
        #expect(text.contains("\nContent-Type: multipart/alternative; boundary=\"=_yankao-part\"\n\n--=_yankao-part\nContent-Type: text/plain"))
        #expect(!text.contains("\nBcc:"))
        let parts = text.components(separatedBy: "--=_yankao-part")
        #expect(parts.count == 4 && parts[3] == "--\n")
        let body = try #require(parts[2].components(separatedBy: "\n\n").last?.trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(Data(base64Encoded: body, options: .ignoreUnknownCharacters) == Data(event))
        let plain = String(decoding: MailMessage(Mail(id: "a", to: "x@y.z", subject: "s", text: "t"), from: "f@g.h").bytes, as: UTF8.self)
        #expect(plain.contains("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\ndA==\n"))
    }
}
