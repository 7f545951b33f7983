internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage
internal import Threads

/// Policies across agencies, for everyone.
enum PolicyPages {
    static let all = [list, show]

    static let list = Endpoint(.get, "/policies", .everyone, .page("跨局處重大政策", query: [Moment.parameter])) { call in
        let (t, moment) = (call.t, try await call.moment())
        let (policies, agencies) = try await call.store.read { db in
            (try PolicyQueries.all(onlyPublic: true, asOf: moment.asOf, db), try AgencyQueries.all(db))
        }
        let names = PolicyNames(agencies, t)
        let rows: [[HTML]] = policies.map { policy in
            [
                #"<a href="\#(moment.url(PolicyURL.policy(policy.id)))">\#(policy.title)</a>\#(names.sample(policy))"#,
                HTML(text: names[policy.lead]),
                HTML(text: policy.agencies.dropFirst().map { names[$0] }.joined(separator: t("、"))), HTML(text: names.span(policy)),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有公開的跨局處政策"), text: t("研考會訂定並公開以後，會列在這裡。")).html
            : DataTable(
                caption: t("跨局處重大政策"), columns: [.init(t("政策")), .init(t("主辦機關")), .init(t("協辦機關")), .init(t("期間"))], rows: rows
            ).html
        let (csv, ods): (LocalURL, LocalURL) = ("/api/v1/policies.csv", "/api/v1/policies.ods")
        return .page(
            Page(
                title: t("跨局處重大政策"), crumbs: [.init(t("首頁"), "/"), .init(t("跨局處重大政策"))], menu: "policies",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("跨局處重大政策"))</h1><p class="yk-lead">\#(t("一個機關做不完的事：誰主辦、誰協辦、誰還欠什麼。"))</p></header><div class="mb-4">\#(moment.bar(PolicyURL.list, call))</div>\#(table)
                    <p class="yk-toc-tools"><a href="\#(moment.url(csv))">\#(Icon.line("down"))CSV</a><a href="\#(moment.url(ods))">\#(Icon.line("down"))ODS</a></p></div>
                    """#))
    }

    static let show = Endpoint(.get, "/policies/{policy}", .everyone, .page("一個跨局處政策：誰欠什麼", query: [Moment.parameter])) { call in
        let (id, moment) = (try call.parameter("policy"), try await call.moment())
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        let page = try await call.store.read { db -> PolicyPage in
            guard let policy = try PolicyQueries.find(id, asOf: moment.asOf, db), policy.isPublic else { throw Problem.notFound }
            return PolicyPage(
                policy: policy, board: moment.isPast ? nil : try PolicyBoard.read(policy, view, db), agencies: try AgencyQueries.all(db),
                seal: try LedgerSeal.find(policy.reference, asOf: moment.asOf, db),
                thread: try ThreadRecord.read(policy.reference, moment, call, db), moment: moment, call: call)
        }
        return .page(page.page)
    }
}

/// How agencies and policies are said.
struct PolicyNames {
    private let agencies: [String: String]
    private let t: Words

    init(_ agencies: [Agency], _ t: Words) {
        self.agencies = Dictionary(agencies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.t = t
    }

    subscript(_ agency: String) -> String { t(verbatim: agencies[agency] ?? agency) }

    func span(_ policy: Policy) -> String {
        t.language == .english ? "\(policy.from.iso)–\(policy.to.iso)" : "\(policy.from.roc(.plain))–\(policy.to.roc(.plain))"
    }

    func sample(_ policy: Policy) -> HTML? { policy.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil }
}
