internal import Kernel
internal import Storage

/// What somebody was told about a matter.
struct PersonalNotice: Sendable {
    let id: String
    let matter: String
    let number: String
    let title: String
    let words: String
    let at: Instant
    let isRead: Bool
    /// Its title may leave the house: everyone at city hall may read it anyway.
    let isOpen: Bool
}

enum NoticeQueries {
    private static let columns: SQL = """
        notice.id, notice.matter, matter.number, matter.title, notice.words, notice.at, notice.read_at, matter.is_public, matter.is_open_to_staff
        """

    /// The newest first.
    static func list(of person: String, now: Instant, limit: Int, _ db: any Reader) throws -> [PersonalNotice] {
        try db.all(
            """
            SELECT \(columns) FROM notice JOIN matter ON matter.id = notice.matter
            WHERE person = \(person) AND visible_at <= \(now) ORDER BY visible_at DESC, notice.id DESC LIMIT \(limit)
            """
        ).map(notice)
    }

    /// At most 100 are counted.
    static func unread(of person: String, now: Instant, _ db: any Reader) throws -> Int {
        try db.first(
            """
            SELECT count(*) AS n FROM (SELECT 1 AS one FROM notice WHERE person = \(person) AND visible_at <= \(now) AND read_at IS NULL LIMIT 100) AS few
            """)?.get("n") ?? 0
    }

    static func readAll(of person: String, now: Instant, _ db: any Writer) throws {
        try db.run("UPDATE notice SET read_at = \(now) WHERE person = \(person) AND read_at IS NULL AND visible_at <= \(now)")
    }

    /// People who have notices that no mail went out for.
    static func waiting(now: Instant, after person: String, limit: Int, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT DISTINCT person FROM notice WHERE mailed_at IS NULL AND visible_at <= \(now) AND person > \(person) ORDER BY person LIMIT \(limit)
            """
        ).map { try $0.get("person") }
    }

    static func toMail(to person: String, now: Instant, _ db: any Reader) throws -> [PersonalNotice] {
        try db.all(
            """
            SELECT \(columns) FROM notice JOIN matter ON matter.id = notice.matter
            WHERE person = \(person) AND mailed_at IS NULL AND visible_at <= \(now) ORDER BY visible_at, notice.id LIMIT 100
            """
        ).map(notice)
    }

    static func markMailed(_ ids: [String], at now: Instant, _ db: any Writer) throws {
        try db.run("UPDATE notice SET mailed_at = \(now) WHERE id IN (\(list: ids))")
    }

    private static func notice(_ row: Row) throws -> PersonalNotice {
        let (isPublic, isOpen): (Bool, Bool) = (try row.get("is_public"), try row.get("is_open_to_staff"))
        return PersonalNotice(
            id: try row.get("id"), matter: try row.get("matter"), number: try row.get("number"), title: try row.get("title"),
            words: try row.get("words"), at: try row.get("at"), isRead: try row.optional("read_at", as: Instant.self) != nil,
            isOpen: isPublic || isOpen)
    }
}
