public import Formats
public import Storage

/// Rows that anyone may read, declared beside the data they come from. Served at `/data/{table}` as a page, JSON, CSV and ODS.
public struct PublicTable: Contribution {
    /// `planning.lines`
    public let id: String
    public let title: Phrase
    public let summary: Phrase
    /// The agency that answers for it: its key.
    public let agency: String
    public let licence: Licence
    public let frequency: Frequency
    /// In order; the first of them is the key, which no two rows share and by which they are paged.
    public let columns: [PublicColumn]
    /// The kinds of records whose rows it shows; none of them holds personal data, which a test walks.
    public let sources: [String]
    /// Whether it can be read as it stood on a day.
    public let hasPast: Bool
    /// Rows in the order of their keys, after one of them, at most `limit`.
    public let rows: @Sendable (_ after: String?, _ limit: Int, _ asOf: AsOf, _ city: City, _ db: any Reader) throws -> [[SheetCell]]

    public init(
        _ id: StaticString, _ title: Phrase, _ summary: Phrase, agency: String = "rdec", licence: Licence = .open, frequency: Frequency,
        columns: [PublicColumn], sources: [String], hasPast: Bool,
        rows: @escaping @Sendable (_ after: String?, _ limit: Int, _ asOf: AsOf, _ city: City, _ db: any Reader) throws -> [[SheetCell]]
    ) {
        self.id = id.description
        self.title = title
        self.summary = summary
        self.agency = agency
        self.licence = licence
        self.frequency = frequency
        self.columns = columns
        self.sources = sources
        self.hasPast = hasPast
        self.rows = rows
    }

    /// Under which terms anyone may use it.
    public struct Licence: Sendable, Equatable {
        public let title: Phrase
        public let url: String

        /// 政府資料開放授權條款－第1版, compatible with CC BY 4.0.
        public static let open = Licence(title: "政府資料開放授權條款－第1版", url: "https://data.gov.tw/license")
    }

    /// 更新頻率
    public enum Frequency: String, Sendable, CaseIterable {
        case continuous, daily, monthly, yearly, irregular

        public var title: Phrase {
            switch self {
            case .continuous: "即時"
            case .daily: "每日"
            case .monthly: "每月"
            case .yearly: "每年"
            case .irregular: "不定期"
            }
        }
    }
}

/// A column of a public table. Names are a contract, like members of the API.
public struct PublicColumn: Sendable {
    /// What its cells are; a cell may also be empty where the column says so.
    public enum Kind: String, Sendable, CaseIterable {
        case text, integer, number, date, moment, bool, money, url
    }

    public let name: String
    public let title: Phrase
    public let kind: Kind
    /// 單位, where it is counted in something.
    public let unit: Phrase?
    public let summary: Phrase
    public let isOptional: Bool
    public let width: SheetColumn.Width

    public init(
        _ name: StaticString, _ title: Phrase, _ kind: Kind = .text, unit: Phrase? = nil, optional: Bool = false, _ width: SheetColumn.Width = .usual,
        _ summary: Phrase = ""
    ) {
        self.name = name.description
        self.title = title
        self.kind = kind
        self.unit = unit
        self.summary = summary
        isOptional = optional
        self.width = width
    }

    public func takes(_ cell: SheetCell) -> Bool {
        switch (cell, kind) {
        case (.empty, _): isOptional
        case (.text, .text), (.integer, .integer), (.number, .number), (.decimal, .number), (.percentage, .number), (.date, .date),
            (.moment, .moment),
            (.bool, .bool), (.money, .money), (.link, .url):
            true
        default: false
        }
    }
}
