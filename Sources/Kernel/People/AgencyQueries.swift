public import Formats
public import Storage

/// Every query on agencies.
public enum AgencyQueries {
    /// Every agency there is or was.
    public static func all(_ db: any Reader) throws -> [Agency] {
        try db.all("SELECT \(columns) FROM agency ORDER BY place, id").map(agency)
    }

    /// Those that exist on a day: what forms offer.
    public static func valid(on day: CivilDate, _ db: any Reader) throws -> [Agency] { try all(db).filter { $0.isValid(on: day) } }

    /// An agency as it is, or was.
    public static func find(id: String, asOf: AsOf = .now, _ db: any Reader) throws -> Agency? {
        try db.first("SELECT \(columns) FROM \(asOf.table("agency")) WHERE id = \(id)").map(agency)
    }

    private static let columns: SQL = "id, code, name, short_name, valid_from, valid_to, successor"

    /// What people call these agencies, by key; for lists.
    public static func shortNames(of ids: Set<String>, _ db: any Reader) throws -> [String: String] {
        var names: [String: String] = [:]
        for row in try db.all("SELECT id, short_name FROM agency WHERE id IN (\(list: ids.sorted()))") {
            names[try row.get("id")] = try row.get("short_name")
        }
        return names
    }

    /// The agencies a person may mean: by key, code, name or short name, where 臺 and 台 are one and the city's own name in front may be missing.
    /// More than one answer means that the name is ambiguous; the caller asks again rather than guess.
    public static func matching(_ text: String, government: String, _ db: any Reader) throws -> [Agency] {
        let wanted = folded(text, government)
        return try all(db).filter { agency in
            agency.id == text || agency.code == text || folded(agency.name, government) == wanted || folded(agency.shortName, government) == wanted
        }
    }

    /// 科室 that people of an agency are in on a day.
    public static func units(of agency: String, on day: CivilDate, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT DISTINCT unit FROM appointment WHERE agency = \(agency) AND unit IS NOT NULL AND valid_from <= \(day.iso)
            AND (valid_to IS NULL OR valid_to > \(day.iso)) ORDER BY unit LIMIT 200
            """
        ).map { try $0.get("unit") }
    }

    /// Adds the agencies that are not there yet; those that are stay as they are.
    /// - Returns: how many were added.
    public static func addMissing(_ agencies: [Agency], as actor: Actor, to store: Store) async throws -> Int {
        try await store.write(as: actor, "kernel.addAgencies") { db, changes in
            for (place, agency) in agencies.enumerated() {
                // Two nodes that start at once on an empty database both come here.
                let added = try db.run(
                    """
                    INSERT INTO agency (id, code, name, short_name, place)
                    VALUES (\(agency.id), \(agency.code), \(agency.name), \(agency.shortName), \(place)) ON CONFLICT DO NOTHING
                    """)
                if added > 0 { changes.append(Change(Reference("kernel/agency", agency.id))) }
            }
            return changes.count
        }
    }

    /// Reads `id,code,name,short_name` with a header line.
    public static func read(csv bytes: [UInt8]) throws -> [Agency] {
        try CSV.read(bytes).dropFirst().filter { $0.count == 4 }.map { cells in
            Agency(id: cells[0], code: cells[1].isEmpty ? nil : cells[1], name: cells[2], shortName: cells[3])
        }
    }

    private static func folded(_ name: String, _ government: String) -> String {
        let plain = name.trimmingBlanks().map { $0 == "台" ? "臺" : String($0) }.joined()
        let prefix = government.map { $0 == "台" ? "臺" : String($0) }.joined()
        return plain.hasPrefix(prefix) && plain != prefix ? String(plain.dropFirst(prefix.count)) : plain
    }

    private static func agency(_ row: Row) throws -> Agency {
        Agency(
            id: try row.get("id"), code: try row.optional("code"), name: try row.get("name"), shortName: try row.get("short_name"),
            validFrom: try row.optionalDate("valid_from"), validTo: try row.optionalDate("valid_to"), successor: try row.optional("successor"))
    }
}
