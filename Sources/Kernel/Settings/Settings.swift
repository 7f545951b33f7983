public import Formats
public import Storage

/// The rules as they are in force. Read once at start; a change takes effect when the program starts again.
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

    private let overrides: [String: [Override]]
    private let today: @Sendable () -> CivilDate

    public init(_ overrides: [Override], today: @escaping @Sendable () -> CivilDate) {
        self.overrides = Dictionary(grouping: overrides, by: \.id).mapValues { $0.sorted { $0.validFrom < $1.validFrom } }
        self.today = today
    }

    /// The value in force today.
    public subscript(setting: Setting) -> Int { inForce(setting)?.value ?? setting.standard }

    /// The value in force on a day: what counts for something that began then.
    public func value(of setting: Setting, on day: CivilDate) -> Int {
        overrides[setting.id]?.last { $0.validFrom <= day }?.value ?? setting.standard
    }

    /// What replaced the standard, if anything did.
    public func inForce(_ setting: Setting) -> Override? {
        guard let known = overrides[setting.id] else { return nil }
        let day = today()
        return known.last { $0.validFrom <= day }
    }

    public static func load(from store: Store, today: @escaping @Sendable () -> CivilDate) async throws -> Settings {
        let rows = try await store.read { try $0.all("SELECT id, valid_from, value, source FROM setting ORDER BY id, valid_from") }
        return Settings(
            try rows.map { row in
                let day: String = try row.get("valid_from")
                guard let validFrom = CivilDate(iso: day) else { throw StoreError.unexpectedType(column: "valid_from") }
                return Override(id: try row.get("id"), validFrom: validFrom, value: try row.get("value"), source: try row.get("source"))
            }, today: today)
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
