internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Public meetings, for anyone to take along.
enum MeetingPublicTable {
    static let meetings = PublicTable(
        "meetings.public", "公開的會議", "已通知的公開會議：時間、地點、進到哪一步。議程和確定的紀錄在各會議的網頁。", frequency: .continuous,
        columns: [
            PublicColumn("id", "代號"), PublicColumn("series", "會議", .text, .wide), PublicColumn("number", "第幾次", .integer, .narrow),
            PublicColumn("agency", "主辦機關代號"), PublicColumn("starts_at", "開始", .moment), PublicColumn("ends_at", "結束", .moment),
            PublicColumn("place", "地點", .text, .wide),
            PublicColumn("state", "狀態", .text, .narrow, "convened 已通知，drafted 紀錄草稿，approved 紀錄已確定"),
            PublicColumn("is_sample", "示範資料", .bool, .narrow),
            PublicColumn("url", "網址", .url, .wide),
        ], sources: ["meetings/meeting", "meetings/series"], hasPast: false
    ) { after, limit, _, city, db in
        try db.all(
            """
            SELECT meeting.id, meeting_series.name, meeting.number, meeting_series.agency, meeting.starts_at, meeting.ends_at, meeting.place,
                meeting.state, meeting_series.is_sample
            FROM meeting JOIN meeting_series ON meeting_series.id = meeting.series
            WHERE meeting_series.is_public AND meeting.state <> 'planned' AND meeting.id > \(after ?? "") ORDER BY meeting.id LIMIT \(limit)
            """
        ).map { row in
            let id: String = try row.get("id")
            let number: Int64 = try row.get("number")
            return [
                .text(id), .text(try row.get("name")), .integer(number), .text(try row.get("agency")), .moment(try row.get("starts_at")),
                .moment(try row.get("ends_at")), .text(try row.get("place")), .text(try row.get("state")), .bool(try row.get("is_sample")),
                .link(String(number), url: city.address + MeetingURL.meeting(id).text),
            ]
        }
    }
}
