internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What the list of directives shows.
struct DirectiveFilter: Sendable {
    /// 燈號
    enum Light: String, Sendable, CaseIterable {
        /// Past its day.
        case late
        /// Due within the days that a setting says.
        case soon
        case running
        case closed

        var title: Phrase {
            switch self {
            case .late: "逾期"
            case .soon: "將到期"
            case .running: "辦理中"
            case .closed: "已結"
            }
        }

        var mark: Markup.Light {
            switch self {
            case .late: .bad
            case .soon: .warn
            case .running: .ok
            case .closed: .grey
            }
        }
    }

    var source: MeetingSource?
    var kind: Minutes.Kind?
    var agency: String?
    var light: Light?
    var minutes: String?
    var session: String?
    /// Only what anyone may see.
    var isOpen = false
    var after: (held: String, id: String)?
    let today: CivilDate
    /// The last day that is soon.
    let soon: CivilDate

    static let parameters = [
        QueryParameter("source", "會議種類", .word(MeetingSource.allCases.map(\.rawValue))),
        QueryParameter("kind", "事項種類", .word(Minutes.Kind.allCases.map(\.rawValue))), QueryParameter("agency", "主辦機關（代號）"),
        QueryParameter("light", "燈號：late 逾期、soon 將到期、running 辦理中、closed 已結", .word(Light.allCases.map(\.rawValue))),
        QueryParameter("minutes", "哪一份會議紀錄（代號）"), QueryParameter("session", "議會的屆次"),
    ]

    /// What visitors choose by.
    static let openParameters = parameters.filter { $0.name != "minutes" }

    init(_ call: Call) {
        func asked(_ name: String) -> String? { call.request.query[name].flatMap { $0.isEmpty ? nil : $0 } }
        source = asked("source").flatMap(MeetingSource.init(rawValue:))
        kind = asked("kind").flatMap(Minutes.Kind.init(rawValue:))
        (agency, minutes, session) = (asked("agency"), asked("minutes"), asked("session"))
        light = asked("light").flatMap(Light.init(rawValue:))
        let parts = asked("after").map { $0.split(separator: "~").map(String.init) } ?? []
        after = parts.count == 2 ? (parts[0], parts[1]) : nil
        today = call.city.clock.today
        soon = today.adding(days: call.city.settings[MonitoringSettings.lightSoon])
    }

    init(today: CivilDate, soon: CivilDate) { (self.today, self.soon) = (today, soon) }

    /// What it asks for, for an address.
    var query: [(String, String)] {
        [
            ("source", source?.rawValue), ("kind", kind?.rawValue), ("agency", agency), ("light", light?.rawValue), ("minutes", minutes),
            ("session", session),
        ].compactMap {
            name, value in
            value.map { (name, $0) }
        }
    }

    /// Where a day ends in Taipei.
    private func midnight(after day: CivilDate) -> Instant { Instant(taipei: day.adding(days: 1), minute: 0) }

    private var startOfToday: Instant { Instant(taipei: today, minute: 0) }

    func condition(_ light: Light) -> SQL {
        switch light {
        case .late: "(matter.closed_at IS NULL AND matter.due_at < \(startOfToday))"
        case .soon: "(matter.closed_at IS NULL AND matter.due_at >= \(startOfToday) AND matter.due_at < \(midnight(after: soon)))"
        case .running: "(matter.closed_at IS NULL AND matter.due_at >= \(midnight(after: soon)))"
        case .closed: "(matter.closed_at IS NOT NULL)"
        }
    }

    var conditions: [SQL] {
        var all: [SQL] = ["directive.matter IS NOT NULL"]
        if let source { all.append("directive.source = \(source.rawValue)") }
        if let kind { all.append("directive.kind = \(kind.rawValue)") }
        if let agency { all.append("matter.lead = \(agency)") }
        if let minutes { all.append("directive.minutes = \(minutes)") }
        if let session { all.append("directive.session = \(session)") }
        if isOpen { all.append("directive.is_public") }
        if let light { all.append(condition(light)) }
        return all
    }

    func light(of row: DirectiveRow) -> Light {
        if row.isClosed { return .closed }
        guard let due = row.dueAt else { return .running }
        return due < startOfToday ? .late : due < midnight(after: soon) ? .soon : .running
    }
}

/// A directive with how its case stands.
struct DirectiveRow: Sendable {
    let record: DirectiveRecord
    let number: String
    let state: String
    let lead: String
    let dueAt: Instant?
    let isClosed: Bool
    /// Since when it is where it is.
    let changedAt: Instant
    let isSample: Bool
}
