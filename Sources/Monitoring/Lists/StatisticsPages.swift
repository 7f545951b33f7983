internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/directives/statistics`: how each agency does with what it was told.
enum StatisticsPages {
    private static let shape = Schema.object([
        ("agency", .string), ("name", .string), ("total", .wholeNumber), ("running", .wholeNumber), ("soon", .wholeNumber), ("late", .wholeNumber),
        ("closed", .wholeNumber), ("released", .wholeNumber), ("releasedPercent", .nullable(.number)), ("inTimePercent", .nullable(.number)),
        ("oldestDays", .nullable(.wholeNumber)),
    ])

    private static let columns = [
        TableColumn("agency", "代號"), TableColumn("name", "機關", .wide), TableColumn("total", "交辦", .narrow), TableColumn("running", "辦理中", .narrow),
        TableColumn("soon", "將到期", .narrow), TableColumn("late", "逾期", .narrow), TableColumn("closed", "已結", .narrow),
        TableColumn("released", "解除列管", .narrow), TableColumn("released_percent", "解除列管比率", .narrow),
        TableColumn("in_time_percent", "如期結案比率", .narrow), TableColumn("oldest_days", "最久未結日數", .narrow),
    ]

    private struct Line {
        let key: String
        let name: String
        let sums: DirectiveQueries.Sums
    }

    static let show = Endpoint(
        .get, "/directives/statistics", .holds(MonitoringModule.readDirectives),
        .page("列管事項統計", data: .object([("items", .list(shape)), ("total", shape)]), query: DirectiveFilter.parameters)
    ) { call in
        let filter = DirectiveFilter(call)
        let (sums, agencies) = try await call.store.read { (try DirectiveQueries.sums(filter, $0), try AgencyQueries.all($0)) }
        let lines = agencies.compactMap { agency in sums[agency.id].map { Line(key: agency.id, name: agency.shortName, sums: $0) } }
        let total = Line(key: "", name: call.t("合計"), sums: add(lines.map(\.sums)))
        if var table = call.table("directive-statistics", title: "列管事項統計", columns: columns) {
            for line in lines { table.append(cells(line, filter.today)) }
            return try table.reply()
        }
        if call.request.form == .json { return .json(["items": .array(lines.map { json($0, filter.today) }), "total": json(total, filter.today)]) }
        return .page(page(lines, total, filter, call))
    }

    private static func add(_ all: [DirectiveQueries.Sums]) -> DirectiveQueries.Sums {
        all.reduce(into: DirectiveQueries.Sums()) { sum, one in
            sum.total += one.total
            sum.late += one.late
            sum.soon += one.soon
            sum.running += one.running
            sum.closed += one.closed
            sum.inTime += one.inTime
            sum.released += one.released
            sum.oldest = [sum.oldest, one.oldest].compactMap(\.self).min()
        }
    }

    private static func rounded(_ value: Double?) -> Double? { value.map { ($0 * 10).rounded() / 10 } }

    private static func cells(_ line: Line, _ today: CivilDate) -> [SheetCell] {
        let sums = line.sums
        let counts = [sums.total, sums.running, sums.soon, sums.late, sums.closed, sums.released].map { SheetCell.integer(Int64($0)) }
        let rates = [sums.releasedPercent, sums.inTimePercent].map { SheetCell.some(rounded($0)) { .decimal($0, places: 1) } }
        return [.text(line.key), .text(line.name)] + counts + rates + [.some(sums.oldestDays(on: today)) { .integer(Int64($0)) }]
    }

    private static func json(_ line: Line, _ today: CivilDate) -> JSON {
        let sums = line.sums
        func number(_ value: Double?) -> JSON { rounded(value).map { .double($0) } ?? .null }
        func count(_ value: Int) -> JSON { .int(Int64(value)) }
        return .object([
            ("agency", .string(line.key)), ("name", .string(line.name)), ("total", count(sums.total)), ("running", count(sums.running)),
            ("soon", count(sums.soon)), ("late", count(sums.late)), ("closed", count(sums.closed)), ("released", count(sums.released)),
            ("releasedPercent", number(sums.releasedPercent)), ("inTimePercent", number(sums.inTimePercent)),
            ("oldestDays", sums.oldestDays(on: today).map { .int(Int64($0)) } ?? .null),
        ])
    }

    private static func page(_ lines: [Line], _ total: Line, _ filter: DirectiveFilter, _ call: Call) -> Page {
        let t = call.t
        func shown(_ value: Double?, _ unit: String) -> HTML { HTML(text: rounded(value).map { "\($0)\(unit)" } ?? "—") }
        let rows: [[HTML]] = (lines + [total]).map { line in
            let sums = line.sums
            let name: HTML =
                line.key.isEmpty
                ? #"<strong>\#(line.name)</strong>"#
                : #"<a href="\#(("/directives" as LocalURL).with(query: [("agency", line.key)]))">\#(line.name)</a>"#
            let counts: [HTML] = [sums.total, sums.running, sums.soon, sums.late, sums.closed, sums.released].map { HTML(text: String($0)) }
            return [name] + counts + [
                shown(sums.releasedPercent, "%"), shown(sums.inTimePercent, "%"),
                HTML(text: sums.oldestDays(on: filter.today).map { String($0) } ?? "—"),
            ]
        }
        let table: HTML =
            lines.isEmpty
            ? EmptyState(title: t("還沒有列管事項"), text: t("從「會議紀錄」或「交辦事項」交辦後，這裡會有各機關的統計。")).html
            : DataTable(
                caption: t("各機關列管事項"), columns: [.init(t("機關"))] + columns.dropFirst(2).map { .init(t($0.title), isNumber: true) }, rows: rows
            ).html
        let (csv, ods) = (
            ("/directives/statistics.csv" as LocalURL).with(query: filter.query), ("/directives/statistics.ods" as LocalURL).with(query: filter.query)
        )
        var page = Page(
            title: t("列管事項統計"), crumbs: [.init(t("首頁"), "/"), .init(t("列管事項"), "/directives"), .init(t("列管事項統計"))], menu: "directives",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("列管事項統計"))</h1><p class="yk-lead">\#(t("各機關辦到哪裡：逾期是期限已過還沒結；如期是結案時不晚於期限。"))</p></header>
                \#(table)<p class="yk-toc-tools"><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a></p>
                """#)
        (page.isPrivate, page.frame) = (true, .workspace)
        return page
    }
}
