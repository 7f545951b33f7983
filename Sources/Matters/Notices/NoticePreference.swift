internal import Formats
internal import Kernel
internal import Storage

/// How somebody wants to be told.
struct NoticePreference: Sendable, Equatable {
    enum Mail: String, Sendable, CaseIterable {
        /// A mail for each, as it happens.
        case single
        /// One mail a working day with all of them.
        case daily
        case none

        var title: Phrase {
            switch self {
            case .single: "有事就寄一封"
            case .daily: "每個工作天早上寄一封整理好的"
            case .none: "不寄信，只在系統裡看"
            }
        }
    }

    /// Hours of the day in Taipei in which no mail goes out; across midnight when the first is later.
    struct Quiet: Sendable, Equatable {
        var from: Int
        var to: Int

        func contains(_ now: Instant) -> Bool {
            let hour = Int((now.seconds + 8 * 3600) / 3600 % 24)
            return from <= to ? (from..<to).contains(hour) : hour >= from || hour < to
        }
    }

    var address: String?
    var mail: Mail
    var quiet: Quiet?
    var language: Language
    /// SHA-256 of the secret in the address of the deadline feed, in hexadecimal digits.
    var feed: String?
    /// The last day on which a daily mail went out.
    var digestOn: CivilDate?

    /// For those who never chose: nothing leaves the house.
    static let standard = NoticePreference(address: nil, mail: .none, quiet: nil, language: .chinese, feed: nil)

    static func find(_ person: String, _ db: any Reader) throws -> NoticePreference {
        guard
            let row = try db.first(
                "SELECT address, mail, quiet_from, quiet_to, language, feed, digest_on FROM notice_preference WHERE person = \(person)")
        else { return .standard }
        let (from, to): (Int?, Int?) = (try row.optional("quiet_from"), try row.optional("quiet_to"))
        return NoticePreference(
            address: try row.optional("address"), mail: Mail(rawValue: try row.get("mail")) ?? .none,
            quiet: from.flatMap { from in to.map { Quiet(from: from, to: $0) } }, language: Language(rawValue: try row.get("language")) ?? .chinese,
            feed: try row.optional("feed"), digestOn: try row.optionalDate("digest_on"))
    }

    /// Keeps how somebody wants to be told; the feed's secret stays what it is.
    func store(for person: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO notice_preference (person, address, mail, quiet_from, quiet_to, language)
            VALUES (\(person), \(address), \(mail.rawValue), \(quiet?.from), \(quiet?.to), \(language.rawValue))
            ON CONFLICT (person) DO UPDATE SET address = excluded.address, mail = excluded.mail, quiet_from = excluded.quiet_from,
                quiet_to = excluded.quiet_to, language = excluded.language
            """)
    }

    /// - Parameter digest: of the feed's new secret; nil stops the feed.
    static func setFeed(_ digest: String?, of person: String, language: Language, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO notice_preference (person, mail, language, feed) VALUES (\(person), \(Mail.none.rawValue), \(language.rawValue), \(digest))
            ON CONFLICT (person) DO UPDATE SET feed = excluded.feed
            """)
    }

    /// Whose feed has this secret.
    static func person(feed digest: String, _ db: any Reader) throws -> String? {
        try db.first("SELECT person FROM notice_preference WHERE feed = \(digest)")?.get("person")
    }
}
