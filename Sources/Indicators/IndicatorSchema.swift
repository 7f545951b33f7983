internal import Storage

enum IndicatorSchema {
    static let migrations = [
        Migration(
            "indicators/0001-indicators",
            [
                .createTable(
                    "indicator",
                    [
                        .text("id"), .text("title"), .text("agency").references("agency"), .text("line").null, .text("goal").null, .text("unit"),
                        .int64("decimals"), .text("direction").oneOf(["higher", "lower"]),
                        .text("cadence").oneOf(["day", "month", "quarter", "half-year", "year"]),
                        .text("formula").oneOf(["entered", "ratio", "sum", "mean", "staged"]), .json("stages"), .double("weight"),
                        .text("metric").null, .text("subject").null, .text("method"), .text("source"), .date("begins"), .date("ends").null,
                        .bool("is_public"), .bool("is_sample"), .instant("changed_at"),
                    ], key: ["id"]),
                .createIndex("indicator_by_agency", on: "indicator", ["agency", "id"]),
                .createIndex("indicator_by_line", on: "indicator", ["line", "id"]),
                .createIndex("indicator_by_metric", on: "indicator", ["metric", "id"]),
                .createTable(
                    "indicator_target",
                    [
                        .text("indicator").references("indicator"), .int64("year"), .double("value"), .text("cause"), .text("strategy"),
                        .instant("set_at"),
                    ], key: ["indicator", "year"]),
                .createTable(
                    "indicator_value",
                    [
                        .text("id"), .text("indicator").references("indicator"), .text("period"), .date("first_day"), .double("value"),
                        .double("part").null, .double("whole").null, .text("note"), .instant("first_at"), .instant("at"), .int64("revision"),
                    ], key: ["id"], unique: [["indicator", "period"]]),
                .createIndex("indicator_value_by_day", on: "indicator_value", ["indicator", "first_day"]),
                // What a year came to so far: worked out with every value and target, so that a roll-up reads one row an indicator and year.
                .createTable(
                    "indicator_year",
                    [
                        .text("indicator").references("indicator"), .int64("year"), .text("agency"), .text("goal").null, .double("weight"),
                        .bool("is_public"), .int64("told"), .double("value").null, .double("target").null, .double("attainment").null,
                        .date("through").null,
                    ], key: ["indicator", "year"]),
                .createIndex("indicator_year_by_year", on: "indicator_year", ["year", "agency", "indicator"]),
                .keepPast(of: "indicator", key: ["id"], indexes: [["agency"], ["line"]]),
                .keepPast(of: "indicator_target", key: ["indicator", "year"]),
                .keepPast(of: "indicator_value", key: ["id"], indexes: [["indicator", "first_day"]]),
                .keepPast(of: "indicator_year", key: ["indicator", "year"], indexes: [["year"]]),
            ])
    ]

    static let records = [
        RecordKind(
            "indicators/indicator",
            [
                .init(
                    "indicator", key: "id",
                    [
                        "id", "title", "agency", "line", "goal", "unit", "decimals", "direction", "cadence", "formula", "stages", "weight", "metric",
                        "subject", "method", "source", "begins", "ends", "is_public", "is_sample", "changed_at",
                    ]),
                .init("indicator_target", key: "indicator", ["indicator", "year", "value", "cause", "strategy", "set_at"], order: ["year"]),
            ], shown: { id, db in try IndicatorQueries.isPublic(id, db) ? Reference("indicators/indicator", id) : nil }),
        // A record for each value, so that each published number has a proof of its own.
        RecordKind(
            "indicators/value",
            [
                .init(
                    "indicator_value", key: "id",
                    ["id", "indicator", "period", "first_day", "value", "part", "whole", "note", "first_at", "at", "revision"])
            ],
            shown: { id, db in
                guard let indicator = id.split(separator: "~").first.map(String.init), try IndicatorQueries.isPublic(indicator, db) else {
                    return nil
                }
                return Reference("indicators/value", id)
            }),
    ]
}
