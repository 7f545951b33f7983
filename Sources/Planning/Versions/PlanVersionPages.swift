internal import Kernel
internal import Markup
internal import Storage

/// Every version that everyone could ever read, each as it stood.
enum PlanVersionPages {
    static let list = Endpoint(.get, "/plans/{plan}/versions", .everyone, .page("一份計畫的各個版本")) { call in
        let id = try call.parameter("plan")
        let found = try await call.store.read { db -> (Plan, [PlanVersion])? in
            guard let plan = try PlanQueries.find(id, db), plan.status == .published else { return nil }
            return (plan, try versions(of: plan, db))
        }
        guard let (plan, versions) = found else { throw Problem.notFound }
        return .page(page(plan, versions, call))
    }

    /// With the one that stands, where it was published before versions were kept.
    static func versions(of plan: Plan, _ db: any Reader) throws -> [PlanVersion] {
        let known = try PlanVersionQueries.published(of: plan.id, db)
        if known.contains(where: { $0.number == plan.version }) { return known }
        let current = PlanVersion(
            id: plan.versionID, plan: plan.id, number: plan.version, digest: plan.digest, approvedBy: nil, approvedAt: nil,
            publishedAt: try PlanQueries.publication(of: plan.id, db), supersededAt: nil)
        return [current] + known
    }

    private static func page(_ plan: Plan, _ versions: [PlanVersion], _ call: Call) -> Page {
        let (t, words) = (call.t, PlanWords(t: call.t))
        let rows: [[HTML]] = versions.map { version in
            let before = versions.first { $0.number < version.number }
            return [
                #"<a href="\#(version.url)">\#(t("第 \(version.number) 版"))</a>"#,
                HTML(text: version.publishedAt.map { call.time($0).day } ?? ""),
                HTML(text: version.supersededAt.map { call.time($0).day } ?? t("現行")),
                HTML(text: version.approvedBy.map { t($0.title) } ?? t("依紙本核定匯入")),
                before.map { #"<a href="\#(PlanURL.comparison(plan.id, $0.number, version.number))">\#(t("和第 \($0.number) 版比較"))</a>"# } ?? .empty,
            ]
        }
        let title = t("各個版本")
        return Page(
            title: "\(title) \(plan.shortTitle) \(words.years(plan))",
            crumbs: [.init(t("首頁"), "/"), .init(t("\(plan.shortTitle) \(words.years(plan))"), PlanURL.plan(plan.id)), .init(title)], menu: "plans",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(words.agency(plan)) \#(plan.shortTitle) \#(words.years(plan))</p><h1>\#(title)</h1><p class="yk-lead">\#(t("計畫每年滾動修正。每一版都看得到當時的樣子，也可以逐行比較。"))</p></header>
                \#(DataTable(caption: title, columns: [.init(t("版本")), .init(t("公布日期")), .init(t("到何時")), .init(t("核定")), .init(t("比較"))], rows: rows).html)</div>
                """#)
    }
}

extension PlanVersion {
    /// The plan as this version said it.
    var url: LocalURL {
        guard let supersededAt else { return PlanURL.plan(plan) }
        // Just before: the ledger may be signed in the very millisecond in which the next version came.
        return PlanURL.plan(plan).with(query: [("as-of", Instant(milliseconds: supersededAt.milliseconds - 1).description)])
    }
}
