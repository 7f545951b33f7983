internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What is written into the index in one transaction.
struct SearchIndex {
    private let db: any Writer
    private var counts: [String: Int] = [:]

    init(_ db: any Writer) {
        self.db = db
    }

    /// Makes the documents of a record what they are now.
    mutating func replace(_ owner: Reference, with documents: [SearchDocument]) throws {
        let known = try db.all("SELECT \(IndexedDocument.columns), owner, audience, text FROM search_document WHERE owner = \(owner)").map {
            try Entry($0)
        }
        let wanted = documents.map(Entry.init)
        for entry in known where !wanted.contains(where: { $0.isSame(as: entry) }) { try remove(entry) }
        for entry in wanted where !known.contains(where: { $0.isSame(as: entry) }) { try add(entry, owner) }
    }

    /// Brings the counts of terms up to date; the last thing in a transaction.
    mutating func finish() throws {
        var pairs = counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }[...]
        while !pairs.isEmpty {
            let some = pairs.prefix(500)
            pairs = pairs.dropFirst(500)
            let values = SQL.joined(some.map { "(\($0.key), \($0.value))" }, by: ", ")
            try db.run(
                """
                INSERT INTO search_term (term, documents) VALUES \(values)
                ON CONFLICT (term) DO UPDATE SET documents = search_term.documents + excluded.documents
                """)
            let fewer = some.filter { $0.value < 0 }.map(\.key)
            if !fewer.isEmpty { try db.run("DELETE FROM search_term WHERE term IN (\(list: fewer)) AND documents <= 0 AND term <> ''") }
        }
        counts = [:]
    }

    /// Empties everything.
    static func clear(_ db: any Writer) throws {
        try db.run("\(sqlite: "INSERT INTO search_index (search_index) VALUES ('delete-all')", postgres: "TRUNCATE search_index")")
        try db.run("DELETE FROM search_document")
        try db.run("DELETE FROM search_term")
    }

    /// Lets go of what deleted documents left behind in the index itself.
    static func compact(_ db: any Writer) throws {
        try db.run(
            "\(sqlite: "INSERT INTO search_index (search_index) VALUES ('optimize')", postgres: "SELECT gin_clean_pending_list('search_index_tokens')")"
        )
    }

    private mutating func add(_ entry: Entry, _ owner: Reference) throws {
        let document = entry.document
        var num = entry.firstNumber
        while try db.first("SELECT num FROM search_document WHERE num = \(num)") != nil { num += 1 }
        try db.run(
            """
            INSERT INTO search_document (num, reference, owner, kind, title, url, agency, number, audience, date, is_sample, text)
            VALUES (\(num), \(document.reference), \(owner), \(document.reference.kind), \(document.title), \(document.url.text),
                \(document.agency), \(document.number), \(entry.audience), \(document.date?.iso), \(document.isSample), \(document.text))
            """)
        let tokens = entry.tokens
        if db.engine == .sqlite {
            try db.run("INSERT INTO search_index (rowid, tokens) VALUES (\(num), \(tokens.joined(separator: " ")))")
        } else {
            let list = "{" + tokens.map { "\"\($0)\"" }.joined(separator: ",") + "}"
            try db.run("INSERT INTO search_index (num, tokens) VALUES (\(num), array_to_tsvector(CAST(\(list) AS text[])))")
        }
        count(entry, 1)
    }

    private mutating func remove(_ entry: Entry) throws {
        guard let num = entry.num else { return }
        if db.engine == .sqlite {
            // An index without content of its own is told what it held.
            let tokens = entry.tokens.joined(separator: " ")
            try db.run("INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', \(num), \(tokens))")
        } else {
            try db.run("DELETE FROM search_index WHERE num = \(num)")
        }
        try db.run("DELETE FROM search_document WHERE num = \(num)")
        count(entry, -1)
    }

    private mutating func count(_ entry: Entry, _ step: Int) {
        counts["", default: 0] += step
        for term in entry.terms { counts[term, default: 0] += step }
        for term in entry.titleTerms { counts[SearchTokens.title(term), default: 0] += step }
    }

    /// A document as the index keeps it.
    private struct Entry {
        let num: Int64?
        let document: SearchDocument
        /// The tokens of who may find it, with blanks between.
        let audience: String

        init(_ document: SearchDocument) {
            num = nil
            self.document = document
            audience = document.audience.map(SearchTokens.audience).sorted().joined(separator: " ")
        }

        init(_ row: Row) throws {
            let found = try IndexedDocument(row)
            num = found.num
            audience = try row.get("audience")
            var document = SearchDocument(found.reference, title: found.title, text: try row.get("text"), url: found.url, for: [])
            (document.number, document.agency, document.date, document.isSample) = (found.number, found.agency, found.date, found.isSample)
            self.document = document
        }

        func isSame(as other: Entry) -> Bool {
            let (one, two) = (document, other.document)
            return one.reference == two.reference && one.title == two.title && one.text == two.text && one.url == two.url
                && one.number == two.number && one.agency == two.agency && one.date == two.date && one.isSample == two.isSample
                && audience == other.audience
        }

        var titleTerms: Set<String> { SearchTokens.terms([document.title, document.number ?? ""].joined(separator: "\n")) }
        var terms: Set<String> { titleTerms.union(SearchTokens.terms(document.text)) }

        /// In one order, for the index is told the same when the document goes.
        var tokens: [String] {
            var tokens = terms.union(titleTerms.map(SearchTokens.title))
            tokens.insert(SearchTokens.kind(document.reference.kind))
            if let agency = document.agency { tokens.insert(SearchTokens.agency(agency)) }
            return tokens.sorted() + (audience.isEmpty ? [] : audience.split(separator: " ").map(String.init))
        }

        /// Documents of one day are told apart by a hash of their reference (FNV-1a), the same on both engines.
        var firstNumber: Int64 {
            let hash = document.reference.text.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
            return SearchDay.first(of: document.date) + Int64(hash)
        }
    }
}

/// Days as the numbers of documents have them; documents without a day come before all others.
enum SearchDay {
    private static let span: Int64 = 1 << 32

    static func first(of day: CivilDate?) -> Int64 { day.map { (Int64($0.dayNumber) + 719_163) * span } ?? 0 }
    static func last(of day: CivilDate) -> Int64 { first(of: day) + span - 1 }
}
