public import Formats
public import Storage
internal import Synchronization

/// The rules as they are in force. Read at the start, and again whenever ``reload(from:)`` is called.
public struct Settings: Sendable {
    /// A value that replaces a setting's standard from a day on.
    public struct Override: Sendable, Equatable {
        public let id: String
        public let validFrom: CivilDate
        public let value: Int
        public let source: String

        public init(id: String, validFrom: CivilDate, value: Int, source: String) {
            self.id = id
            self.validFrom = validFrom
            self.value = value
            self.source = source
        }
    }

    /// Shared by every copy, so that a reload reaches them all.
    private final class Kept: Sendable {
        let overrides: Mutex<[String: [Override]]>

        init(_ overrides: [Override]) { self.overrides = Mutex(Settings.grouped(overrides)) }
    }

    private let kept: Kept
    private let today: @Sendable () -> CivilDate

    public init(_ overrides: [Override], today: @escaping @Sendable () -> CivilDate) {
        kept = Kept(overrides)
        self.today = today
    }

    private static func grouped(_ overrides: [Override]) -> [String: [Override]] {
        Dictionary(grouping: overrides, by: \.id).mapValues { $0.sorted { $0.validFrom < $1.validFrom } }
    }

    /// Every value that was entered for a setting, by its first day.
    public func history(of setting: Setting) -> [Override] { kept.overrides.withLock { $0[setting.id] ?? [] } }

    /// The value in force today.
    public subscript(setting: Setting) -> Int { inForce(setting)?.value ?? setting.standard }

    /// The value in force on a day: what counts for something that began then.
    public func value(of setting: Setting, on day: CivilDate) -> Int {
        history(of: setting).last { $0.validFrom <= day }?.value ?? setting.standard
    }

    /// What replaced the standard, if anything did.
    public func inForce(_ setting: Setting) -> Override? {
        let day = today()
        return history(of: setting).last { $0.validFrom <= day }
    }

    public static func load(from store: Store, today: @escaping @Sendable () -> CivilDate) async throws -> Settings {
        Settings(try await read(store), today: today)
    }

    /// Takes over what was changed since, by whichever process.
    public func reload(from store: Store) async throws {
        let overrides = try await Self.read(store)
        kept.overrides.withLock { $0 = Self.grouped(overrides) }
    }

    private static func read(_ store: Store) async throws -> [Override] {
        try await store.read { db in
            try db.all("SELECT id, valid_from, value, source FROM setting ORDER BY id, valid_from").map { row in
                Override(id: try row.get("id"), validFrom: try row.date("valid_from"), value: try row.get("value"), source: try row.get("source"))
            }
        }
    }

    /// Records a new value from a day on.
    public static func set(_ value: Override, as actor: Actor, in store: Store) async throws {
        try await store.write(as: actor, "kernel.changeSetting") { db, changes in
            try db.run(
                """
                INSERT INTO setting (id, valid_from, value, source) VALUES (\(value.id), \(value.validFrom.iso), \(value.value), \(value.source))
                ON CONFLICT (id, valid_from) DO UPDATE SET value = excluded.value, source = excluded.source
                """)
            changes.append(Change(Reference("kernel/setting", value.id), [("value", String(value.value)), ("validFrom", value.validFrom.iso)]))
        }
    }
}
