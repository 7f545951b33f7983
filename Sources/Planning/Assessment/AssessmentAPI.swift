internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// Announced assessments for programs. The shapes are a contract (docs/api.md).
enum AssessmentAPI {
    static let all = [list, show]

    private static let members: [(String, Schema)] = [
        ("annualPlan", .string), ("agency", .string), ("agencyId", .string), ("year", .wholeNumber), ("total", .number),
        ("grade", .word(Assessment.Grade.allCases.map(\.rawValue))), ("announcedAt", .string), ("isSample", .bool),
    ]
    private static let mark = Schema.nullable(
        .object([
            ("actual", .number), ("attainment", .nullable(.number)), ("score", .number), ("evidence", .string), ("remark", .string),
        ]))
    private static let full = Schema.object(
        members + [
            (
                "indicators",
                .list(
                    .object([
                        ("id", .string), ("title", .string), ("weight", .number), ("target", .number), ("unit", .string), ("self", mark),
                        ("initial", mark), ("final", mark),
                    ]))
            )
        ])
    private static let columns = [
        TableColumn("annual_plan", "年度計畫代號"), TableColumn("agency", "機關", .wide), TableColumn("agency_id", "機關代號"),
        TableColumn("year", "年度", .narrow),
        TableColumn("total", "總分", .narrow), TableColumn("grade", "等第", .narrow), TableColumn("announced_at", "公布時間"),
    ]
    private static let markColumns = [
        TableColumn("indicator", "代號", .narrow), TableColumn("title", "衡量指標", .wide), TableColumn("weight", "權數", .narrow),
        TableColumn("target", "年度目標值", .narrow), TableColumn("unit", "單位", .narrow), TableColumn("stage", "階段", .narrow),
        TableColumn("actual", "實際值", .narrow), TableColumn("attainment", "達成率（%）", .narrow), TableColumn("light", "燈號", .narrow),
        TableColumn("score", "得分", .narrow), TableColumn("evidence", "佐證", .wide), TableColumn("remark", "評語", .wide),
    ]

    static let list = Endpoint(
        .get, "/api/v1/assessments", .everyone,
        .json(
            "已公布的年度考核，名次在前的在前", .page(of: .object(members)), alsoTable: true, query: [QueryParameter("year", "只看這一年（民國）"), Moment.parameter])
    ) { call in
        let (moment, year) = (try await call.moment(), call.request.query["year"].flatMap(Int.init))
        let found = try await call.store.read { try AssessmentQueries.ranking(year: year, asOf: moment.asOf, $0) }
        if var table = call.table("assessments", title: "年度考核", columns: columns) {
            for (plan, assessment) in found {
                table.append([
                    .text(plan.id), .text(plan.agencyName), .text(plan.agency), .integer(Int64(plan.year)),
                    .some(assessment.total) { .decimal($0, places: 2) }, .some(assessment.grade) { .text($0.rawValue) },
                    .some(assessment.announcedAt) { .moment($0) },
                ])
            }
            return try table.reply()
        }
        return .json(["items": .array(found.map { .object(json($0.plan, $0.assessment)) }), "next": .null])
    }

    static let show = Endpoint(
        .get, "/api/v1/assessments/{annual}", .everyone, .json("一份年度考核", full, alsoTable: true, query: [Moment.parameter])
    ) { call in
        let (sheet, _) = try await AssessmentPages.read(call, try await call.moment())
        if var table = call.table("\(sheet.content.plan.id)-assessment", title: "年度考核評分", columns: markColumns) {
            for indicator in sheet.content.indicators {
                for stage in Assessment.Stage.allCases {
                    guard let mark = sheet.mark(indicator, stage) else { continue }
                    table.append([
                        .text(indicator.id), .text(indicator.title), .number(indicator.weight.percent), .number(indicator.target),
                        .text(indicator.unit), .text(stage.rawValue), .number(mark.actual),
                        .some(sheet.attainment(indicator, stage)) { .decimal($0, places: 2) }, .text(sheet.light(indicator, stage).rawValue),
                        .decimal(sheet.score(indicator, stage), places: 2), .text(mark.evidence), .text(mark.remark),
                    ])
                }
            }
            return try table.reply()
        }
        let indicators: [JSON] = sheet.content.indicators.map { indicator in
            .object([
                ("id", .string(indicator.id)), ("title", .string(indicator.title)), ("weight", .double(indicator.weight.percent)),
                ("target", .double(indicator.target)), ("unit", .string(indicator.unit)), ("self", json(sheet, indicator, .itself)),
                ("initial", json(sheet, indicator, .initial)), ("final", json(sheet, indicator, .final)),
            ])
        }
        return .json(.object(json(sheet.content.plan, sheet.assessment) + [("indicators", .array(indicators))]))
    }

    private static func json(_ plan: AnnualPlan, _ assessment: Assessment) -> [(String, JSON)] {
        [
            ("annualPlan", .string(plan.id)), ("agency", .string(plan.agencyName)), ("agencyId", .string(plan.agency)),
            ("year", .int(Int64(plan.year))), ("total", .double(assessment.total ?? 0)), ("grade", .string((assessment.grade ?? .poor).rawValue)),
            ("announcedAt", .string(assessment.announcedAt?.description ?? "")), ("isSample", .bool(assessment.isSample)),
        ]
    }

    private static func json(_ sheet: AssessmentSheet, _ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> JSON {
        guard let mark = sheet.mark(indicator, stage) else { return .null }
        return [
            "actual": .double(mark.actual), "attainment": sheet.attainment(indicator, stage).map { .double($0) } ?? .null,
            "score": .double((sheet.score(indicator, stage) * 100).rounded() / 100), "evidence": .string(mark.evidence),
            "remark": .string(mark.remark),
        ]
    }
}
