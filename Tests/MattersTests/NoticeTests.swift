import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Matters

@Suite struct NoticeTests {
    private func notices(_ office: Office, _ handle: String) async throws -> [String] {
        let person = try await office.person(handle)
        let words = Words(.chinese, english: office.city.city.english)
        return try await office.city.store.read { try NoticeQueries.list(of: person.id, now: TestCity.now, limit: 50, $0) }.map { words.said($0) }
    }

    @Test(arguments: TestCity.engines) func whoseTurnItIsAndWhoWatchesAreToldAndNobodyElse(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let matter = try await office.dispatch()
            #expect(try await notices(office, "officer") == ["輪到您處理：已交辦"])
            #expect(try await notices(office, "colleague") == ["輪到您處理：已交辦"])
            let stranger = try await office.person("stranger")
            _ = try await office.city.store.write(exempt: .reading) { db in
                try db.run(
                    "INSERT INTO matter_person (person, matter, is_watching, has_acted, seen) VALUES (\(stranger.id), \(matter.id), TRUE, FALSE, 0)")
            }
            try await office.act("officer", "accept", on: matter)
            #expect(try await notices(office, "stranger") == ["您關注的案件有新進度：接辦"])
            #expect(try await notices(office, "head") == [])
            #expect(try await notices(office, "reviewer") == [])
            #expect(try await notices(office, "officer").count == 1, "one is not told what one did oneself")
        }
    }

    @Test(arguments: TestCity.engines) func aMailForEachOrOneADayAndNoneAtNight(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let sent = Mutex<[Mail]>([])
            let mailer = Mailer { mail in sent.withLock { $0.append(mail) } }
            // 09:00 in Taipei; the digest's hour is 8.
            let (morning, night) = (TestCity.now.adding(seconds: 23 * 3600), TestCity.now.adding(seconds: 13 * 3600))
            try await prefer(
                office, "officer", .init(address: "officer@example.org", mail: .single, quiet: .init(from: 22, to: 7), language: .chinese))
            try await prefer(office, "colleague", .init(address: "colleague@example.org", mail: .daily, quiet: nil, language: .english))
            let first = try await office.dispatch("第一件")
            try await run(office, at: night, mailer)
            #expect(sent.withLock { $0 } == [], "22:00 is quiet for the one, and not the other's hour")
            try await office.dispatch("第二件")
            try await run(office, at: morning, mailer)
            let letters = sent.withLock { $0 }
            #expect(letters.map(\.to).sorted() == ["colleague@example.org", "officer@example.org", "officer@example.org"])
            let digest = try #require(letters.first { $0.to == "colleague@example.org" })
            #expect(digest.subject.contains("2 notices") && digest.text.contains("第一件") && digest.text.contains("第二件"))
            let single = try #require(letters.first { $0.to == "officer@example.org" && $0.subject.contains("指 115-0001") })
            #expect(single.text.contains("http://127.0.0.1:8080/matters/\(first.id)"))
            try await run(office, at: morning, mailer)
            #expect(sent.withLock { $0.count } == 3, "nothing is sent twice")
        }
    }

    @Test(arguments: TestCity.engines) func oneBadAddressHoldsUpNobodyElse(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            struct Down: Error {}
            for handle in ["officer", "colleague"] {
                try await prefer(office, handle, .init(address: "\(handle)@example.org", mail: .single, quiet: nil, language: .chinese))
            }
            try await office.dispatch()
            for bad in ["officer@example.org", "colleague@example.org"] {
                let sent = Mutex<[String]>([])
                await #expect(throws: Down.self) {
                    try await run(
                        office, at: TestCity.now,
                        Mailer { mail in
                            if mail.to == bad { throw Down() }
                            sent.withLock { $0.append(mail.to) }
                        })
                }
                if bad == "officer@example.org" { #expect(sent.withLock { $0 } == ["colleague@example.org"]) }
                try await office.dispatch()
            }
        }
    }

    @Test(arguments: TestCity.engines) func whoMayNoLongerReadIsToldNothing(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            try await prefer(office, "officer", .init(address: "officer@example.org", mail: .single, quiet: nil, language: .chinese))
            try await office.dispatch()
            let officer = try await office.person("officer")
            _ = try await PersonQueries.closeAccount(of: officer.id, at: TestCity.now, as: .operatorAtConsole, in: office.city.city)
            try await office.dispatch()
            try await run(office, at: TestCity.now, Mailer { mail in Issue.record("\(mail.subject) was sent") })
        }
    }

    @Test(arguments: TestCity.engines) func whatCouldNotBeSentIsTriedAgain(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            struct Down: Error {}
            try await prefer(office, "officer", .init(address: "officer@example.org", mail: .single, quiet: nil, language: .chinese))
            try await office.dispatch()
            await #expect(throws: Down.self) { try await run(office, at: TestCity.now, Mailer { _ in throw Down() }) }
            let sent = Mutex(0)
            try await run(office, at: TestCity.now, Mailer { _ in sent.withLock { $0 += 1 } })
            #expect(sent.withLock { $0 } == 1)
        }
    }

    private func prefer(_ office: Office, _ handle: String, _ preference: NoticePreference) async throws {
        let person = try await office.person(handle)
        try await office.city.store.write(exempt: .reading) { try preference.store(for: person.id, $0) }
    }

    private func run(_ office: Office, at now: Instant, _ mailer: Mailer) async throws {
        _ = try await NoticeMail.sendAll(office.city.city.at(now), through: mailer) { _, _ in }
    }

    @Test(arguments: TestCity.engines) func eachDeadlineIsChasedOnceForEachRule(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let near = try await office.act("officer", "accept", on: office.dispatch(due: "2026-11-26"))
            let far = try await office.act("officer", "accept", on: office.dispatch(due: "2026-11-27"))
            // Two working days before: Tuesday for Thursday, not for Friday.
            #expect(try await Chasing.chase(office.city.city) == 1)
            #expect(try await Chasing.chase(office.city.city) == 0)
            #expect(try await office.steps(near).map(\.action) == ["open", "accept", "chase"])
            #expect(try await office.steps(far).map(\.action) == ["open", "accept"])
            #expect(try await notices(office, "officer").contains("期限快到了"))
            // Friday: the one of Thursday is a working day late, and the other near.
            #expect(try await Chasing.chase(office.city.city.at(TestCity.now.adding(seconds: 3 * 86_400))) == 2)
            // Saturday: nobody is at work.
            #expect(try await Chasing.chase(office.city.city.at(TestCity.now.adding(seconds: 4 * 86_400))) == 0)
            #expect(try await notices(office, "head") == [], "they are told on Friday, which is not yet")
        }
    }
}
