internal import Formats
internal import Kernel
internal import Storage

/// Meetings and their decisions are found: public ones by everyone, the others by the agency whose meetings they are.
enum MeetingSearch {
    static let meetings = Searchable(
        "meetings/meeting", [("meetings/meeting", "會議"), ("meetings/decision", "決議")],
        keys: { after, limit, _, db in
            try db.all("SELECT id FROM meeting WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
        }
    ) { id, city, db in
        guard let meeting = try MeetingQueries.find(id, db) else { return [] }
        let (items, decisions) = (try MeetingQueries.items(of: id, db), try MeetingQueries.decisions(of: id, db))
        let inside: Set<SearchDocument.Audience> = [.agency(meeting.series.agency), .role(.reviewer)]
        // Minutes are public once they were approved; what is on the agenda, as soon as people were told.
        let isApproved = meeting.state == .approved
        let t = Words(.chinese, english: city.english)
        let said = items.flatMap { [$0.title, $0.text] + (isApproved || !meeting.isPublic ? [$0.minutes ?? ""] : []) }
        var found = SearchDocument(
            meeting.reference, title: meeting.title(t), text: ([meeting.place] + said).filter { !$0.isEmpty }.joined(separator: "\n"),
            url: meeting.isPublic ? MeetingURL.meeting(id) : MeetingURL.desk(id), for: meeting.isPublic ? [.everyone] : inside)
        (found.agency, found.date, found.isSample) = (meeting.series.agency, meeting.startsAt.taipeiDay, meeting.series.isSample)
        let isShown = meeting.isPublic && isApproved
        return [found]
            + decisions.map { decision in
                var document = SearchDocument(
                    decision.reference, title: String(decision.text.prefix(60)), text: "\(decision.text)\n\(meeting.title(t))",
                    url: isShown ? MeetingURL.meeting(id) : MeetingURL.desk(id), for: isShown ? [.everyone] : inside)
                (document.agency, document.date, document.isSample) = (decision.leadAgency, meeting.startsAt.taipeiDay, meeting.series.isSample)
                return document
            }
    }
}
