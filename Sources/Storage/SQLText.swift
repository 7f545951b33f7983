/// The rendered text of a query without its values, for tests that ask an engine how it would run it.
package struct SQLText: Sendable, Hashable {
    package let text: String
    package let valueCount: Int

    package init(text: String, valueCount: Int) {
        self.text = text
        self.valueCount = valueCount
    }
}

/// An adapter that tells which queries run through ``Store/point(_:)``, and how.
package protocol ExplainingDriver: StoreDriver {
    /// The engine's plan for a query, a step a line, in the engine's words.
    func plan(of query: SQLText) async throws -> [String]
}
