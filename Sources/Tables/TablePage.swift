internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// One public table: a page with its columns and first rows, JSON page by page, CSV and ODS whole.
struct TablePage {
    private static let shape = Schema.object([
        ("table", TableSchema.shape), ("items", .list(.anyObject)), ("next", .nullable(.string)),
    ])

    static let page = Endpoint(
        .get, "/data/{table}", .everyone, .page("一張公開資料表", data: shape, query: [.limit, .after, Moment.parameter])
    ) { call in
        let id = try call.parameter("table")
        guard let table = call.city.publicTables.first(where: { $0.id == id }) else { throw Problem.notFound }
        let day = call.request.query["as-of"] ?? ""
        guard table.hasPast || day.isEmpty || day == call.city.clock.today.iso else { throw Problem.badQuery("as-of", "這張資料表只有現在的樣子。") }
        let moment = try await call.moment()
        if let whole = try await whole(table, moment, call) { return whole }
        let limit = try call.limit(or: 50)
        let after = call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        // One more than asked for tells whether there is a next page.
        let rows = try await call.store.read { try table.rows(after, limit + 1, moment.asOf, call.city, $0) }
        let next = rows.count > limit ? rows[limit - 1].first?.plain : nil
        let view = TablePage(table: table, rows: Array(rows.prefix(limit)), next: next, isFirst: after == nil, moment: moment, call: call)
        guard call.request.form == .json else { return .page(view.page) }
        let schema = TableSchema(table: table, call: call)
        return .json(["table": schema.json, "items": .array(view.rows.map(schema.json)), "next": next.map { .string($0) } ?? .null])
    }

    /// Read page by page; nil where it is not asked for as a table.
    private static func whole(_ table: PublicTable, _ moment: Moment, _ call: Call) async throws -> Reply? {
        guard var reply = call.table(table.id, title: table.title, columns: table.columns.map(TableColumn.init)) else { return nil }
        let city = call.city
        var after: String?
        while true {
            let start = after
            let rows = try await call.store.read { try table.rows(start, 1000, moment.asOf, city, $0) }
            for row in rows { reply.append(row) }
            guard rows.count == 1000, let last = rows.last?.first?.plain else { return try reply.reply() }
            after = last
        }
    }

    let table: PublicTable
    let rows: [[SheetCell]]
    let next: String?
    let isFirst: Bool
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var url: LocalURL { TableURL.table(table.id) }

    private var page: Page {
        var page = Page(
            title: t(table.title), crumbs: [.init(t("首頁"), "/"), .init(t("公開資料"), TableURL.list), .init(t(table.title))], menu: "data", body: body)
        page.summary = t(table.summary)
        page.alternates = [.init(type: "application/json", title: "JSON", url: TableURL.table(table.id, .json))]
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t(table.title))</h1><p class="yk-lead">\#(t(table.summary))</p></header>
        \#(table.hasPast ? moment.bar(url, call) : nil)\#(facts)
        <p class="yk-toc-tools">\#(AnswerForm.allCases.reversed().map(download))</p>
        <section aria-labelledby="h-rows"><h2 id="h-rows">\#(t("資料"))</h2>\#(content)\#(pager)</section>
        <section aria-labelledby="h-columns"><h2 id="h-columns">\#(t("欄位"))</h2>\#(columns)</section></div>
        """#
    }

    private func download(_ form: AnswerForm) -> HTML {
        #"<a href="\#(moment.url(TableURL.table(table.id, form)))">\#(Icon.line("down"))\#(form.rawValue.uppercased())</a>"#
    }

    private var facts: HTML {
        let licence: HTML =
            ExternalURL(checking: table.licence.url).map { #"<a href="\#($0)" rel="license">\#(t(table.licence.title))</a>"# }
            ?? HTML(text: t(table.licence.title))
        return #"""
            <dl class="yk-facts"><div><dt>\#(t("代號"))</dt><dd><code>\#(table.id)</code></dd></div><div><dt>\#(t("更新頻率"))</dt><dd>\#(t(table.frequency.title))</dd></div><div><dt>\#(t("授權條款"))</dt><dd>\#(licence)</dd></div></dl>
            """#
    }

    private var content: HTML {
        guard !rows.isEmpty else { return #"<p class="yk-empty">\#(t("這張資料表目前沒有資料。"))</p>"# }
        let heads = table.columns.map { DataTable.Column(t($0.title), isNumber: $0.isCounted) }
        let lines: [[HTML]] = rows.map { row in row.map(shown) }
        return
            #"<div class="yk-scroll" tabindex="0" role="region" aria-label="\#(t(table.title))">\#(DataTable(caption: t(table.title), columns: heads, rows: lines).html)</div>"#
    }

    private func shown(_ cell: SheetCell) -> HTML {
        switch cell {
        case .empty: return "—"
        case .bool(let value): return HTML(text: value ? "✓" : "✗")
        case .link(let text, let address):
            guard let local = LocalURL(checking: address.hasPrefix(call.city.address) ? String(address.dropFirst(call.city.address.count)) : "")
            else {
                return HTML(text: text)
            }
            return #"<a href="\#(local)">\#(text)</a>"#
        case .moment(let milliseconds): return HTML(text: t.minute(Instant(milliseconds: milliseconds), seenFrom: call.city.clock.today))
        case .text, .integer, .number, .decimal, .percentage, .date, .money: return HTML(text: cell.plain)
        }
    }

    private var columns: HTML {
        let lines: [[HTML]] = table.columns.map { column in
            [
                #"<code>\#(column.name)</code>"#, HTML(text: t(column.title)), HTML(text: column.kind.rawValue),
                HTML(text: column.unit.map { t($0) } ?? "—"), HTML(text: t(column.summary)),
            ]
        }
        let heads = [t("欄名"), t("名稱"), t("型別"), t("單位"), t("說明")].map { DataTable.Column($0) }
        return DataTable(caption: t("欄位"), columns: heads, rows: lines).html
    }

    private var pager: HTML {
        Pager(
            label: t("資料的頁"), first: isFirst ? nil : (t("回到第一頁"), moment.url(url)),
            next: next.map { (t("下一頁"), url.with(query: [("after", $0), moment.pair])) }
        ).html
    }
}

extension PublicColumn {
    var isCounted: Bool { [.integer, .number, .money].contains(kind) }
}
