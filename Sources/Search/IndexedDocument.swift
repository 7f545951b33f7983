internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// A document as it is shown.
struct IndexedDocument: Sendable {
    let num: Int64
    let reference: Reference
    let title: String
    let url: LocalURL
    let number: String?
    let agency: String?
    let date: CivilDate?
    let isSample: Bool

    static let columns: SQL = "num, reference, kind, title, url, agency, number, date, is_sample"

    init(_ row: Row) throws {
        num = try row.get("num")
        reference = try row.get("reference")
        title = try row.get("title")
        url = LocalURL(checking: try row.get("url")) ?? "/"
        number = try row.optional("number")
        agency = try row.optional("agency")
        date = try row.optional("date", as: String.self).flatMap { CivilDate(iso: $0) }
        isSample = try row.get("is_sample")
    }

    /// These, in this order, with the whole text of each.
    static func find(_ numbers: [Int64], _ db: any Reader) throws -> [(document: IndexedDocument, text: String)] {
        let rows = try db.all("SELECT \(columns), text FROM search_document WHERE num IN (\(db.list(numbers)))")
        let found = Dictionary(try rows.map { (try $0.get("num") as Int64, (try IndexedDocument($0), try $0.get("text") as String)) }) { first, _ in
            first
        }
        return numbers.compactMap { found[$0] }.map { (document: $0.0, text: $0.1) }
    }
}

extension Reader {
    /// Many numbers as one value, so that the text of a query does not depend on how many there are.
    func list(_ numbers: [Int64]) -> SQL {
        let list = numbers.map { String($0) }.joined(separator: ",")
        return engine == .sqlite ? "SELECT value FROM json_each(\("[" + list + "]"))" : "SELECT unnest(CAST(\("{" + list + "}") AS bigint[]))"
    }
}
