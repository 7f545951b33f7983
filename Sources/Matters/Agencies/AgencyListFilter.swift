internal import Formats
internal import Kernel
internal import Storage

/// What the address of an agency's list asks for. Every filter and every order is a range of one index.
struct AgencyListFilter: Sendable, Equatable {
    enum Which: String, Sendable, CaseIterable {
        case all, open, overdue, closed

        var title: Phrase {
            switch self {
            case .all: "全部"
            case .open: "待辦"
            case .overdue: "逾期"
            case .closed: "已結"
            }
        }
    }

    enum Sort: String, Sendable, CaseIterable {
        case due, new, closed

        var title: Phrase {
            switch self {
            case .due: "期限近的先"
            case .new: "新到的先"
            case .closed: "剛結的先"
            }
        }

        var column: SQL {
            switch self {
            case .due: "matter.due_at"
            case .new: "matter.opened_at"
            case .closed: "matter.closed_at"
            }
        }

        var isDescending: Bool { self != .due }
    }

    let lead: String
    var which = Which.all
    var procedure: String?
    var unit: String?
    /// Of the day it is sorted by.
    var month: Period?
    var sort = Sort.new
    var after: (key: String, id: String)?

    static func == (left: AgencyListFilter, right: AgencyListFilter) -> Bool { left.query().elementsEqual(right.query()) { $0 == $1 } }

    /// The orders each selection can be shown in, the usual one first.
    static func sorts(_ which: Which) -> [Sort] {
        switch which {
        case .all: [.new]
        case .open: [.due, .new]
        case .overdue: [.due]
        case .closed: [.closed]
        }
    }

    init(lead: String) {
        self.lead = lead
    }

    init(_ call: Call) throws {
        lead = try call.parameter("lead")
        let query = call.request.query.filter { !$0.value.isEmpty }
        if let text = query["state"] {
            guard let known = Which(rawValue: text) else { throw Problem.badQuery("state", "請用頁面上的選項。") }
            which = known
        }
        let sorts = Self.sorts(which)
        sort = sorts.first ?? .new
        // An order that this selection does not have is that of the selection before.
        if let text = query["sort"] {
            guard let known = Sort(rawValue: text) else { throw Problem.badQuery("sort", "請用頁面上的選項。") }
            if sorts.contains(known) { sort = known }
        }
        procedure = query["kind"]
        unit = query["unit"]
        if let text = query["month"] {
            guard let period = Period(id: text), period.length == .month else { throw Problem.badQuery("month", "請填年月，例如 2026-11。") }
            month = period
        }
        if let cursor = query["after"] {
            let parts = cursor.split(separator: "_", maxSplits: 1).map(String.init)
            guard parts.count == 2, Instant(parts[0]) != nil else { throw Problem.badQuery("after", "請用上一頁給的 next。") }
            after = (parts[0], parts[1])
        }
    }

    /// The address's parameters; none for what is usual.
    func query(changing change: (inout AgencyListFilter) -> Void = { _ in }) -> [(String, String?)] {
        var copy = self
        copy.after = nil
        change(&copy)
        let usual = Self.sorts(copy.which).first
        return [
            ("state", copy.which == .all ? nil : copy.which.rawValue), ("kind", copy.procedure), ("unit", copy.unit), ("month", copy.month?.id),
            ("sort", copy.sort == usual || !Self.sorts(copy.which).contains(copy.sort) ? nil : copy.sort.rawValue),
            ("after", copy.after.map { "\($0.key)_\($0.id)" }),
        ]
    }

    static let parameters = [
        QueryParameter("state", "哪些：all 全部、open 待辦、overdue 逾期、closed 已結", .word(Which.allCases.map(\.rawValue))),
        QueryParameter("kind", "只列這種流程（代號）"), QueryParameter("unit", "只列這個科室"),
        QueryParameter("month", "哪一個月，例如 2026-11：依排序的日期（期限、開案或結案）"),
        QueryParameter("sort", "排序：due 期限、new 新到、closed 剛結", .word(Sort.allCases.map(\.rawValue))), .limit, .after,
    ]
}
