public import Kernel
public import Storage

/// Who made an entry, as the public may know it: a role, never a name.
public struct LedgerAuthor: Sendable {
    public let at: Instant
    public let role: Phrase

    /// - Parameter position: of an entry that has its place.
    public static func find(_ position: Int, _ db: any Reader) throws -> LedgerAuthor? {
        guard let row = try db.first("SELECT at, actor FROM entry WHERE position = \(position)") else { return nil }
        let actor: String = try row.get("actor")
        guard actor.hasPrefix("kernel/person/") else { return LedgerAuthor(at: try row.get("at"), role: "系統") }
        let person = String(actor.dropFirst("kernel/person/".count))
        let role = try db.first("SELECT role FROM appointment WHERE person = \(person) ORDER BY valid_from DESC LIMIT 1")
        let title = try (role?.get("role")).flatMap { Role(rawValue: $0) }?.title
        return LedgerAuthor(at: try row.get("at"), role: title ?? "不再有資料的人員")
    }

    /// `2026-11-24 09:05` in Taipei.
    public var minute: String {
        let local = Instant(milliseconds: at.milliseconds + 8 * 3_600_000).description
        return local.prefix(10) + " " + local.dropFirst(11).prefix(5)
    }
}
