internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Public indicators and their values, for anyone to take along.
enum IndicatorPublicTables {
    static let indicators = PublicTable(
        "indicators.indicators", "衡量指標清單", "公開的衡量指標：怎麼算、多久一次、方向、衡量計畫的哪一項。", frequency: .irregular,
        columns: [
            PublicColumn("id", "指標代號"), PublicColumn("title", "指標", .text, .wide), PublicColumn("agency", "機關代號"),
            PublicColumn("line", "計畫項目", optional: true), PublicColumn("unit", "單位", .text, .narrow),
            PublicColumn("direction", "方向", .text, .narrow, "higher 越大越好，lower 越小越好"),
            PublicColumn("cadence", "多久填一次", .text, .narrow), PublicColumn("formula", "算法", .text, .narrow),
            PublicColumn("weight", "權重", .number, .narrow), PublicColumn("method", "衡量標準", optional: true, .broad),
            PublicColumn("source", "資料來源", optional: true, .wide), PublicColumn("is_sample", "示範資料", .bool, .narrow),
            PublicColumn("url", "網址", .url, .wide),
        ], sources: ["indicators/indicator"], hasPast: true
    ) { after, limit, asOf, city, db in
        try IndicatorQueries.page(agency: nil, onlyPublic: true, after: after, limit: limit, asOf: asOf, db).items.map { indicator in
            [
                .text(indicator.id), .text(indicator.title), .text(indicator.agency), .some(indicator.line) { .text($0.text) },
                .text(indicator.unit), .text(indicator.direction.rawValue), .text(indicator.cadence.rawValue), .text(indicator.formula.rawValue),
                .number(indicator.weight), text(indicator.method), text(indicator.source), .bool(indicator.isSample),
                .link(indicator.id, url: city.address + IndicatorURL.indicator(indicator.id).text),
            ]
        }
    }

    static let values = PublicTable(
        "indicators.values", "衡量指標各期的值", "公開的衡量指標每一期的值，和那一年的目標；更正過的有版次。每個值都有自己的證明。", frequency: .continuous,
        columns: [
            PublicColumn("id", "代號", .text, .usual, "指標代號和期別，中間是波浪號"), PublicColumn("indicator", "指標代號"),
            PublicColumn("period", "期別", .text, .narrow),
            PublicColumn("first_day", "起日", .date, .narrow), PublicColumn("last_day", "迄日", .date, .narrow),
            PublicColumn("value", "值", .number, .narrow), PublicColumn("part", "分子", .number, optional: true, .narrow),
            PublicColumn("whole", "分母", .number, optional: true, .narrow), PublicColumn("unit", "單位", .text, .narrow),
            PublicColumn("target_of_year", "年度目標", .number, optional: true, .narrow), PublicColumn("note", "說明", optional: true, .wide),
            PublicColumn("told_at", "填報時間", .moment), PublicColumn("revision", "版次", .integer, .narrow, "0 是第一次填的，每更正一次加 1"),
            PublicColumn("is_sample", "示範資料", .bool, .narrow),
        ], sources: ["indicators/indicator", "indicators/value"], hasPast: true
    ) { after, limit, asOf, _, db in
        try IndicatorQueries.publicValues(after: after, limit: limit, asOf: asOf, db).map { value in
            let measured = value.measurement
            return [
                .text("\(measured.indicator)~\(measured.period.id)"), .text(measured.indicator), .text(measured.period.id),
                .date(measured.period.first), .date(measured.period.last), .number(measured.value), .some(measured.part) { .number($0) },
                .some(measured.whole) { .number($0) }, .text(value.unit), .some(value.target) { .number($0) }, text(measured.note),
                .moment(measured.at), .integer(Int64(measured.revision)), .bool(value.isSample),
            ]
        }
    }

    private static func text(_ text: String) -> SheetCell { text.isEmpty ? .empty : .text(text) }
}
