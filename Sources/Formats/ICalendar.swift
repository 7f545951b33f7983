/// A calendar of events (RFC 5545) that calendar programs subscribe to or take in.
public struct ICalendar: Sendable {
    public enum Time: Sendable {
        /// The whole day.
        case day(CivilDate)
        /// From one moment to another, both RFC 3339 in UTC: `2026-11-24T01:00:00.000Z`.
        case span(from: String, to: String)
    }

    public struct Event: Sendable {
        /// Stays the same as long as it is the same event.
        let id: String
        /// Grows with every change.
        let sequence: Int
        /// RFC 3339 in UTC.
        let changedAt: String
        let time: Time
        let title: String
        let place: String?
        let text: String?
        let url: String?
        let isCancelled: Bool

        public init(
            id: String, sequence: Int, changedAt: String, time: Time, title: String, place: String? = nil, text: String? = nil, url: String? = nil,
            isCancelled: Bool = false
        ) {
            self.id = id
            self.sequence = sequence
            self.changedAt = changedAt
            self.time = time
            self.title = title
            self.place = place
            self.text = text
            self.url = url
            self.isCancelled = isCancelled
        }
    }

    let name: String
    /// Where it comes from, for the events' ids: `https://…`.
    let host: String
    /// RFC 3339 in UTC.
    let stampedAt: String
    let events: [Event]
    let method: Method
    /// Who sends it and to whom, as addresses; only an invitation says so.
    let organizer: String?
    let attendees: [String]

    /// What a calendar program is to do with it (RFC 5546 §1.4).
    public enum Method: String, Sendable {
        case publish = "PUBLISH"
        /// An invitation, or a change of one.
        case request = "REQUEST"
        case cancel = "CANCEL"
    }

    public init(
        name: String, host: String, stampedAt: String, events: [Event], method: Method = .publish, organizer: String? = nil, attendees: [String] = []
    ) {
        self.method = method
        self.organizer = organizer
        self.attendees = attendees
        self.name = name
        self.host = host
        self.stampedAt = stampedAt
        self.events = events
    }

    public var bytes: [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yankao//Yankao//ZH", "CALSCALE:GREGORIAN", "METHOD:\(method.rawValue)",
            "X-WR-CALNAME:" + Self.escaped(name),
        ]
        let hasTimes = events.contains { if case .span = $0.time { true } else { false } }
        if hasTimes { lines += Self.zone }
        for event in events { lines += Self.lines(event, host: Self.domain(host), stamp: stampedAt, people: people) }
        lines.append("END:VCALENDAR")
        return lines.flatMap { Self.folded($0) }
    }

    /// RFC 5546 §3.2.2: an invitation names its organizer and whom it asks.
    private var people: [String] {
        guard method != .publish else { return [] }
        return (organizer.map { ["ORGANIZER:mailto:\(Self.address($0))"] } ?? [])
            + attendees.map { "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:\(Self.address($0))" }
    }

    /// No line can be smuggled in.
    private static func address(_ text: String) -> String {
        String(text.unicodeScalars.filter { (33...126).contains($0.value) && $0 != ";" && $0 != "," }.map(Character.init))
    }

    private static func lines(_ event: Event, host: String, stamp: String, people: [String]) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(event.id)@\(host)", "DTSTAMP:\(basic(stamp))", "LAST-MODIFIED:\(basic(event.changedAt))",
            "SEQUENCE:\(event.sequence)",
        ]
        switch event.time {
        case .day(let day):
            // RFC 5545 §3.6.1: the end is not part of the event.
            lines += ["DTSTART;VALUE=DATE:\(basic(day))", "DTEND;VALUE=DATE:\(basic(day.adding(days: 1)))", "TRANSP:TRANSPARENT"]
        case .span(let from, let to): lines += ["DTSTART;TZID=Asia/Taipei:\(local(from))", "DTEND;TZID=Asia/Taipei:\(local(to))"]
        }
        lines += people
        lines.append("SUMMARY:" + escaped(event.title))
        if let place = event.place { lines.append("LOCATION:" + escaped(place)) }
        if let text = event.text { lines.append("DESCRIPTION:" + escaped(text)) }
        if let url = event.url { lines.append("URL:" + url) }
        lines += [event.isCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED", "END:VEVENT"]
        return lines
    }

    /// §3.6.5: Taipei has kept UTC+8 since its last summer time ended on 1 October 1979. A meeting is at nine there, whatever a reader's own clock says.
    private static let zone = [
        "BEGIN:VTIMEZONE", "TZID:Asia/Taipei", "BEGIN:STANDARD", "DTSTART:19791001T000000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0800", "TZNAME:CST",
        "END:STANDARD", "END:VTIMEZONE",
    ]

    /// `2026-11-24T01:00:00.000Z` → `20261124T090000`
    private static func local(_ instant: String) -> String {
        guard let day = CivilDate(iso: String(instant.prefix(10))), let hour = Int(instant.dropFirst(11).prefix(2)) else { return basic(instant) }
        let later = hour + 8
        let clock = later % 24
        return basic(day.adding(days: later / 24)) + "T" + (clock < 10 ? "0\(clock)" : "\(clock)")
            + instant.dropFirst(13).prefix(6).filter { $0 != ":" }
    }

    /// §3.3.11
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", ";", ",": result += "\\\(character)"
            case "\n", "\r\n", "\r": result += "\\n"
            default:
                // No other control character may stand in a line.
                if character.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) { result.append(character) }
            }
        }
        return result
    }

    /// §3.1: no line longer than 75 bytes, and no character cut apart.
    private static func folded(_ line: String) -> [UInt8] {
        var result: [UInt8] = []
        var length = 0
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if length + bytes.count > 75 {
                result += Array("\r\n ".utf8)
                length = 1
            }
            result += bytes
            length += bytes.count
        }
        return result + Array("\r\n".utf8)
    }

    /// `2026-11-24T01:00:00.000Z` → `20261124T010000Z`
    private static func basic(_ instant: String) -> String { String(instant.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z" }

    private static func basic(_ day: CivilDate) -> String { day.iso.filter { $0 != "-" } }

    private static func domain(_ address: String) -> String {
        let rest = address.split(separator: "/").last.map(String.init) ?? address
        return String(rest.prefix { $0 != ":" })
    }
}
