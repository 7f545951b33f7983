/// A number that is a rule: what it is, where it comes from, and since when. A rule changes by a setting with a date, never in code.
public struct Setting: Sendable {
    /// `web.signInAttempts`
    public let id: String
    public let summary: Phrase
    public let standard: Int
    public let unit: Phrase
    /// The text the number comes from.
    public let source: Phrase
    public let range: ClosedRange<Int>

    public init(_ id: StaticString, _ summary: Phrase, standard: Int, unit: Phrase, source: Phrase, range: ClosedRange<Int>) {
        self.id = id.description
        self.summary = summary
        self.standard = standard
        self.unit = unit
        self.source = source
        self.range = range
    }
}
