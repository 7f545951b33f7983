internal import Kernel
internal import Markup
internal import Storage

/// What the module brings of a plan's year: year's plans, their assessment, and policies across agencies.
enum YearOfPlanning {
    static let settings = AssessmentSettings.all
    static let migrations = [AnnualSchema.migration, AssessmentSchema.migration, PolicySchema.migration]
    static let records = AnnualSchema.records + AssessmentSchema.records + PolicySchema.records

    static let endpoints: [Endpoint] = annual + assessment + coordination

    private static let annual: [Endpoint] = [
        AnnualPages.all, AnnualDeskPages.all, AnnualGoalPages.all, WorkItemPages.all, AnnualIndicatorPages.all, AnnualAPI.all,
    ].flatMap(\.self)
    private static let assessment: [Endpoint] = [AssessmentPages.all, AssessmentDeskPages.all, AssessmentAPI.all].flatMap(\.self)
    private static let coordination: [Endpoint] = [PolicyPages.all, PolicyDeskPages.all, PolicyAPI.all].flatMap(\.self)

    static let scopes = [
        Scope("annual") { id, db in try AnnualQueries.agency(of: id, db) }, Scope("policy") { id, db in try PolicyQueries.lead(of: id, db) },
    ]

    static let contributions: [any Contribution] =
        [
            AnnualLife.procedure, AssessmentProcedure.procedure, AssessmentNoun.noun, AnnualSearch.plans, AnnualPublicTable.items,
            PolicyNoun.noun, PolicyNoun.search,
        ] + AnnualNouns.all + AssessmentMetrics.all

    static let menu = [
        MenuItem("annual-plans", "年度計畫", AnnualURL.list), MenuItem("policies", "跨局處政策", PolicyURL.list),
        MenuItem(
            "desk-annual-plans", "年度施政計畫", AnnualURL.desk, in: .desk(.business), icon: "list", permission: PlanningModule.readDrafts),
        MenuItem("desk-assessments", "年度考核", AssessmentURL.desk, in: .desk(.business), icon: "gauge", permission: PlanningModule.readDrafts),
        MenuItem("desk-policies", "跨局處政策", PolicyURL.desk, in: .desk(.business), icon: "link", permission: PlanningModule.readDrafts),
    ]

    /// Every published year's plan with its items, and every announced assessment.
    static func sitemap(_ db: any Reader) throws -> [LocalURL] {
        var pages: [LocalURL] = [AnnualURL.list, AssessmentURL.list, PolicyURL.list]
        for plan in try AnnualQueries.published(agency: nil, limit: 1000, db).plans {
            pages.append(AnnualURL.plan(plan.id))
            pages += try AnnualQueries.items(of: plan.id, db).map { AnnualURL.item(plan.id, $0.id) }
            if try AssessmentQueries.announced(plan.id, db) != nil { pages.append(AssessmentURL.show(plan.id)) }
        }
        pages += try PolicyQueries.all(onlyPublic: true, db).map { PolicyURL.policy($0.id) }
        return Array(pages.prefix(20_000))
    }
}
