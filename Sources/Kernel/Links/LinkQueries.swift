public import Storage

/// Every query on links.
public enum LinkQueries {
    public static func find(_ id: String, _ db: any Reader) throws -> Link? {
        try db.first("SELECT id, kind, source, target, note, by, at FROM link WHERE id = \(id)").map { row in
            Link(
                id: try row.get("id"), kind: try row.word("kind"), source: try row.get("source"), target: try row.get("target"),
                note: try row.get("note"), by: try row.get("by"), at: try row.get("at"))
        }
    }

    /// What kinds of records a record is tied to, each with how many, counted to a limit.
    /// - Parameters:
    ///   - kinds: those that are asked about; each is counted in its own range of the index.
    ///   - onlyPublic: leaves out what not everyone may see.
    public static func counts(
        at here: Reference, of kinds: [String], onlyPublic: Bool, upTo limit: Int, asOf: AsOf = .now, _ db: any Reader
    ) throws -> [String: Int] {
        guard !kinds.isEmpty else { return [:] }
        let condition: SQL = onlyPublic ? " AND is_public" : ""
        let parts = kinds.map { kind -> SQL in
            """
            SELECT \(kind) AS there_kind, count(*) AS many FROM (SELECT link FROM \(asOf.table("link_end")) WHERE here = \(here)
            AND there_kind = \(kind)\(condition) LIMIT \(limit)) AS few
            """
        }
        let rows = try db.all(SQL.joined(parts, by: " UNION ALL "))
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("there_kind"), try $0.get("many")) })
    }

    /// The ties of a record to records of one kind, the newest first, after a place.
    /// - Parameter after: `at~link` of the last one before.
    public static func ends(
        at here: Reference, of kind: String, isPublic: Bool? = nil, after: String? = nil, limit: Int, asOf: AsOf = .now, _ db: any Reader
    ) throws -> [LinkEnd] {
        var conditions: [SQL] = ["here = \(here)", "there_kind = \(kind)"]
        if let isPublic { conditions.append("is_public = \(isPublic)") }
        let place = after?.split(separator: "~").map(String.init) ?? []
        if place.count == 2 { conditions.append("(at, link) < (\(place[0]), \(place[1]))") }
        return try db.all(
            """
            SELECT link, kind, is_inverse, there, at FROM \(asOf.table("link_end")) WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY at DESC, link DESC LIMIT \(limit)
            """
        ).map { row in
            LinkEnd(
                link: try row.get("link"), kind: try row.word("kind"), isInverse: try row.get("is_inverse"), there: try row.get("there"),
                at: try row.get("at"))
        }
    }

    /// What anyone may see of what many records are tied to: the newest so many of each, by record. One query however many records.
    public static func publicEnds(
        at heres: [Reference], of kinds: [String], each limit: Int, asOf: AsOf = .now, _ db: any Reader
    ) throws -> [Reference: [LinkEnd]] {
        guard !heres.isEmpty, !kinds.isEmpty else { return [:] }
        let rows = try db.all(
            """
            SELECT here, link, kind, is_inverse, there, at FROM (
                SELECT here, link, kind, is_inverse, there, at, row_number() OVER (PARTITION BY here ORDER BY at DESC, link DESC) AS age
                FROM \(asOf.table("link_end")) WHERE here IN (\(list: heres.map(\.text))) AND there_kind IN (\(list: kinds)) AND is_public
            ) AS numbered WHERE age <= \(limit) ORDER BY here, at DESC, link DESC
            """)
        let ends = try rows.map { row -> (Reference, LinkEnd) in
            (
                try row.get("here"),
                LinkEnd(
                    link: try row.get("link"), kind: try row.word("kind"), isInverse: try row.get("is_inverse"), there: try row.get("there"),
                    at: try row.get("at"))
            )
        }
        return Dictionary(grouping: ends, by: \.0).mapValues { $0.map(\.1) }
    }
}

extension LinkEnd {
    /// Where a list goes on after this one.
    public var place: String { "\(at)~\(link)" }
}
