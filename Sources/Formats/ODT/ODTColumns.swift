/// The columns of a table to print: what says more is wider, so that a long name does not stand one character a line.
struct ODTColumns {
    private let shares: [Int]
    private static let least = 2, most = 7

    init(_ columns: [String], _ rows: [[String]]) {
        shares = columns.indices.map { column in
            let longest = ([columns] + rows).map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
            return min(Self.most, max(Self.least, (longest + 3) / 4))
        }
    }

    var xml: String {
        shares.isEmpty ? "<table:table-column/>" : shares.map { "<table:table-column table:style-name=\"Share\($0)\"/>" }.joined()
    }

    static var styles: String {
        (least...most).map {
            "<style:style style:name=\"Share\($0)\" style:family=\"table-column\"><style:table-column-properties style:rel-column-width=\"\($0)*\"/></style:style>"
        }.joined()
    }

    /// In half characters.
    private static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) } }
}
