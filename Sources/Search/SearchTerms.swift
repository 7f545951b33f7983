internal import Storage

/// In how many documents terms stand.
enum SearchTerms {
    static func total(_ db: any Reader) throws -> Int { try db.first("SELECT documents FROM search_term WHERE term = ''")?.get("documents") ?? 0 }

    static func documents(of terms: Set<String>, _ db: any Reader) throws -> [String: Int] {
        guard !terms.isEmpty else { return [:] }
        var documents: [String: Int] = [:]
        for row in try db.all("SELECT term, documents FROM search_term WHERE term IN (\(list: terms.sorted()))") {
            documents[try row.get("term")] = try row.get("documents")
        }
        return documents
    }

    /// About how many documents hold a term that begins so: at least those of the most frequent one, and rather more of what all have together.
    static func documents(beginningWith beginning: String, _ db: any Reader) throws -> Int {
        guard let last = beginning.unicodeScalars.last, let next = Unicode.Scalar(last.value + 1) else { return 0 }
        var end = beginning.unicodeScalars
        end.removeLast()
        end.append(next)
        let row = try db.first(
            """
            SELECT max(documents) AS most, CAST(sum(documents) AS BIGINT) AS together FROM search_term
            WHERE term >= \(beginning) AND term < \(String(end))
            """)
        let (most, together): (Int?, Int?) = (try row?.optional("most"), try row?.optional("together"))
        return max(most ?? 0, (together ?? 0) / 2)
    }

    /// Words that begin with the same letter, the most frequent first.
    static func words(like word: String, _ db: any Reader) throws -> [String] {
        guard let first = word.unicodeScalars.first, first.isASCII, let next = Unicode.Scalar(first.value + 1) else { return [] }
        let (from, to) = (String(Character(first)), String(Character(next)))
        return try db.all(
            "SELECT term FROM search_term WHERE term >= \(from) AND term < \(to) ORDER BY documents DESC, term LIMIT 5000"
        ).map { try $0.get("term") }
    }
}
