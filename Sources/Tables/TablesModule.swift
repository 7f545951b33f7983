public import Kernel
internal import Markup

/// 公開資料表: rows that anyone may take along.
public enum TablesModule {
    public static let module = Module(
        name: "tables", title: "公開資料",
        endpoints: [TableListPage.page, TablePage.page],
        contributions: [CityTables.agencies, CityTables.calendar, TableNoun.noun],
        menu: [MenuItem("data", "公開資料", TableURL.list)],
        english: PackageResources.en_json,
        sitemap: { _ in [TableURL.list] })
}

/// Where tables are found.
enum TableURL {
    static let list: LocalURL = "/data"
    static func table(_ id: String) -> LocalURL { "/data/\(id)" }
    static func table(_ id: String, _ form: AnswerForm) -> LocalURL { "/data/\(id + "." + form.rawValue)" }
}

extension City {
    var publicTables: [PublicTable] { contributions(PublicTable.self).sorted { $0.id < $1.id } }
}
