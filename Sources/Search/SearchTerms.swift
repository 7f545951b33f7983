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

    /// Words that begin with the same letter, the most frequent first.
    static func words(like word: String, _ db: any Reader) throws -> [String] {
        guard let first = word.unicodeScalars.first, first.isASCII, let next = Unicode.Scalar(first.value + 1) else { return [] }
        let (from, to) = (String(Character(first)), String(Character(next)))
        return try db.all(
            "SELECT term FROM search_term WHERE term >= \(from) AND term < \(to) ORDER BY documents DESC, term LIMIT 5000"
        ).map { try $0.get("term") }
    }
}
