/// The columns of a table to print: what says more is wider, so that a long name does not stand one character a line.
struct ODTColumns {
    /// Of the first style; the others count on.
    private let table: Int
    private let shares: [Int]
    private static let least = 2, most = 7
    /// Between the margins of the page, in centimetres.
    private static let whole = 17.0

    /// - Parameter table: its number in the document.
    init(_ columns: [String], _ rows: [[String]], table: Int) {
        self.table = table
        shares = columns.indices.map { column in
            let longest = ([columns] + rows).map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
            return min(Self.most, max(Self.least, (longest + 3) / 4))
        }
    }

    var xml: String {
        shares.isEmpty
            ? "<table:table-column/>" : shares.indices.map { "<table:table-column table:style-name=\"Table\(table).\($0 + 1)\"/>" }.joined()
    }

    /// Office programs want each width in centimetres and as a share; LibreOffice takes shares below 23 for 23.
    var styles: String {
        let sum = Double(shares.reduce(0, +))
        return shares.enumerated().map { column, share in
            let width = SheetNumber.text(Self.whole * Double(share) / sum, places: 2)
            return
                "<style:style style:name=\"Table\(table).\(column + 1)\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"\(width)cm\" style:rel-column-width=\"\(share * 1000)*\"/></style:style>"
        }.joined()
    }

    /// In half characters.
    private static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) } }
}
