/// What a chart says besides its numbers, in the reader's language.
public struct ChartWords: Sendable {
    let id: String
    let title: String
    let summary: String
    let source: HTML
    let openTable: String
    let rowTitle: String
    let noValue: String

    /// - Parameters:
    ///   - id: unique on the page; ASCII letters, digits, `-` and `_`. All ids of the chart begin with it.
    ///   - title: what is shown.
    ///   - summary: what it comes to, in a sentence, for those who do not see it.
    ///   - source: where the numbers come from and of what day they are.
    ///   - openTable: what opens the table: 看數字.
    ///   - rowTitle: what the rows of the table are: 月, 機關.
    ///   - noValue: what stands for a missing number: 無資料.
    public init(id: String, title: String, summary: String, source: HTML, openTable: String, rowTitle: String, noValue: String) {
        self.id = id
        self.title = title
        self.summary = summary
        self.source = source
        self.openTable = openTable
        self.rowTitle = rowTitle
        self.noValue = noValue
    }
}
