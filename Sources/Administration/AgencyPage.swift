internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// One agency: what it is called, was called, and what can be done with it.
struct AgencyPage {
    let call: Call
    let agency: Agency
    /// The other agencies that exist today.
    let others: [Agency]
    private let names: [String: String]
    private let former: [AgencyQueries.FormerName]

    /// - Throws: ``Problem/notFound`` when there is none.
    init(_ call: Call) async throws {
        self.call = call
        let id = try call.parameter("agency")
        let (all, former) = try await call.store.read { (try AgencyQueries.all($0), try AgencyQueries.formerNames(of: id, $0)) }
        guard let agency = all.first(where: { $0.id == id }) else { throw Problem.notFound }
        let today = call.city.clock.today
        self.agency = agency
        self.former = former
        others = all.filter { $0.id != id && $0.isValid(on: today) }
        names = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.name) })
    }

    static func state(_ agency: Agency, _ names: [String: String], _ today: CivilDate, _ t: Words) -> String {
        if let from = agency.validFrom, from > today { return t("\(t.day(from, seenFrom: today))成立") }
        guard let end = agency.validTo else { return t("現有") }
        let day = t.day(end, seenFrom: today)
        if let successor = agency.successor.flatMap({ names[$0] }) { return t("\(day)起併入\(successor)") }
        return t("\(day)起裁撤")
    }

    func reply(
        names sent: [String: String]? = nil, nameErrors: [String: Phrase] = [:], closing: [String: String] = [:], closeErrors: [String: Phrase] = [:]
    ) -> Reply {
        let t = call.t
        let known = ["name": agency.name, "short_name": agency.shortName, "code": agency.code ?? ""]
        let rename = FormView(
            AgencyPages.nameFields, to: "/admin/agencies/\(agency.id)/name", submit: "改名", id: "name-", call: call, values: sent ?? known,
            errors: nameErrors)
        let close = FormView(
            AgencyPages.closeFields(others), to: "/admin/agencies/\(agency.id)/closure", submit: "裁撤或整併", id: "close-", call: call,
            values: closing, errors: closeErrors)
        let closing: HTML? = agency.validTo == nil ? Section("close", t("裁撤或整併"), close.html(t)).html : nil
        return AdminPage(
            call: call, title: agency.name, menu: "agencies", above: [.init(t("機關"), "/admin/agencies")],
            isRefused: !nameErrors.isEmpty || !closeErrors.isEmpty
        ).reply(#"\#(facts)\#(formerNames)\#(Section("name", t("改名"), rename.html(t)).html)\#(closing)"#)
    }

    private var facts: HTML {
        let t = call.t
        return #"""
            <dl class="yk-facts"><div><dt>\#(t("簡稱"))</dt><dd>\#(agency.shortName)</dd></div><div><dt>\#(t("代號"))</dt><dd><code>\#(agency.id)</code></dd></div>
            <div><dt>\#(t("機關代碼"))</dt><dd><code>\#(agency.code ?? "—")</code></dd></div><div><dt>\#(t("狀態"))</dt><dd>\#(Self.state(agency, names, call.city.clock.today, t))</dd></div></dl>
            """#
    }

    private var formerNames: HTML? {
        guard !former.isEmpty else { return nil }
        let (t, today) = (call.t, call.city.clock.today)
        let rows: [[HTML]] = former.map { [HTML(text: $0.name), HTML(text: $0.shortName), HTML(text: t.minute($0.until, seenFrom: today))] }
        let table = DataTable(caption: t("以前的名稱"), columns: [.init(t("全銜")), .init(t("簡稱")), .init(t("到什麼時候"))], rows: rows)
        return Section("former", t("以前的名稱"), table.html).html
    }
}
