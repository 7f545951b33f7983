public import Kernel
internal import Markup
internal import Storage

/// 衡量指標: numbers over periods, with targets and lights.
public enum IndicatorsModule {
    static let define = Permission("indicators.define", "訂定指標與年度目標")
    static let report = Permission("indicators.report", "填報指標的值")

    /// What App's table of rights hands out.
    public static let permissions = (define: define, report: report)

    public static let module = Module(
        name: "indicators", title: "衡量指標",
        permissions: [define, report],
        settings: LightRule.all,
        migrations: IndicatorSchema.migrations,
        records: IndicatorSchema.records,
        jobs: [Measuring.kind],
        fileOwners: [Evidence.owner],
        endpoints: [
            IndicatorListPages.page, AttainmentPage.page, IndicatorPage.page, EmbedPages.picture, EmbedPages.frame, IndicatorAPI.list,
            IndicatorAPI.show,
            TellPages.tell, TargetPages.set,
        ] + DefinePages.all + DeskPages.all,
        scopes: [Scope("indicator") { id, db in try IndicatorQueries.find(id, db)?.agency }],
        contributions: [
            IndicatorNoun.noun, Indicators.keeper,
            ThreadAction("新增指標", icon: "plus", on: ["planning/item", "planning/goal"], permission: define) { line in
                IndicatorURL.new.with(query: [("line", line.text)])
            }, IndicatorSearch.indicators, IndicatorPublicTables.indicators, IndicatorPublicTables.values,
        ],
        menu: [
            MenuItem("indicators", "衡量指標", IndicatorURL.list),
            MenuItem("desk-indicators", "填報指標", IndicatorURL.desk, in: .desk(.business), icon: "chart", permission: report),
        ],
        english: PackageResources.en_json,
        sitemap: { db in
            [IndicatorURL.list, IndicatorURL.attainment]
                + (try IndicatorQueries.page(agency: nil, onlyPublic: true, after: nil, limit: 5000, asOf: .now, db).items.map {
                    IndicatorURL.indicator($0.id)
                })
        })
}
