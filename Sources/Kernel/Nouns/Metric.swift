public import Formats
public import Storage

/// 一個會自己量的數字: a number that a module measures from its own records, so that an indicator need not be entered by hand.
public struct Metric: Contribution {
    /// `matters.onTime`
    public let id: String
    public let title: Phrase
    /// How it is counted, in one sentence for the page of an indicator.
    public let method: Phrase
    /// `%`, `件`, `天`
    public let unit: Phrase
    /// Kinds of references it can be asked about: `kernel/agency`, `matters/procedure`.
    public let subjects: Set<String>
    /// One call for many references, so that a page with a thousand indicators asks once a metric.
    public let measure: @Sendable (_ question: MetricQuestion, _ city: City, _ db: any Reader) throws -> [Reference: Measured]

    public init(
        _ id: StaticString, _ title: Phrase, method: Phrase, unit: Phrase, subjects: Set<String>,
        measure: @escaping @Sendable (_ question: MetricQuestion, _ city: City, _ db: any Reader) throws -> [Reference: Measured]
    ) {
        self.id = id.description
        self.title = title
        self.method = method
        self.unit = unit
        self.subjects = subjects
        self.measure = measure
    }
}

/// What a metric is asked.
public struct MetricQuestion: Sendable {
    /// Of the metric's ``Metric/subjects``; those it knows nothing about are left out of the answer.
    public let references: [Reference]
    public let period: Period
    public let asOf: AsOf

    public init(references: [Reference], period: Period, asOf: AsOf = .now) {
        self.references = references
        self.period = period
        self.asOf = asOf
    }
}

/// What a metric answers about one reference.
public struct Measured: Sendable, Equatable {
    /// In the metric's unit.
    public let value: Double
    /// For a ratio: what the value was divided from, so that ratios of several can be put together rightly.
    public let part: Double?
    public let whole: Double?

    public init(_ value: Double) {
        self.value = value
        part = nil
        whole = nil
    }

    /// A percentage; nil when there is nothing to divide by.
    public init?(part: Double, of whole: Double) {
        guard whole != 0 else { return nil }
        value = part / whole * 100
        self.part = part
        self.whole = whole
    }
}
