internal import Kernel
internal import Markup
internal import Storage

/// What a public table looks like on a thread.
enum TableNoun {
    /// Every table is public; which there are is known to the city, and told by what is shown.
    static let noun = Noun("tables/table", "公開資料", icon: "data", isPublic: { _, _ in true }, tells: { _, _, _ in nil }) { ids, view, _ in
        view.city.publicTables.filter { ids.contains($0.id) }.map { table in
            var glance = Glance(
                Reference("tables/table", table.id), title: Words(.chinese, english: view.city.english)(table.title), url: TableURL.table(table.id))
            glance.agency = table.agency
            return glance
        }
    }
}
