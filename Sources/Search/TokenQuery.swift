internal import Storage

/// A question to an engine's full-text index.
indirect enum TokenQuery {
    case term(String)
    /// Every token that begins so.
    case prefix(String)
    case all([TokenQuery])
    case any([TokenQuery])

    /// In the engine's own words. Tokens are letters and digits and nothing else (``SearchTokens``), so none can end its quotes.
    func text(for engine: Engine) -> String {
        switch (self, engine) {
        case (.term(let token), .sqlite): "\"\(token)\""
        case (.term(let token), .postgres): "'\(token)'"
        case (.prefix(let token), .sqlite): "\"\(token)\"*"
        case (.prefix(let token), .postgres): "'\(token)':*"
        case (.all(let parts), .sqlite): "(" + parts.map { $0.text(for: engine) }.joined(separator: " AND ") + ")"
        case (.all(let parts), .postgres): "(" + parts.map { $0.text(for: engine) }.joined(separator: " & ") + ")"
        case (.any(let parts), .sqlite): "(" + parts.map { $0.text(for: engine) }.joined(separator: " OR ") + ")"
        case (.any(let parts), .postgres): "(" + parts.map { $0.text(for: engine) }.joined(separator: " | ") + ")"
        }
    }

    /// How many of the newest documents are walked through where most are expected to answer.
    private static let window = 10_000

    /// The numbers of the documents that answer, the newest first.
    /// - Parameter isCommon: a good part of all documents is expected to answer. Then the newest are walked through first, for PostgreSQL's index
    ///   would collect all the others too before the first is told.
    func hits(from first: Int64, to last: Int64, limit: Int, isCommon: Bool = false, _ db: any Reader) throws -> [Int64] {
        let question = text(for: db.engine)
        if isCommon && db.engine == .postgres {
            let newest = try db.all(
                """
                SELECT num FROM (SELECT num, tokens FROM search_index WHERE num >= \(first) AND num <= \(last) ORDER BY num DESC LIMIT \(Self.window))
                AS newest WHERE tokens @@ CAST(\(question) AS tsquery) ORDER BY num DESC LIMIT \(limit)
                """)
            if newest.count == limit { return try newest.map { try $0.get("num") } }
        }
        let query: SQL =
            db.engine == .sqlite
            ? """
            SELECT rowid AS num FROM search_index WHERE search_index MATCH \(question) AND rowid >= \(first) AND rowid <= \(last)
            ORDER BY rowid DESC LIMIT \(limit)
            """
            : """
            WITH hits AS MATERIALIZED (\(Self.collected(question)))
            SELECT num FROM hits WHERE num >= \(first) AND num <= \(last) ORDER BY num DESC LIMIT \(limit)
            """
        return try db.all(query).map { try $0.get("num") }
    }

    /// The newest that answer `title` too, and the newest that answer at all.
    func hits(
        alsoIn title: TokenQuery, from first: Int64, to last: Int64, limit: Int, _ db: any Reader
    ) throws -> (titled: [Int64], all: [Int64]) {
        guard db.engine == .postgres else {
            let all = try hits(from: first, to: last, limit: limit, db)
            // Where all fit, titles need not be asked for.
            return (all.count < limit ? [] : try title.hits(from: first, to: last, limit: limit, db), all)
        }
        // Both from one walk over the pages that the rows are on, which is most of the work.
        let rows = try db.all(
            """
            WITH hits AS MATERIALIZED (\(Self.collected(text(for: .postgres), also: ", tokens @@ CAST(\(title.text(for: .postgres)) AS tsquery) AS titled"))),
                span AS (SELECT num, titled FROM hits WHERE num >= \(first) AND num <= \(last))
            (SELECT num, TRUE AS titled FROM span WHERE titled ORDER BY num DESC LIMIT \(limit)) UNION ALL
            (SELECT num, FALSE AS titled FROM span ORDER BY num DESC LIMIT \(limit))
            """)
        var (titled, all): ([Int64], [Int64]) = ([], [])
        for row in rows { if try row.get("titled") { titled.append(try row.get("num")) } else { all.append(try row.get("num")) } }
        return (titled, all)
    }

    /// PostgreSQL's hits, collected before they are ordered: its planner takes pairs of characters for independent, and would rather walk the whole
    /// table in order than believe that many documents hold all of them.
    private static func collected(_ question: String, also column: SQL = "") -> SQL {
        "SELECT num\(column) FROM search_index WHERE tokens @@ CAST(\(question) AS tsquery)"
    }
}
