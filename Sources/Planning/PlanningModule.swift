public import Kernel
internal import Markup
internal import Storage

/// 施政計畫: mid-term plans, as the city made them and as anyone may read them.
public enum PlanningModule {
    static let draftPlans = Permission("planning.draftPlans", "匯入、檢視計畫草稿")
    static let readDrafts = Permission("planning.readDrafts", "檢視計畫草稿、差別與審查意見")
    static let publishPlans = Permission("planning.publishPlans", "公布計畫")
    static let coordinate = Permission("planning.coordinate", "訂定跨局處政策與各機關的分工")

    /// What App's table of rights hands out.
    public static let permissions = (draft: draftPlans, read: readDrafts, publish: publishPlans, coordinate: coordinate)

    public static let module = Module(
        name: "planning", title: "施政計畫",
        permissions: [draftPlans, readDrafts, publishPlans, coordinate],
        settings: PlanningSettings.all + YearOfPlanning.settings,
        migrations: PlanningSchema.migrations + YearOfPlanning.migrations + [ResultsSchema.migration, PlanningSchema.proposedMeasurements],
        records: PlanningSchema.records + YearOfPlanning.records,
        erasers: [PlanPresence.eraser],
        fileOwners: [
            // Pictures of a report are shown in it; the files themselves are its agency's.
            FileOwner("planning/report") { owner, granted, db in
                guard let report = try ReportQueries.find(owner.id, db) else { return false }
                return report.isPublished || granted.holds(PlanningModule.readDrafts, on: report.agency)
            }
        ],
        topics: [PlanEvents.published],
        endpoints: [
            HomePage.home,
            PlanPages.list, PlanPages.plan, PlanPages.goal, PlanPages.item, PlanFeed.feed, PlanEvents.stream, PlanChanges.page, PlanChanges.api,
            PlanImportPages.show, PlanImportPages.upload, PlanReviewPages.show, PlanReviewPages.correct, PlanReviewPages.undo, PlanReviewPages.redo,
            PlanReviewPages.discard, PlanReviewPages.accept, PlanDifferencePages.review, PlanDraftPages.drafts, PlanDraftPages.show,
            PlanDraftPages.publish, PlanDraftPages.remove, PlanDifferencePages.draft, ReportPages.show,
            PlanLifePages.revise, PlanLifePages.start, PlanVersionPages.list, PlanComparisonPages.compare,
            PlanCommentPages.show, PlanCommentPages.say, PlanCommentPages.respond, PlanCommentPages.api,
            PlanSectionPages.overview, PlanSectionPages.show, PlanSectionPages.save, PlanReasonPages.show, PlanReasonPages.keep,
            PlanExchangePages.export, PlanExchangePages.show, PlanExchangePages.replace,
            PlanAPI.list, PlanAPI.plan, PlanAPI.item, ReportAPI.show, NumberAPI.list,
        ] + ResultsPages.all + ReportDesk.all + NumberPages.all + YearOfPlanning.endpoints,
        scopes: [
            Scope("plan") { id, db in try PlanQueries.agency(of: id, db) }, Scope("report") { id, db in try ReportQueries.agency(of: id, db) },
            Scope("review") { id, db in try PlanReviewQueries.agency(of: id, db) },
        ] + YearOfPlanning.scopes,
        contributions: PlanNouns.all + [
            PlanSearch.plans, PlanPublicTables.plans, PlanPublicTables.lines, PlanLife.procedure, ReportLife.procedure, ReportNoun.noun,
        ] + YearOfPlanning.contributions,
        menu: [
            MenuItem("plans", "施政計畫", PlanURL.list),
            MenuItem("results", "成果報告", ReportURL.list),
            MenuItem("drafts", "計畫草稿", "/plans/drafts", in: .desk(.business), icon: "doc", permission: readDrafts),
            MenuItem("import", "匯入計畫或報告", "/plans/import", in: .desk(.business), icon: "upload", permission: draftPlans),
        ] + YearOfPlanning.menu,
        english: PackageResources.en_json,
        sitemap: { db in try PlanSitemap.pages(db) + YearOfPlanning.sitemap(db) })
}

enum PlanSitemap {
    /// Home, the list, and every published plan with its goals and items; as many as a sitemap takes.
    static func pages(_ db: any Reader) throws -> [LocalURL] {
        var pages: [LocalURL] = ["/", PlanURL.list]
        try db.each(
            """
            SELECT plan.id AS plan, plan_line.id AS line, plan_line.kind FROM plan JOIN plan_line ON plan_line.plan = plan.id
            WHERE plan.status = 'published' ORDER BY plan.id, plan_line.place LIMIT 50000
            """
        ) { row in
            let plan: String = try row.get("plan")
            let line: String = try row.get("line")
            if pages.last?.text.hasPrefix(PlanURL.plan(plan).text) != true { pages.append(PlanURL.plan(plan)) }
            switch try row.word("kind") as PlanLine.Kind {
            case .goal: pages.append(PlanURL.goal(plan, line))
            case .item: pages.append(PlanURL.item(plan, line))
            case .priority: break
            }
            return true
        }
        return pages
    }
}
