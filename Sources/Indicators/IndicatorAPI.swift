internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What programs are told about indicators; members are added, never changed or taken away.
enum IndicatorAPI {
    static let list = Endpoint(
        .get, "/api/v1/indicators", .everyone, .json("公開的衡量指標", .page(of: summarySchema), alsoCSV: true, query: IndicatorListPages.query)
    ) { call in
        if call.request.wantsCSV { return try await csv(call) }
        let listing = try await IndicatorListPages.Listing.read(call, limit: 50)
        return .json([
            "items": .array(listing.items.map { .object(members($0, listing.years[$0.id], listing.year, call)) }),
            "next": listing.next.map { .string($0) } ?? .null,
        ])
    }

    static let show = Endpoint(
        .get, "/api/v1/indicators/{indicator}", .everyone, .json("一個衡量指標和它的值", fullSchema, alsoCSV: true, query: [Moment.parameter])
    ) { call in
        let moment = try await call.moment()
        let history = try await IndicatorHistory.read(try call.parameter("indicator"), moment, call, onlyPublic: true)
        if call.request.wantsCSV { return values(history) }
        return .json(json(history, moment, call))
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

    private static func values(_ history: IndicatorHistory) -> Reply {
        let header = ["indicator", "period", "from", "to", "value", "part", "whole", "unit", "target_of_year", "note", "first_at", "at", "revision"]
        let rows = history.values.map { value in
            [
                history.indicator.id, value.period.id, value.period.first.iso, value.period.last.iso, CSV.number(value.value),
                value.part.map(CSV.number) ?? "", value.whole.map(CSV.number) ?? "", history.indicator.unit,
                history.target(value.period.first.year).map { CSV.number($0.value) } ?? "", value.note, value.firstAt.description,
                value.at.description, String(value.revision),
            ]
        }
        return .csv(CSV.write([header] + rows), name: "\(history.indicator.id).csv")
    }

    /// All that the filter matches, read page by page.
    private static func csv(_ call: Call) async throws -> Reply {
        let moment = try await call.moment()
        let listing = try await IndicatorListPages.Listing.read(call, limit: 1)
        var bytes: [UInt8] = []
        CSV.append(
            ["id", "title", "agency", "unit", "direction", "cadence", "formula", "weight", "line", "year", "value", "target", "attainment", "light"],
            to: &bytes)
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
                CSV.append(
                    [
                        indicator.id, indicator.title, indicator.agency, indicator.unit, indicator.direction.rawValue, indicator.cadence.rawValue,
                        indicator.formula.rawValue, CSV.number(indicator.weight), indicator.line?.text ?? "", listing.year.id,
                        summary?.value.map(CSV.number) ?? "", summary?.target.map(CSV.number) ?? "", summary?.attainment.map(CSV.number) ?? "",
                        light.rawValue,
                    ], to: &bytes)
            }
            after = page.0.next
        } while after != nil
        return .csv(bytes, name: "indicators.csv")
    }
}

extension CSV {
    /// As spreadsheets read it: `90`, `84.1`.
    static func number(_ value: Double) -> String { Int64(exactly: value).map { String($0) } ?? "\(value)" }
}
