internal import Kernel
internal import Storage

/// What the pages that tie records together find them with: the same index, shown by each record's own module.
enum SearchFinder {
    static let finder = Finder(find: find, alike: alike)

    private static let find: @Sendable (String, Noun.View, Int, any Reader) throws -> [Glance] = { words, view, limit, db in
        let question = SearchQuestion(String(words.prefix(SearchQuestion.longest)))
        let results = try SearchResults.find(question, page: 1, size: limit, for: view.person, on: view.city.clock.today, db)
        let references = results.found.map(\.document.reference)
        // The index says who finds what; the record's own module has the last word.
        let glances = try view.city.glances(at: references, view, db)
        return references.compactMap { glances[$0] }
    }

    /// Whatever comes near the record's own words.
    private static let alike: @Sendable (Reference, Noun.View, Int, any Reader) throws -> [Glance] = { reference, view, limit, db in
        guard let own = try view.city.glances(at: [reference], view, db)[reference] else { return [] }
        return try find(String(own.title.prefix(24)), view, limit + 1, db).filter { $0.reference != reference }.prefix(limit).map { $0 }
    }
}
