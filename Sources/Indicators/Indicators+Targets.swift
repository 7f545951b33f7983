internal import Kernel
public import Storage

extension Indicators {
    /// Sets the target of a year. Making it easier asks why, and what is done about it.
    /// - Parameter year: Gregorian.
    /// - Throws: ``Refusal``.
    public func setTarget(
        _ value: Double, for year: Int, of indicator: Indicator, cause: String = "", strategy: String = "", _ db: any Writer,
        _ changes: inout [Change]
    ) throws {
        guard value.isFinite, value >= 0, value <= Self.largest else { throw Refusal("target", "目標值要是 0 以上的數。") }
        let indicator = try current(indicator, db)
        let before = try db.first(
            "SELECT value FROM indicator_target WHERE indicator = \(indicator.id) AND year = \(year)"
        ).map { try $0.get("value", as: Double.self) }
        if before == value { return }
        if let before, Self.isEasier(value, than: before, indicator.direction) {
            if cause.isEmpty { throw Refusal("cause", "目標由 \(indicator.shown(before)) 調降為 \(indicator.shown(value))，請說明原因。") }
            if strategy.isEmpty { throw Refusal("strategy", "調降目標時，請說明因應對策。") }
        }
        try db.run(
            """
            INSERT INTO indicator_target (indicator, year, value, cause, strategy, set_at)
            VALUES (\(indicator.id), \(year), \(value), \(cause), \(strategy), \(city.clock.now())) ON CONFLICT (indicator, year) DO UPDATE
            SET value = excluded.value, cause = excluded.cause, strategy = excluded.strategy, set_at = excluded.set_at
            """)
        changes.append(
            Change(indicator.reference, [("target", String(value)), ("year", String(year)), ("before", before.map { String($0) } ?? "")]))
        try YearSummary.refresh(indicator, year, city, db)
    }

    static func isEasier(_ value: Double, than before: Double, _ direction: Indicator.Direction) -> Bool {
        direction == .higher ? value < before : value > before
    }
}
