internal import Kernel
internal import Storage

/// What the address of the inbox asks for; a link to it can be shared.
struct InboxFilter: Sendable, Equatable {
    enum View: String, Sendable, CaseIterable {
        case mine, delegated, section, unit, watched, waiting

        var title: Phrase {
            switch self {
            case .mine: "我的"
            case .delegated: "代理"
            case .section: "科室的"
            case .unit: "機關的"
            case .watched: "關注"
            case .waiting: "等別人"
            }
        }
    }

    enum Due: String, Sendable, CaseIterable {
        case late, today, week, later
    }

    enum Sort: String, Sendable, CaseIterable {
        case due, new, since

        var title: Phrase {
            switch self {
            case .due: "期限近的先"
            case .new: "新到的先"
            case .since: "停留久的先"
            }
        }

        var column: SQL {
            switch self {
            case .due: "matter.due_at"
            case .new: "matter.opened_at"
            case .since: "matter.state_since"
            }
        }

        var order: SQL { self == .new ? "DESC" : "ASC" }
    }

    var view = View.mine
    var due: Due?
    var procedure: String?
    var sort = Sort.due
    var text: String?
    /// Where the page before ended: the sorted column and the key.
    var after: (key: String, id: String)?

    static func == (left: InboxFilter, right: InboxFilter) -> Bool { left.query().elementsEqual(right.query()) { $0 == $1 } }

    /// What waits for oneself, the nearest deadline first.
    init() {}

    init(_ call: Call) throws {
        let query = call.request.query
        func word<T: RawRepresentable>(_ name: String, _ standard: T) throws -> T where T.RawValue == String {
            guard let text = query[name], !text.isEmpty else { return standard }
            guard let word = T(rawValue: text) else { throw Problem.badQuery(name, "請用頁面上的選項。") }
            return word
        }
        view = try word("view", View.mine)
        sort = try word("sort", Sort.due)
        if let text = query["due"], !text.isEmpty { due = try word("due", Due.late) }
        procedure = query["kind"].flatMap { $0.isEmpty ? nil : $0 }
        text = query["q"].map { $0.trimmingBlanks() }.flatMap { $0.isEmpty ? nil : String($0.prefix(100)) }
        if let cursor = query["after"], !cursor.isEmpty {
            let parts = cursor.split(separator: "_", maxSplits: 1).map(String.init)
            guard parts.count == 2, Instant(parts[0]) != nil else { throw Problem.badQuery("after", "請用上一頁給的 next。") }
            after = (parts[0], parts[1])
        }
    }

    /// Whether its rows are a range of one index for each place, in the order they are shown; anything else looks at more than it shows.
    var isByKey: Bool {
        [.mine, .delegated, .section, .unit].contains(view) && procedure == nil && text == nil && (due == nil || sort == .due)
    }

    /// The address's parameters; none for what is usual.
    func query(changing change: (inout InboxFilter) -> Void = { _ in }) -> [(String, String?)] {
        var copy = self
        copy.after = nil
        change(&copy)
        return [
            ("view", copy.view == .mine ? nil : copy.view.rawValue), ("due", copy.due?.rawValue), ("kind", copy.procedure),
            ("sort", copy.sort == .due ? nil : copy.sort.rawValue), ("q", copy.text), ("after", copy.after.map { "\($0.key)_\($0.id)" }),
        ]
    }

    static let parameters = [
        QueryParameter("view", "看哪些：mine 我的、delegated 代理、section 科室的、unit 機關的、watched 關注、waiting 等別人", .word(View.allCases.map(\.rawValue))),
        QueryParameter("due", "期限：late 逾期、today 今天、week 本週、later 之後", .word(Due.allCases.map(\.rawValue))),
        QueryParameter("kind", "只列這種流程（代號）"), QueryParameter("sort", "排序：due 期限、new 新到、since 停留", .word(Sort.allCases.map(\.rawValue))),
        QueryParameter("q", "案名、案號裡的字"), .limit, .after,
    ]
}
