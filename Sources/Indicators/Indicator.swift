public import Formats
internal import Kernel
public import Storage

/// 衡量指標: a number over periods that says how far something has come, with a target a year.
public struct Indicator: Sendable, Equatable {
    public let id: String
    public let title: String
    /// Whose it is: the key of an agency.
    public let agency: String
    /// 計畫項目: the line of a plan that it measures.
    public let line: Reference?
    /// The goal that the line belongs to; the line itself when it is one. Roll-ups go by it.
    public let goal: Reference?
    /// `%`, `小時`, `個`
    public let unit: String
    /// Digits after the point that are shown.
    public let decimals: Int
    public let direction: Direction
    /// How often a value is told.
    public let cadence: Period.Length
    public let formula: MeasurementFormula
    /// 階段: of a staged list, in order.
    public let stages: [Stage]
    /// 權重: against the others of its goal, in percent.
    public let weight: Double
    /// The metric it is measured by; nil when people enter the values.
    public let metric: String?
    /// What the metric is asked about.
    public let subject: Reference?
    /// 衡量標準: how it is counted, in words.
    public let method: String
    /// 資料來源
    public let source: String
    /// Of the first period that is asked for.
    public let begins: CivilDate
    /// From then on no value is asked for; nil while it goes on.
    public let ends: CivilDate?
    public let isPublic: Bool
    /// Made up, to show how it works; every page says so.
    public let isSample: Bool

    public init(
        id: String, title: String, agency: String, line: Reference?, goal: Reference?, unit: String, decimals: Int, direction: Direction,
        cadence: Period.Length, formula: MeasurementFormula, stages: [Stage], weight: Double, metric: String?, subject: Reference?, method: String,
        source: String, begins: CivilDate, ends: CivilDate?, isPublic: Bool, isSample: Bool
    ) {
        (self.id, self.title, self.agency, self.line, self.goal) = (id, title, agency, line, goal)
        (self.unit, self.decimals, self.direction, self.cadence, self.formula) = (unit, decimals, direction, cadence, formula)
        (self.stages, self.weight, self.metric, self.subject, self.method) = (stages, weight, metric, subject, method)
        (self.source, self.begins, self.ends, self.isPublic, self.isSample) = (source, begins, ends, isPublic, isSample)
    }

    public var reference: Reference { Reference("indicators/indicator", id) }

    /// 望大、望小
    public enum Direction: String, Sendable, CaseIterable {
        case higher, lower
    }

    public struct Stage: Sendable, Equatable {
        public let title: String
        /// How far one is when it is done.
        public let percent: Double

        public init(_ title: String, _ percent: Double) {
            self.title = title
            self.percent = percent
        }
    }
}

/// 衡量方式: what a value is made of, and what a year's value is made of.
public enum MeasurementFormula: String, Sendable, CaseIterable {
    /// How it stands: a year is its last period.
    case entered
    /// A part of a whole, in percent: a year is the sum of parts over the sum of wholes.
    case ratio
    /// What came about: a year is the sum of its periods.
    case sum
    /// A year is the mean of its periods.
    case mean
    /// 階段: how many percent the stage is that was reached; a year is its last period.
    case staged

    /// The value of a span of time from those of its periods, in order; nil from none.
    public func value(of measurements: [Measurement]) -> Double? {
        guard let last = measurements.last else { return nil }
        switch self {
        case .entered, .staged: return last.value
        case .sum: return measurements.reduce(0) { $0 + $1.value }.told
        case .mean: return (measurements.reduce(0) { $0 + $1.value } / Double(measurements.count)).told
        case .ratio:
            let wholes = measurements.compactMap(\.whole)
            guard wholes.count == measurements.count, case let whole = wholes.reduce(0, +), whole != 0 else { return last.value }
            return (measurements.compactMap(\.part).reduce(0, +) / whole * 100).told
        }
    }
}

/// 量測值: what an indicator was in a period.
public struct Measurement: Sendable, Equatable {
    public let indicator: String
    public let period: Period
    public let value: Double
    /// Of a ratio.
    public let part: Double?
    public let whole: Double?
    public let note: String
    /// When a value for the period was told first, and when this one was.
    public let firstAt: Instant
    public let at: Instant
    /// How often it was put right after it had been told.
    public let revision: Int

    public static func reference(_ indicator: String, _ period: Period) -> Reference { Reference("indicators/value", "\(indicator)~\(period.id)") }
    public var reference: Reference { Self.reference(indicator, period) }
}

/// 年度目標值, as it is now.
public struct Target: Sendable, Equatable {
    public let year: Int
    public let value: Double
    /// Why it was lowered, and what is done about it; empty when it was not.
    public let cause: String
    public let strategy: String
}
