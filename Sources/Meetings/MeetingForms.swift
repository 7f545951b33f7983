internal import Formats
internal import Kernel

/// The fields of what one does to a meeting.
enum MeetingForms {
    static let item = [
        Field("kind", "種類", .choice(AgendaItem.Kind.allCases.map { ($0.rawValue, $0.title) })), Field("title", "案由", maximum: 200),
        Field("presenter", "報告或提案單位", maximum: 60), Field("text", "說明", .paragraph, required: false, maximum: 4000),
    ]
    static let attendance = [
        Field("office", "出席者", hint: "寫機關和職稱，不寫姓名，例如文化局局長。", maximum: 60),
        Field("presence", "出席情形", .choice(Attendance.Presence.allCases.map { ($0.rawValue, $0.title) })),
        Field("mail", "電子郵件信箱", hint: "機關的信箱；發出通知、改時間、取消時寄邀請（.ics）。不填就維持原來的。", required: false, maximum: 254),
    ]
    static let minutes = [Field("item", "議案", .hidden, maximum: 60), Field("minutes", "紀錄", .paragraph, required: false, maximum: 8000)]
    static let cancellation = [Field("reason", "取消的理由", .paragraph, maximum: 500)]
    static let correction = [
        Field("item", "議案", .hidden, maximum: 60), Field("minutes", "更正後的紀錄", .paragraph, required: false, maximum: 8000),
        Field("reason", "更正的理由", maximum: 500),
    ]
    static let removal = [Field("item", "議案", .hidden, maximum: 60)]
    static let step = [Field("state", "目前狀態", .hidden, maximum: 20)]
    static let report = [
        Field("progress", "辦理情形", .paragraph, maximum: 2000),
        Field("state", "狀態", .choice(Decision.State.allCases.map { ($0.rawValue, $0.title) })),
    ]

    static func decision(_ items: [AgendaItem], _ agencies: [Agency], _ openings: [DecisionOpening]) -> [Field] {
        let choices = agencies.map { ($0.id, Phrase(said: $0.name)) }
        let opening =
            openings.isEmpty ? [] : [Field("opening", "後續", .choice([("none", "只在會議追蹤")] + openings.map { ($0.id, $0.title) }))]
        return [
            Field("text", "決議", .paragraph, maximum: 2000),
            Field("item", "屬於哪一案", .choice([("none", "不屬於任何一案")] + items.map { ($0.id, Phrase(said: $0.title)) })),
            Field("lead", "主辦機關", .choice(choices)),
            Field("supporting", "協辦機關", hint: "簡稱或代號，用頓號隔開，例如文化局、都發局。", required: false, maximum: 200),
            Field("due", "期限", .date, required: false),
        ] + opening
    }
}
