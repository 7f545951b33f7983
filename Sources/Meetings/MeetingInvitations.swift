internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 開會通知: invitations by mail that calendar programs take in (RFC 5546, 6047). An office gets one when people are told, another for each change of time
/// or place, and one that takes it back.
enum MeetingInvitations {
    static let kind = JobKind("meetings.invite", "寄出開會通知", schedule: "* * * * *", attempts: 3, afterKill: .restart) { run in
        guard let mailer = run.city.mailer else { return "沒有設定寄信方式" }
        return "寄出 \(try await sendAll(run.city, through: mailer)) 封"
    }

    /// An office that has not got what the meeting is now.
    private struct Waiting: Sendable {
        let meeting: Meeting
        let office: String
        let address: String
    }

    /// One `@` between words without blanks; whether it is somebody's, only a mail can tell.
    static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && halves[1].contains(".")
            && text.unicodeScalars.allSatisfy { (33...126).contains($0.value) && !"<>,;:\"()[]\\".unicodeScalars.contains($0) }
    }

    /// One address that takes no mail holds up nobody else's; it is tried again with the next run.
    /// - Returns: how many letters went out.
    static func sendAll(_ city: City, through mailer: Mailer) async throws -> Int {
        let now = city.clock.now()
        let waiting = try await city.store.read { try Self.waiting(now: now, $0) }
        var sent = 0
        var problem: (any Error)?
        for one in waiting {
            do {
                try await mailer.send(mail(one, from: mailer.from, city))
                let (meeting, office) = (one.meeting, one.office)
                try await city.store.write(exempt: .job) { db in
                    try db.run(
                        """
                        UPDATE meeting_invitation SET sent_sequence = \(meeting.sequence), is_cancelled = \(meeting.isCancelled)
                        WHERE meeting = \(meeting.id) AND office = \(office)
                        """)
                }
                sent += 1
            } catch { problem = error }
        }
        if let problem { throw problem }
        return sent
    }

    /// Of meetings to come that people were told of. Nobody is told that a meeting is off of which they never heard.
    private static func waiting(now: Instant, _ db: any Reader) throws -> [Waiting] {
        let rows = try db.all(
            """
            SELECT meeting.id, meeting_invitation.office, meeting_invitation.address FROM meeting
            JOIN meeting_invitation ON meeting_invitation.meeting = meeting.id
            WHERE meeting.starts_at >= \(now) AND meeting.state <> 'planned'
            AND ((meeting.cancelled_at IS NULL AND (meeting_invitation.sent_sequence IS NULL OR meeting_invitation.sent_sequence < meeting.sequence))
                OR (meeting.cancelled_at IS NOT NULL AND meeting_invitation.sent_sequence IS NOT NULL AND NOT meeting_invitation.is_cancelled))
            ORDER BY meeting.starts_at, meeting.id, meeting_invitation.office LIMIT 500
            """)
        return try rows.compactMap { row in
            guard let meeting = try MeetingQueries.find(row.get("id"), db) else { return nil }
            return Waiting(meeting: meeting, office: try row.get("office"), address: try row.get("address"))
        }
    }

    private static func mail(_ one: Waiting, from: String, _ city: City) -> Mail {
        let (meeting, t) = (one.meeting, Words(.chinese, english: city.english))
        let method: ICalendar.Method = meeting.isCancelled ? .cancel : .request
        let title = meeting.title(t)
        let subject = meeting.isCancelled ? t("取消：\(title)") : meeting.sequence > 0 ? t("更改：\(title)") : t("開會通知：\(title)")
        let time = "\(t.minute(meeting.startsAt, seenFrom: city.clock.today))–\(t.minute(meeting.endsAt, seenFrom: city.clock.today).suffix(5))"
        var lines = [one.office, "", subject, t("時間：\(time)"), t("地點：\(meeting.place)"), t("主席：\(meeting.series.chair)")]
        if let reason = meeting.cancelReason { lines.append(t("理由：\(reason)")) }
        if meeting.isPublic { lines += ["", city.address + MeetingURL.meeting(meeting.id).text] }
        let calendar = ICalendar(
            name: title, host: city.address, stampedAt: city.clock.now().description, events: [MeetingCalendar.event(meeting, city, t)],
            method: method, organizer: from, attendees: [one.address])
        return Mail(
            id: "meeting-\(meeting.id)-\(meeting.sequence)-\(place(one.office))", to: one.address, subject: "[\(t("研考"))] \(subject)",
            text: lines.joined(separator: "\n") + "\n", calendar: .init(method: method.rawValue, bytes: calendar.bytes))
    }

    /// The office in letters that a file's name may have.
    private static func place(_ office: String) -> String {
        office.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
