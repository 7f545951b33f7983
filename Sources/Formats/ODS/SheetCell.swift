/// What stands in a cell of a spreadsheet, with its type: a program that opens the file can sort, add and compare.
public enum SheetCell: Sendable, Equatable {
    case empty
    /// Words, whatever they look like: `=1+1` stays what somebody wrote and never becomes a formula.
    case text(String)
    case integer(Int64)
    /// A number as it is, with as many places as it has.
    case number(Double)
    /// - Parameter places: shown after the point, 0…9; the value itself keeps what it has.
    case decimal(Double, places: Int)
    /// - Parameter ratio: 0.5 is 50 %.
    case percentage(_ ratio: Double, places: Int)
    case date(CivilDate)
    /// A moment, in milliseconds since 1970-01-01T00:00:00Z; shown as the clocks of Taipei had it.
    case moment(milliseconds: Int64)
    case bool(Bool)
    /// New Taiwan dollars.
    case money(Int64)
    /// Words that lead to an address.
    case link(String, url: String)

    /// The same for a program that reads text: numbers with a point, ISO dates, RFC 3339 moments in UTC, `true` and `false`.
    public var plain: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .integer(let number), .money(let number): String(number)
        case .number(let number): Int64(exactly: number).map { String($0) } ?? "\(number)"
        case .decimal(let number, let places): SheetNumber.text(number, places: places)
        case .percentage(let ratio, let places): SheetNumber.text(ratio, places: places + 2)
        case .date(let date): date.iso
        case .moment(let milliseconds): SheetNumber.utc(milliseconds)
        case .bool(let value): value ? "true" : "false"
        case .link(_, let url): url
        }
    }
}

/// A column: what its first cell says, and how much room its cells want.
public struct SheetColumn: Sendable, Equatable {
    public enum Width: String, Sendable, CaseIterable {
        /// Numbers, days, codes.
        case narrow
        /// Names.
        case usual
        /// Titles.
        case wide
        /// Sentences.
        case broad

        var centimetres: String {
            switch self {
            case .narrow: "2.6cm"
            case .usual: "4.2cm"
            case .wide: "7.5cm"
            case .broad: "13cm"
            }
        }
    }

    public let title: String
    public let width: Width

    public init(_ title: String, _ width: Width = .usual) {
        self.title = title
        self.width = width
    }
}
