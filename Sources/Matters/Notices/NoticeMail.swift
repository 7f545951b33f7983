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

    /// - Returns: how many letters went out.
    static func sendAll(_ city: City, through mailer: Mailer, report: (_ done: Int, _ total: Int) async throws -> Void) async throws -> Int {
        let now = city.clock.now()
        let people = try await city.store.read { try NoticeQueries.waiting(now: now, limit: 500, $0) }
        var sent = 0
        for (done, person) in people.enumerated() {
            sent += try await send(to: person, at: now, through: mailer, city)
            try await report(done + 1, people.count)
        }
        return sent
    }

    private static func send(to person: String, at now: Instant, through mailer: Mailer, _ city: City) async throws -> Int {
        let (preference, notices) = try await city.store.read {
            (try NoticePreference.find(person, $0), try NoticeQueries.toMail(to: person, now: now, $0))
        }
        guard let address = preference.address, preference.mail != .none else {
            // Nobody wants a mail about what happened before they asked for mail.
            try await city.store.write(exempt: .job) { try NoticeQueries.markMailed(notices.map(\.id), at: now, $0) }
            return 0
        }
        guard preference.quiet?.contains(now) != true else { return 0 }
        if preference.mail == .daily, try await !isDigestTime(now, city) { return 0 }
        let t = Words(preference.language, english: city.english)
        let letters = preference.mail == .daily ? [notices] : notices.map { [$0] }
        for letter in letters {
            try await mailer.send(mail(letter, to: address, city, t))
            try await city.store.write(exempt: .job) { try NoticeQueries.markMailed(letter.map(\.id), at: now, $0) }
        }
        return letters.count
    }

    private static func isDigestTime(_ now: Instant, _ city: City) async throws -> Bool {
        let hour = Int((now.seconds + 8 * 3600) / 3600 % 24)
        guard hour == city.settings[digestHour] else { return false }
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
