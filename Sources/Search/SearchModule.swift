public import Kernel
internal import Markup
internal import Storage

/// 搜尋: one index over what every module lets people find.
public enum SearchModule {
    public static let module = Module(
        name: "search", title: "搜尋",
        migrations: SearchSchema.migrations,
        erasers: [eraser],
        endpoints: [SearchPage.page, SearchAPI.search, SearchAPI.suggestions],
        contributions: [AgencySearch.agencies, SearchFinder.finder],
        english: PackageResources.en_json,
        sitemap: { _ in ["/search"] })

    /// Nothing about people is brought to be found today. Should a module ever bring what it knows of a person, it goes with the person, in the same
    /// transaction, before the files are made to forget.
    private static let eraser = Eraser(["search_document", "search_index", "search_term"]) { person, db in
        var index = SearchIndex(db)
        let owner = Reference("kernel/person", person)
        guard try db.first("SELECT num FROM search_document WHERE owner = \(owner)") != nil else { return }
        try index.replace(owner, with: [])
        try index.finish()
        try SearchIndex.compact(db)
    }
}

/// Agencies are found too, by every name they have.
enum AgencySearch {
    static let agencies = Searchable(
        "kernel/agency", [("kernel/agency", "機關")],
        keys: { after, limit, _, db in try AgencyQueries.all(db).map(\.id).sorted().filter { $0 > after }.prefix(limit).map { $0 } }
    ) { id, city, db in
        guard let agency = try AgencyQueries.find(id: id, db), agency.isValid(on: city.clock.today) else { return [] }
        var document = SearchDocument(
            Reference("kernel/agency", id), title: agency.name, text: agency.shortName, url: ("/plans" as LocalURL).with(query: [("agency", id)]))
        document.agency = id
        return [document]
    }
}
