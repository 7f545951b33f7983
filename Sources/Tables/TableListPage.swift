internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Every public table, as a page and as a list for programs.
enum TableListPage {
    private static let shape = Schema.object([("items", .list(TableSchema.shape)), ("next", .nullable(.string))])

    static let page = Endpoint(.get, "/data", .everyone, .page("公開資料表", data: shape)) { call in
        let tables = call.city.publicTables
        if call.request.form == .json {
            return .json(["items": .array(tables.map { TableSchema(table: $0, call: call).json }), "next": .null])
        }
        if let table = try list(tables, call) { return table }
        let t = call.t
        let agencies = try await call.store.read { try AgencyQueries.shortNames(of: Set(tables.map(\.agency)), $0) }
        let rows: [[HTML]] = tables.map { table in
            [
                #"<a href="\#(TableURL.table(table.id))">\#(t(table.title))</a>"#, HTML(text: t(table.summary)),
                HTML(text: agencies[table.agency] ?? table.agency), HTML(text: t(table.frequency.title)),
                #"<span class="yk-forms"><a href="\#(TableURL.table(table.id, .csv))">CSV</a> <a href="\#(TableURL.table(table.id, .ods))">ODS</a> <a href="\#(TableURL.table(table.id, .json))">JSON</a></span>"#,
            ]
        }
        let columns = [t("資料表"), t("內容"), t("提供機關"), t("更新頻率"), t("下載")].map { DataTable.Column($0) }
        return .page(
            Page(
                title: t("公開資料"), crumbs: [.init(t("首頁"), "/"), .init(t("公開資料"))], menu: "data",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("公開資料"))</h1><p class="yk-lead">\#(t("這個平台上人人可以看的內容，整張帶走。沒有個人資料；每一張都有欄位說明和授權條款。"))</p></header>\#(DataTable(caption: t("公開資料"), columns: columns, rows: rows).html)</div>
                    """#))
    }

    private static func list(_ tables: [PublicTable], _ call: Call) throws -> Reply? {
        let columns = [
            TableColumn("id", "代號"), TableColumn("title", "資料表", .wide), TableColumn("summary", "內容", .broad), TableColumn("agency", "提供機關"),
            TableColumn("licence", "授權條款", .wide), TableColumn("frequency", "更新頻率"),
        ]
        guard var list = call.table("data", title: "公開資料", columns: columns) else { return nil }
        for table in tables {
            list.append([
                .text(table.id), .text(call.t(table.title)), .text(call.t(table.summary)), .text(table.agency), .text(call.t(table.licence.title)),
                .text(call.t(table.frequency.title)),
            ])
        }
        return try list.reply()
    }
}
