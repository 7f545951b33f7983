internal import Formats
internal import Storage

/// 案號: mark, year of the Republic and a serial number that leaves no gap: `指 115-0042`.
enum CaseNumber {
    /// Takes the next one. Whoever opens another matter of this kind waits until this transaction ends, or two would get one number.
    static func next(mark: String, on day: CivilDate, _ db: any Writer) throws -> String {
        let year = day.year - 1911
        let row = try db.first(
            """
            INSERT INTO matter_counter (mark, year, last) VALUES (\(mark), \(year), 1)
            ON CONFLICT (mark, year) DO UPDATE SET last = matter_counter.last + 1 RETURNING last
            """)
        let last: Int = try row?.get("last") ?? 1
        let digits = String(last)
        return "\(mark) \(year)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
