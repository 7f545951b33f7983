internal import Formats
internal import Kernel
internal import Storage

/// Matters are found by those who may read them (``Hats/mayRead(_:)``), by title and number; what was said with their steps is not in the index.
enum MatterSearch {
    static let matters = Searchable(
        "matters/matter", [("matters/matter", "案件")],
        keys: { after, limit, _, db in
            try db.all("SELECT id FROM matter WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
        }
    ) { id, city, db in
        guard let matter = try MatterQueries.find(id, db) else { return [] }
        let procedure = Matters(city).procedure(matter.procedure)?.title.key ?? ""
        let whole = try matter.parent.flatMap { try MatterQueries.find($0, db) }
        var document = SearchDocument(
            matter.reference, title: matter.title, text: procedure, url: matter.isPublic ? MatterURL.open(id) : MatterURL.matter(id),
            for: readers(matter).union(whole.map(readers) ?? []))
        (document.number, document.agency, document.isSample) = (matter.number, matter.lead, matter.isSample)
        document.date = matter.openedAt.taipeiDay
        return [document]
    }

    /// The same people as may open its page.
    private static func readers(_ matter: Matter) -> Set<SearchDocument.Audience> {
        var readers: Set<SearchDocument.Audience> = [.role(.reviewer), .role(.mayor), .agency(matter.lead)]
        if let origin = matter.origin { readers.insert(.agency(origin)) }
        for agency in matter.supporting { readers.insert(.agency(agency)) }
        if matter.isPublic { readers.insert(.everyone) }
        if matter.isOpenToStaff { readers.insert(.staff) }
        if matter.author.kind == "kernel/person" { readers.insert(.person(matter.author.id)) }
        return readers
    }
}
