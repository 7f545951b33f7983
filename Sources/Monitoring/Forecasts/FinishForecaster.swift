internal import Foundation

/// Forecasts the finish of projects, with an interval, by what became of others.
///
/// For each stage of progress it remembers how much longer than estimated the rest took, by every ``FinishEstimate``. The estimate with the smallest mean
/// error is used, put right by the median of those ratios; the interval is their tenth and ninetieth percentile (split conformal prediction: Vovk et al.,
/// "Algorithmic Learning in a Random World", 2005), so that it holds for whatever way projects go here, without a law of chance being assumed.
struct FinishForecaster: Sendable {
    /// A month of a finished project, and what is known now about it.
    struct Trial: Sendable {
        let project: Int
        let stage: Int
        /// Months that were really left.
        let truth: Double
        /// By estimate.
        let estimates: [FinishEstimate: Double]
    }

    struct Forecast: Sendable {
        /// Months left.
        let months: Double
        let low: Double
        let high: Double
        let method: FinishEstimate
    }

    /// How far a project is: the less is done, the less is known.
    static func stage(_ share: Double) -> Int { min(3, Int(share / 25)) }

    /// Of a history, every month in which it was under way.
    static func trials(_ history: ProgressHistory, _ project: Int) -> [Trial] {
        guard let finish = history.finish else { return [] }
        return (1...history.actual.count).compactMap { month in
            let share = history.actual[month - 1]
            guard share >= 5, share < ProgressHistory.done, Double(month) < finish else { return nil }
            var estimates: [FinishEstimate: Double] = [:]
            for estimate in FinishEstimate.allCases { estimates[estimate] = estimate.remaining(history, after: month) }
            return Trial(project: project, stage: stage(share), truth: finish - Double(month), estimates: estimates)
        }
    }

    /// Ratios of what was left to what was estimated, sorted, by estimate and stage.
    private var ratios: [FinishEstimate: [[Double]]] = [:]
    private(set) var method = FinishEstimate.earnedCautious

    /// - Parameter trials: of finished projects.
    init(learning trials: [Trial]) {
        for estimate in FinishEstimate.allCases {
            var stages = [[Double]](repeating: [], count: 4)
            for trial in trials { if let told = trial.estimates[estimate] { stages[trial.stage].append(trial.truth / max(told, 0.25)) } }
            ratios[estimate] = stages.map { $0.sorted() }
        }
        // By the error that is left once the median is put right.
        var best = (error: Double.infinity, method: method)
        for estimate in FinishEstimate.allCases {
            var (sum, count) = (0.0, 0)
            for trial in trials {
                guard let told = trial.estimates[estimate] else { continue }
                sum += abs(trial.truth - max(told, 0.25) * quantile(0.5, estimate, trial.stage))
                count += 1
            }
            guard count * 10 >= trials.count * 9, count > 0 else { continue }
            if sum / Double(count) < best.error { best = (sum / Double(count), estimate) }
        }
        method = best.method
    }

    func forecast(_ estimates: [FinishEstimate: Double], stage: Int) -> Forecast? {
        guard let chosen = [method, .earnedCautious, .straight].first(where: { estimates[$0] != nil }), let told = estimates[chosen] else {
            return nil
        }
        let months = max(told, 0.25)
        return Forecast(
            months: months * quantile(0.5, chosen, stage), low: months * quantile(0.1, chosen, stage), high: months * quantile(0.9, chosen, stage),
            method: chosen)
    }

    /// Of a stage, or of all where too few are known; before anything is known, wide.
    private func quantile(_ share: Double, _ estimate: FinishEstimate, _ stage: Int) -> Double {
        let own = ratios[estimate]?[stage] ?? []
        let known = own.count >= 30 ? own : (ratios[estimate] ?? []).flatMap(\.self).sorted()
        guard known.count >= 10 else { return share < 0.5 ? 0.7 : share > 0.5 ? 1.9 : 1.1 }
        let place = share * Double(known.count - 1)
        let low = Int(place)
        let high = min(low + 1, known.count - 1)
        return known[low] + (known[high] - known[low]) * (place - Double(low))
    }
}
