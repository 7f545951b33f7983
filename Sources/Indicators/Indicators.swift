internal import Formats
public import Kernel
public import Storage

/// What is done with indicators. Everything happens inside the caller's write.
public struct Indicators: Sendable {
    let city: City

    public init(_ city: City) {
        self.city = city
    }

    /// Why something is not taken, beside the field it is about.
    public struct Refusal: Error, Sendable, Equatable {
        public let field: String
        public let phrase: Phrase

        init(_ field: String, _ phrase: Phrase) {
            self.field = field
            self.phrase = phrase
        }
    }

    /// Keeps a new indicator, or a changed one under the key it has.
    /// - Throws: ``Refusal``.
    public func keep(_ indicator: Indicator, by actor: Actor, _ db: any Writer, _ changes: inout [Change]) throws {
        try check(indicator)
        let old = try IndicatorQueries.lock(indicator.id, db)
        if let old, old.cadence != indicator.cadence || old.formula != indicator.formula,
            try db.first("SELECT id FROM indicator_value WHERE indicator = \(indicator.id) LIMIT 1") != nil
        {
            // The values that are there would mean something else.
            throw Refusal("formula", "已經有值的指標，不能改計算方式或填報週期；請另立新指標。")
        }
        let (stages, now) = (Indicator.text(indicator.stages), city.clock.now())
        try db.run(
            """
            INSERT INTO indicator (id, title, agency, line, goal, unit, decimals, direction, cadence, formula, stages, weight, metric, subject, method,
            source, begins, ends, is_public, is_sample, changed_at) VALUES (\(indicator.id), \(indicator.title), \(indicator.agency),
            \(indicator.line), \(indicator.goal), \(indicator.unit), \(indicator.decimals), \(indicator.direction.rawValue),
            \(indicator.cadence.rawValue), \(indicator.formula.rawValue), \(stages), \(indicator.weight), \(indicator.metric), \(indicator.subject),
            \(indicator.method), \(indicator.source), \(indicator.begins.iso), \(indicator.ends?.iso), \(indicator.isPublic),
            \(indicator.isSample), \(now)) ON CONFLICT (id) DO UPDATE SET title = excluded.title, agency = excluded.agency, line = excluded.line,
            goal = excluded.goal, unit = excluded.unit, decimals = excluded.decimals, direction = excluded.direction, cadence = excluded.cadence,
            formula = excluded.formula, weight = excluded.weight,
            metric = excluded.metric, subject = excluded.subject, method = excluded.method, source = excluded.source, stages = excluded.stages,
            begins = excluded.begins, ends = excluded.ends, is_public = excluded.is_public, changed_at = excluded.changed_at
            """)
        changes.append(Change(indicator.reference, [("title", indicator.title), ("agency", indicator.agency)]))
        if let old, let line = old.line, line != indicator.line {
            let links = try db.all("SELECT id FROM link WHERE source = \(indicator.reference) AND target = \(line) AND kind = 'measures'")
            for row in links { try Links(city).untie(try row.get("id"), db, &changes) }
        }
        if let line = indicator.line, try city.isPublic(line, db) != nil {
            try Links(city).tie(indicator.reference, .measures, line, by: actor, db, &changes)
        }
        try Links.show(indicator.reference, isPublic: indicator.isPublic, db, &changes)
        for year in try years(of: indicator, db) { try YearSummary.refresh(indicator, year, city, db) }
    }

    /// No number of a city is larger, and sums of such numbers stay exact enough.
    static let largest = 1e15

    /// As it is now, and locked.
    func current(_ indicator: Indicator, _ db: any Writer) throws -> Indicator {
        guard let current = try IndicatorQueries.lock(indicator.id, db) else { throw Refusal("value", "這個指標已經不在了。") }
        return current
    }

    private func check(_ indicator: Indicator) throws {
        if let ends = indicator.ends, ends < indicator.begins { throw Refusal("ends", "結束不能早於開始。") }
        guard indicator.weight >= 0, indicator.weight <= 100 else { throw Refusal("weight", "權重是 0 到 100。") }
        if indicator.formula == .staged {
            let percents = indicator.stages.map(\.percent)
            guard !percents.isEmpty else { throw Refusal("stages", "請至少寫一個階段。") }
            guard percents == percents.sorted(), percents.last == 100 else { throw Refusal("stages", "階段的百分比要由小到大，最後是 100。") }
        }
        if let metric = indicator.metric {
            if indicator.formula == .staged { throw Refusal("formula", "階段要由人選，不能自動量測。") }
            guard let known = city.contributions(Metric.self).first(where: { $0.id == metric }) else { throw Refusal("metric", "沒有這個自動量測。") }
            guard let subject = indicator.subject, known.subjects.contains(subject.kind) else { throw Refusal("subject", "這個自動量測不能量這個對象。") }
        }
    }

    /// Every year that has a target or a value.
    private func years(of indicator: Indicator, _ db: any Reader) throws -> Set<Int> {
        let targets = try IndicatorQueries.targets(of: indicator.id, db).map(\.year)
        let told = try db.all("SELECT DISTINCT substr(first_day, 1, 4) AS year FROM indicator_value WHERE indicator = \(indicator.id)")
        return Set(targets + (try told.compactMap { Int(try $0.get("year", as: String.self)) }))
    }
}
