internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What the address of the timeliness page asks for; a link to it can be shared.
struct TimelinessFilter: Sendable, Equatable {
    /// What the rows are.
    enum Rows: String, Sendable, CaseIterable {
        case agency, kind, month, person

        var title: Phrase {
            switch self {
            case .agency: "機關"
            case .kind: "流程"
            case .month: "月份"
            case .person: "承辦人"
            }
        }

        var column: SQL {
            switch self {
            case .agency: "agency"
            case .kind: "procedure"
            case .month: "period"
            case .person: "person"
            }
        }
    }

    var rows = Rows.agency
    var agency: String?
    var procedure: String?
    /// Both ends belong to it.
    var from: Period
    var to: Period

    /// This year so far.
    init(today: CivilDate) {
        to = Period(.month, containing: today)
        from = Period(.month, containing: to.year.first)
    }

    /// - Throws: ``Kernel/Problem`` 400 for what the page does not offer, 403 for people whom the reader may not see counted.
    init(_ call: Call, people: Bool = false) throws {
        self.init(today: call.city.clock.today)
        let query = call.request.query.filter { !$0.value.isEmpty }
        if let text = query["by"] {
            guard let known = Rows(rawValue: text), known != .person else { throw Problem.badQuery("by", "請用頁面上的選項。") }
            rows = known
        }
        func month(_ name: String, _ standard: Period) throws -> Period {
            guard let text = query[name] else { return standard }
            guard let period = Period(id: text), period.length == .month else { throw Problem.badQuery(name, "請填年月，例如 2026-11。") }
            return period
        }
        (from, to) = (try month("from", from), try month("to", to))
        if from > to { (from, to) = (to, from) }
        agency = query["agency"]
        procedure = query["kind"]
        if people { try narrow(call.granted) }
    }

    /// People are counted one agency at a time, and only for who answers for them.
    private mutating func narrow(_ granted: Granted) throws {
        rows = .person
        let allowed = granted.agencies(for: TimelinessPages.readPeople)
        agency = agency ?? allowed?.min() ?? granted.person?.appointments.map(\.agency).min()
        guard let agency, allowed?.contains(agency) ?? true else { throw Problem.forbidden }
    }

    /// The address's parameters; none for what is usual.
    func query(today: CivilDate, changing change: (inout TimelinessFilter) -> Void = { _ in }) -> [(String, String?)] {
        var copy = self
        change(&copy)
        let usual = TimelinessFilter(today: today)
        return [
            ("by", copy.rows == usual.rows || copy.rows == .person ? nil : copy.rows.rawValue), ("kind", copy.procedure), ("agency", copy.agency),
            ("from", copy.from == usual.from ? nil : copy.from.id), ("to", copy.to == usual.to ? nil : copy.to.id),
        ]
    }

    /// Where such a list is.
    var url: LocalURL { rows == .person ? "/timeliness/people" : "/timeliness" }
    func table(_ form: AnswerForm) -> LocalURL {
        rows == .person ? "/api/v1/timeliness/people.\(form.rawValue)" : "/api/v1/timeliness.\(form.rawValue)"
    }

    static let parameters =
        [QueryParameter("by", "每一列是什麼：agency 機關、kind 流程、month 月份", .word(["agency", "kind", "month"]))] + peopleParameters

    static let peopleParameters = [
        QueryParameter("kind", "只算這種流程（代號）"), QueryParameter("agency", "只算這個機關（代號）"),
        QueryParameter("from", "從哪一個月，例如 2026-01"), QueryParameter("to", "到哪一個月"),
    ]
}
