internal import Formats
internal import Kernel
internal import Storage

/// Indicators are found: public ones by everyone, the others by those who tell them.
enum IndicatorSearch {
    static let indicators = Searchable(
        "indicators/indicator", [("indicators/indicator", "指標")],
        keys: { after, limit, _, db in
            try db.all("SELECT id FROM indicator WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
        }
    ) { id, _, db in
        guard let indicator = try IndicatorQueries.find(id, db) else { return [] }
        var document = SearchDocument(
            indicator.reference, title: indicator.title, text: [indicator.method, indicator.source].joined(separator: "\n"),
            url: indicator.isPublic ? IndicatorURL.indicator(id) : IndicatorURL.desk(id),
            for: indicator.isPublic ? [.everyone] : [.agency(indicator.agency), .role(.reviewer)])
        (document.agency, document.date, document.isSample) = (indicator.agency, indicator.begins, indicator.isSample)
        return [document]
    }
}
