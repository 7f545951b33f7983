internal import Formats
internal import Kernel
internal import Storage

extension Indicators {
    /// Asks every metric what its indicators come to, in the period that goes on and the one before, and keeps what has changed.
    /// - Returns: how many values changed.
    @discardableResult
    public func measure() async throws -> Int { try await Measuring.measure(city) }
}

enum Measuring {
    static let kind = JobKind("indicators.measure", "自動量測指標", schedule: "20 * * * *", attempts: 3, afterKill: .restart) { run in
        let count = try await measure(run.city)
        return "更新 \(count) 個值"
    }

    private static let batch = 200
    /// How many periods back one that has no value yet is asked for; the last two are asked for every time.
    private static let backfill = 13

    /// - Returns: how many values changed.
    static func measure(_ city: City) async throws -> Int {
        var changed = 0
        for metric in city.contributions(Metric.self) {
            var after = ""
            while true {
                let start = after
                let indicators = try await city.store.read { try IndicatorQueries.measured(by: metric.id, after: start, limit: batch, $0) }
                guard let last = indicators.last else { break }
                for (length, some) in Dictionary(grouping: indicators, by: \.cadence).sorted(by: { $0.key.months < $1.key.months }) {
                    var periods = [Period(length, containing: city.clock.today)]
                    while periods.count < backfill { periods.append((periods.last ?? periods[0]).previous) }
                    changed += try await measure(some, by: metric, in: periods.reversed(), city)
                }
                after = last.id
            }
        }
        return changed
    }

    /// One transaction, with one entry for all of them.
    private static func measure(_ indicators: [Indicator], by metric: Metric, in periods: [Period], _ city: City) async throws -> Int {
        try await city.store.write(as: Actor(Reference("system", "measure")), "indicators.measure") { db, changes in
            var changed = 0
            let subjects = Set(indicators.compactMap(\.subject)).sorted { $0.text < $1.text }
            let told = try known(indicators, from: periods[0], db)
            for (place, period) in periods.enumerated() {
                let asked = indicators.filter { indicator in
                    let isOld = place < periods.count - 2 && told.contains("\(indicator.id)~\(period.id)")
                    return !isOld && period.last >= indicator.begins && (indicator.ends.map { period.first <= $0 } ?? true)
                }
                guard !asked.isEmpty else { continue }
                let answers = try metric.measure(MetricQuestion(references: subjects, period: period), city, db)
                for indicator in asked {
                    guard let subject = indicator.subject, let answer = answers[subject] else { continue }
                    let told = Indicators.Told(
                        value: answer.value, part: answer.whole == nil ? nil : answer.part, whole: answer.whole, note: "自動量測")
                    // What one indicator cannot take must not keep the others from being measured.
                    do {
                        if try Indicators(city).tell(told, of: period, for: indicator, db, &changes) { changed += 1 }
                    } catch is Indicators.Refusal { continue }
                }
            }
            return changed
        }
    }

    private static func known(_ indicators: [Indicator], from first: Period, _ db: any Reader) throws -> Set<String> {
        let rows = try db.all(
            "SELECT id FROM indicator_value WHERE indicator IN (\(list: indicators.map(\.id))) AND first_day >= \(first.first.iso)")
        return Set(try rows.map { try $0.get("id", as: String.self) })
    }
}
