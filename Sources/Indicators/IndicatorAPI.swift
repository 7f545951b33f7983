internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What programs are told about indicators; members are added, never changed or taken away.
enum IndicatorAPI {
    static let list = Endpoint(
        .get, "/api/v1/indicators", .everyone, .json("公開的衡量指標", .page(of: summarySchema), alsoTable: true, query: IndicatorListPages.query)
    ) { call in
        if let table = try await table(call) { return table }
        let listing = try await IndicatorListPages.Listing.read(call, limit: 50)
        return .json([
            "items": .array(listing.items.map { .object(members($0, listing.years[$0.id], listing.year, call)) }),
            "next": listing.next.map { .string($0) } ?? .null,
        ])
    }

    static let show = Endpoint(
        .get, "/api/v1/indicators/{indicator}", .everyone, .json("一個衡量指標和它的值", fullSchema, alsoTable: true, query: [Moment.parameter])
    ) { call in
        let moment = try await call.moment()
        let history = try await IndicatorHistory.read(try call.parameter("indicator"), moment, call, onlyPublic: true, isWhole: true)
        return try values(history, call) ?? .json(json(history, moment, call))
    }

    private static let summaryMembers: [(String, Schema)] = [
        ("id", .string), ("title", .string), ("agency", .string), ("unit", .string),
        ("direction", .word(Indicator.Direction.allCases.map(\.rawValue))),
        ("cadence", .word(Period.Length.allCases.map(\.rawValue))), ("formula", .word(MeasurementFormula.allCases.map(\.rawValue))),
        ("weight", .number), ("line", .nullable(.string)), ("goal", .nullable(.string)), ("metric", .nullable(.string)), ("isSample", .bool),
        ("year", .wholeNumber), ("value", .nullable(.number)), ("target", .nullable(.number)), ("attainment", .nullable(.number)),
        ("light", .word(Light.allCases.map(\.rawValue))), ("url", .string),
    ]
    private static let summarySchema = Schema.object(summaryMembers)
    private static let fullSchema = Schema.object(
        summaryMembers + [
            ("method", .string), ("source", .string),
            ("targets", .list(.object([("year", .wholeNumber), ("value", .number), ("cause", .string), ("strategy", .string)]))),
            (
                "values",
                .list(
                    .object([
                        ("period", .string), ("from", .string), ("to", .string), ("value", .number), ("part", .nullable(.number)),
                        ("whole", .nullable(.number)), ("note", .string), ("firstAt", .string), ("at", .string), ("revision", .wholeNumber),
                        ("proof", .string),
                    ]))
            ),
        ])

    private static func members(_ indicator: Indicator, _ summary: YearSummary?, _ year: Period, _ call: Call) -> [(String, JSON)] {
        func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
        let light = summary.map { LightRule.light($0, year: year, call.city.settings) } ?? .grey
        return [
            ("id", .string(indicator.id)), ("title", .string(indicator.title)), ("agency", .string(indicator.agency)),
            ("unit", .string(indicator.unit)),
            ("direction", .string(indicator.direction.rawValue)), ("cadence", .string(indicator.cadence.rawValue)),
            ("formula", .string(indicator.formula.rawValue)), ("weight", .double(indicator.weight)),
            ("line", indicator.line.map { .string($0.text) } ?? .null), ("goal", indicator.goal.map { .string($0.text) } ?? .null),
            ("metric", indicator.metric.map { .string($0) } ?? .null), ("isSample", .bool(indicator.isSample)),
            ("year", .int(Int64(year.first.year))),
            ("value", number(summary?.value)), ("target", number(summary?.target)), ("attainment", number(summary?.attainment)),
            ("light", .string(light.rawValue)), ("url", .string(IndicatorURL.indicator(indicator.id).text)),
        ]
    }

    private static func json(_ history: IndicatorHistory, _ moment: Moment, _ call: Call) -> JSON {
        let indicator = history.indicator
        let year = Period(.year, containing: moment.day)
        let targets = history.targets.map { target -> JSON in
            [
                "year": .int(Int64(target.year)), "value": .double(target.value), "cause": .string(target.cause),
                "strategy": .string(target.strategy),
            ]
        }
        let values = history.values.map { value -> JSON in
            [
                "period": .string(value.period.id), "from": .string(value.period.first.iso), "to": .string(value.period.last.iso),
                "value": .double(value.value), "part": value.part.map { .double($0) } ?? .null, "whole": value.whole.map { .double($0) } ?? .null,
                "note": .string(value.note), "firstAt": .string(value.firstAt.description), "at": .string(value.at.description),
                "revision": .int(Int64(value.revision)), "proof": .string(LedgerURL.proof(of: value.reference).text),
            ]
        }
        return .object(
            members(indicator, history.years[year.first.year], year, call) + [
                ("method", .string(indicator.method)), ("source", .string(indicator.source)), ("targets", .array(targets)),
                ("values", .array(values)),
            ])
    }

    private static let valueColumns = [
        TableColumn("indicator", "指標代號"), TableColumn("period", "期別", .narrow), TableColumn("from", "起日", .narrow), TableColumn("to", "迄日", .narrow),
        TableColumn("value", "值", .narrow), TableColumn("part", "分子", .narrow), TableColumn("whole", "分母", .narrow),
        TableColumn("unit", "單位", .narrow),
        TableColumn("target_of_year", "年度目標", .narrow), TableColumn("note", "說明", .wide), TableColumn("first_at", "首次填報"),
        TableColumn("at", "填報時間"), TableColumn("revision", "版次", .narrow),
    ]

    /// Nil where no table is asked for.
    private static func values(_ history: IndicatorHistory, _ call: Call) throws -> Reply? {
        guard var table = call.table(history.indicator.id, title: "指標的值", columns: valueColumns) else { return nil }
        for value in history.values {
            table.append([
                .text(history.indicator.id), .text(value.period.id), .date(value.period.first), .date(value.period.last), .number(value.value),
                .some(value.part) { .number($0) }, .some(value.whole) { .number($0) }, .text(history.indicator.unit),
                .some(history.target(value.period.first.year)) { .number($0.value) }, .text(value.note), .moment(value.firstAt), .moment(value.at),
                .integer(Int64(value.revision)),
            ])
        }
        return try table.reply()
    }

    private static let columns = [
        TableColumn("id", "指標代號"), TableColumn("title", "指標", .wide), TableColumn("agency", "機關代號"), TableColumn("unit", "單位", .narrow),
        TableColumn("direction", "方向", .narrow), TableColumn("cadence", "多久填一次", .narrow), TableColumn("formula", "算法", .narrow),
        TableColumn("weight", "權重", .narrow), TableColumn("line", "計畫項目"), TableColumn("year", "年度", .narrow), TableColumn("value", "值", .narrow),
        TableColumn("target", "目標", .narrow), TableColumn("attainment", "達成率（％）", .narrow), TableColumn("light", "燈號", .narrow),
    ]

    /// All that the filter matches, read page by page; nil where no table is asked for.
    private static func table(_ call: Call) async throws -> Reply? {
        guard var table = call.table("indicators", title: "衡量指標", columns: columns) else { return nil }
        let moment = try await call.moment()
        let listing = try await IndicatorListPages.Listing.read(call, limit: 1)
        var after: String?
        repeat {
            let start = after
            let page = try await call.store.read { db in
                let page = try IndicatorQueries.page(
                    agency: listing.agency, onlyPublic: true, after: start, limit: 500, asOf: moment.asOf, db)
                return (page, try YearSummary.of(page.items.map(\.id), year: listing.year.first.year, asOf: moment.asOf, db))
            }
            for indicator in page.0.items {
                let summary = page.1[indicator.id]
                let light = summary.map { LightRule.light($0, year: listing.year, call.city.settings) } ?? .grey
                table.append([
                    .text(indicator.id), .text(indicator.title), .text(indicator.agency), .text(indicator.unit), .text(indicator.direction.rawValue),
                    .text(indicator.cadence.rawValue), .text(indicator.formula.rawValue), .number(indicator.weight),
                    .some(indicator.line) { .text($0.text) }, .text(listing.year.id), .some(summary?.value) { .number($0) },
                    .some(summary?.target) { .number($0) }, .some(summary?.attainment) { .number($0) }, .text(light.rawValue),
                ])
            }
            after = page.0.next
        } while after != nil
        return try table.reply()
    }
}

extension CSV {
    /// As spreadsheets read it: `90`, `84.1`.
    static func number(_ value: Double) -> String { Int64(exactly: value).map { String($0) } ?? "\(value)" }
}
