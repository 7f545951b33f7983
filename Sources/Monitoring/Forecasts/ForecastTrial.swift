public import Formats

/// 回測: how well forecasts would have done on histories whose end is known. Nothing of a project is used for its own forecast.
public struct ForecastTrial: Sendable {
    public struct Outcome: Sendable, Equatable {
        public let projects: Int
        /// Months of projects that were forecast.
        public let forecasts: Int
        /// In months.
        public let meanError: Double
        /// Of the straight line through what was done.
        public let naiveError: Double
        /// How many of the finishes lay in the interval, in percent; it is made for 80.
        public let coverage: Double
        /// Mean width of the interval, in months.
        public let meanWidth: Double
        /// The estimate that was used most, with what it rests on.
        public let method: String
        /// How much smaller the error is than the straight line's, in percent.
        public var gain: Double { naiveError == 0 ? 0 : (1 - meanError / naiveError) * 100 }
    }

    /// What a CSV cannot be read for.
    public enum Fault: Error, Sendable, Equatable {
        case noSuchColumn(String)
        case notANumber(line: Int, column: String)
        /// The months of a project do not follow each other.
        case gap(project: String, line: Int)
        case nothingFinished
    }

    public let histories: [ProgressHistory]

    public init(_ histories: [ProgressHistory]) { self.histories = histories }

    /// Each project is forecast by the others, in ten parts.
    public func run() throws(Fault) -> Outcome {
        let trials = histories.enumerated().flatMap { FinishForecaster.trials($1, $0) }
        guard !trials.isEmpty else { throw .nothingFinished }
        let parts = 10
        var (error, naive, covered, width, count) = (0.0, 0.0, 0, 0.0, 0)
        var methods: [FinishEstimate: Int] = [:]
        for part in 0..<parts {
            let own = trials.filter { $0.project % parts == part }
            guard !own.isEmpty else { continue }
            let forecaster = FinishForecaster(learning: trials.filter { $0.project % parts != part })
            for trial in own {
                guard let straight = trial.estimates[.straight], let found = forecaster.forecast(trial.estimates, stage: trial.stage) else {
                    continue
                }
                error += abs(found.months - trial.truth)
                naive += abs(straight - trial.truth)
                width += found.high - found.low
                if (found.low...max(found.low, found.high)).contains(trial.truth) { covered += 1 }
                count += 1
                methods[found.method, default: 0] += 1
            }
        }
        guard count > 0 else { throw .nothingFinished }
        let all = Double(count)
        return Outcome(
            projects: Set(trials.map(\.project)).count, forecasts: count, meanError: error / all, naiveError: naive / all,
            coverage: Double(covered) / all * 100, meanWidth: width / all,
            method: "\(methods.max { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }?.key ?? .straight)")
    }
}

extension ForecastTrial {
    /// Reads `project,month,planned,actual` with a header line: a row for each month, cumulative percents, `actual` empty where nothing was reported yet.
    /// Months are `2026-01` or whole numbers; those of a project follow each other.
    public init(csv bytes: [UInt8]) throws {
        let rows = try CSV.read(bytes)
        let header = rows.first?.map { $0.lowercased() } ?? []
        func column(_ name: String) throws(Fault) -> Int {
            guard let place = header.firstIndex(of: name) else { throw .noSuchColumn(name) }
            return place
        }
        let (project, month, planned, actual) = (try column("project"), try column("month"), try column("planned"), try column("actual"))
        var order: [String] = []
        var points: [String: [(month: Int, planned: Double, actual: Double?, line: Int)]] = [:]
        for (index, row) in rows.enumerated().dropFirst() where row.count > max(project, month, planned, actual) {
            let line = index + 1
            guard let time = Self.month(row[month]) else { throw Fault.notANumber(line: line, column: "month") }
            guard let plan = Double(row[planned]) else { throw Fault.notANumber(line: line, column: "planned") }
            let done = row[actual].isEmpty ? nil : Double(row[actual])
            if done == nil && !row[actual].isEmpty { throw Fault.notANumber(line: line, column: "actual") }
            if points[row[project]] == nil { order.append(row[project]) }
            points[row[project], default: []].append((time, plan, done, line))
        }
        histories = try order.map { name in
            let own = (points[name] ?? []).sorted { $0.month < $1.month }
            for (before, after) in zip(own, own.dropFirst()) where after.month != before.month + 1 {
                throw Fault.gap(project: name, line: after.line)
            }
            return ProgressHistory(project: name, planned: own.map(\.planned), actual: own.prefix { $0.actual != nil }.compactMap(\.actual))
        }
    }

    private static func month(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { "-/".contains($0) })
        if parts.count >= 2, let year = Int(parts[0]), let month = Int(parts[1]) { return year * 12 + month }
        return Int(text)
    }
}
