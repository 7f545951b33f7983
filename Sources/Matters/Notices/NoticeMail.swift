internal import Formats
internal import Kernel
internal import Storage

/// Notices as mail: one each, or one a working day. Runs every minute; what it could not send it tries again.
enum NoticeMail {
    static let digestHour = Setting("matters.digestHour", "每日整理信幾點寄", standard: 8, unit: "時（24 小時制）", source: "研考平台預設值", range: 0...23)

    static let kind = JobKind("matters.mail", "寄出通知信", schedule: "* * * * *", attempts: 3, afterKill: .restart) { run in
        guard let mailer = run.city.mailer else { return "沒有設定寄信方式" }
        let sent = try await sendAll(run.city, through: mailer) { try await run.report($0, of: $1) }
        return "寄出 \(sent) 封"
    }

    /// One address that takes no mail holds up nobody else's; it is tried again with the next run.
    /// - Returns: how many letters went out.
    static func sendAll(_ city: City, through mailer: Mailer, report: (_ done: Int, _ total: Int) async throws -> Void) async throws -> Int {
        let now = city.clock.now()
        var (sent, done, last) = (0, 0, "")
        var problem: (any Error)?
        while true {
            let from = last
            let people = try await city.store.read { try NoticeQueries.waiting(now: now, after: from, limit: 500, $0) }
            for person in people {
                do { sent += try await send(to: person, at: now, through: mailer, city) } catch { problem = error }
                done += 1
                try await report(done, done)
            }
            guard people.count == 500, let end = people.last else { break }
            last = end
        }
        if let problem { throw problem }
        return sent
    }

    private static func send(to person: String, at now: Instant, through mailer: Mailer, _ city: City) async throws -> Int {
        let today = now.taipeiDay
        let (preference, all, readable) = try await city.store.read { db in
            let notices = try NoticeQueries.toMail(to: person, now: now, db)
            // What somebody may no longer read is not told any more either.
            let who = try PersonQueries.signedIn(id: person, on: today, db)
            return (
                try NoticePreference.find(person, db), notices,
                try who.map { who in try notices.filter { try MatterQueries.isParty($0.matter, who, db) } } ?? []
            )
        }
        guard let address = preference.address, preference.mail != .none, !readable.isEmpty else {
            // Nobody wants a mail about what happened before they asked for mail.
            try await city.store.write(exempt: .reading) { try NoticeQueries.markMailed(all.map(\.id), at: now, $0) }
            return 0
        }
        guard preference.quiet?.contains(now) != true else { return 0 }
        if preference.mail == .daily, try await !isDigestTime(preference, now, city) { return 0 }
        let t = Words(preference.language, english: city.english)
        let letters = preference.mail == .daily ? [readable.filter { $0.at <= digestTime(now, city) }] : readable.map { [$0] }
        for letter in letters where !letter.isEmpty {
            try await mailer.send(mail(letter, to: address, city, t))
            try await city.store.write(exempt: .reading) { db in
                try NoticeQueries.markMailed(letter.map(\.id), at: now, db)
                if preference.mail == .daily { try db.run("UPDATE notice_preference SET digest_on = \(today.iso) WHERE person = \(person)") }
            }
        }
        return letters.filter { !$0.isEmpty }.count
    }

    /// Today's hour: what happens later waits for the next working day.
    private static func digestTime(_ now: Instant, _ city: City) -> Instant {
        Instant(taipei: now.taipeiDay, minute: city.settings[digestHour] * 60)
    }

    /// Once a working day, at the first chance from the hour on.
    private static func isDigestTime(_ preference: NoticePreference, _ now: Instant, _ city: City) async throws -> Bool {
        guard now >= digestTime(now, city), preference.digestOn != now.taipeiDay else { return false }
        return try await city.store.read { (try? city.calendars.current($0).isWorkingDay(now.taipeiDay)) ?? true }
    }

    /// Says what is asked and where, and never what only the matter's own page may show.
    private static func mail(_ notices: [PersonalNotice], to address: String, _ city: City, _ t: Words) -> Mail {
        let lines = notices.map { notice in
            let title = notice.isOpen ? "「\(notice.title)」" : ""
            return "\(notice.number)\(title)\n\(t.said(notice))\n\(city.address)/matters/\(notice.matter)\n"
        }
        let subject = notices.count == 1 ? "\(notices[0].number) " + t.said(notices[0]) : t("\(notices.count) 件通知")
        let end = t("這封信由系統寄出，請不要回信。要改變寄信方式，請到「通知」。")
        return Mail(
            id: notices.first?.id ?? "", to: address, subject: "[\(t("研考"))] \(subject)", text: lines.joined(separator: "\n") + "\n--\n\(end)\n")
    }
}

extension Words {
    func said(_ notice: PersonalNotice) -> String { Phrase(stored: notice.words).map { self(kept: $0) } ?? "" }
}
