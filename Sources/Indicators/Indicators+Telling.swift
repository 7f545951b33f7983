public import Formats
internal import Kernel
public import Storage

extension Indicators {
    /// What somebody tells of a period, as a form gave it.
    public struct Told: Sendable, Equatable {
        public var value: Double?
        public var part: Double?
        public var whole: Double?
        /// The place of the stage that was reached, from 0.
        public var stage: Int?
        public var note = ""

        public init(value: Double? = nil, part: Double? = nil, whole: Double? = nil, stage: Int? = nil, note: String = "") {
            self.value = value
            self.part = part
            self.whole = whole
            self.stage = stage
            self.note = note
        }
    }

    /// Keeps the value of a period. One that was told before is put right, which asks why; the one before stays in the history.
    /// - Returns: false when it says what is known already.
    /// - Throws: ``Refusal``.
    @discardableResult
    public func tell(_ told: Told, of period: Period, for indicator: Indicator, _ db: any Writer, _ changes: inout [Change]) throws -> Bool {
        let indicator = try current(indicator, db)
        let (today, now) = (city.clock.today, city.clock.now())
        guard period.length == indicator.cadence else { throw Refusal("period", "這個指標不是這樣的期間。") }
        guard period.first <= today else { throw Refusal("period", "\(period.roc)還沒有開始。") }
        guard period.last >= indicator.begins, indicator.ends.map({ period.first <= $0 }) ?? true else {
            throw Refusal("period", "\(period.roc)不在這個指標的期間裡。")
        }
        let value = try value(told, indicator)
        let known = try IndicatorQueries.value(of: indicator.id, period, db)
        if let known, known.value == value, known.part == told.part, known.whole == told.whole, told.note.isEmpty || told.note == known.note {
            return false
        }
        // While a period goes on, its number may grow day by day; afterwards a change is a correction.
        let isOther = known.map { $0.value != value || $0.part != told.part || $0.whole != told.whole } ?? false
        let isCorrection = isOther && period.last < today
        if isCorrection && told.note.isEmpty { throw Refusal("note", "這一期已經填過 \(indicator.shown(known?.value ?? 0))，請說明更正的理由。") }
        let reference = Measurement.reference(indicator.id, period)
        try db.run(
            """
            INSERT INTO indicator_value (id, indicator, period, first_day, value, part, whole, note, first_at, at, revision)
            VALUES (\(reference.id), \(indicator.id), \(period.id), \(period.first.iso), \(value), \(told.part), \(told.whole), \(told.note),
            \(now), \(now), 0) ON CONFLICT (id) DO UPDATE SET value = excluded.value, part = excluded.part, whole = excluded.whole,
            note = excluded.note, at = excluded.at, revision = indicator_value.revision + \(isCorrection ? 1 : 0)
            """)
        changes.append(
            Change(
                reference,
                [("period", period.id), ("value", String(value)), ("before", known.map { String($0.value) } ?? "")]))
        // The indicator's timeline tells of its values.
        changes.append(Change(indicator.reference, [("period", period.id), ("shown", indicator.shown(value))]))
        try YearSummary.refresh(indicator, period.first.year, city, db)
        return true
    }

    private func value(_ told: Told, _ indicator: Indicator) throws -> Double {
        switch indicator.formula {
        case .entered, .sum, .mean:
            guard let value = told.value, abs(value) <= Self.largest else { throw Refusal("value", "請填數字。") }
            return value
        case .ratio:
            // What measures itself may know the share alone.
            if told.part == nil && told.whole == nil, let value = told.value, value.isFinite { return value }
            guard let part = told.part, part >= 0, part <= Self.largest else { throw Refusal("part", "請填分子。") }
            guard let whole = told.whole, whole >= 1e-9, whole <= Self.largest else { throw Refusal("whole", "請填分母，要大於 0。") }
            return part / whole * 100
        case .staged:
            guard let stage = told.stage, indicator.stages.indices.contains(stage) else { throw Refusal("stage", "請選擇已完成的階段。") }
            return indicator.stages[stage].percent
        }
    }
}
