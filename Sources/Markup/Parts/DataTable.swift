/// A table that turns into stacked records on a phone. Each cell repeats its column's name in `data-label`, and the ARIA roles keep it a table
/// for screen readers when the layout no longer is one.
public struct DataTable: Sendable {
    public struct Column: Sendable {
        let title: String
        let isNumber: Bool

        public init(_ title: String, isNumber: Bool = false) {
            self.title = title
            self.isNumber = isNumber
        }
    }

    let caption: String
    let columns: [Column]
    let rows: [[HTML]]

    /// - Precondition: every row has a cell for each column; the first cell names the row.
    public init(caption: String, columns: [Column], rows: [[HTML]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    public var html: HTML {
        let heads: [HTML] = columns.map { #"<th scope="col" role="columnheader" class="\#($0.isNumber ? "n" : "")">\#($0.title)</th>"# }
        let lines: [HTML] = rows.map { cells in
            let cells: [HTML] = zip(columns, cells).enumerated().map { index, pair in
                let (column, cell) = pair
                let styleClass = column.isNumber ? "n" : ""
                if index == 0 { return #"<th scope="row" role="rowheader" data-label="\#(column.title)" class="\#(styleClass)">\#(cell)</th>"# }
                return #"<td role="cell" data-label="\#(column.title)" class="\#(styleClass)">\#(cell)</td>"#
            }
            return #"<tr role="row">\#(cells)</tr>"#
        }
        return #"""
            <table class="yk-table stacks" role="table"><caption class="visually-hidden">\#(caption)</caption><thead role="rowgroup"><tr role="row">\#(heads)</tr></thead><tbody role="rowgroup">\#(lines)</tbody></table>
            """#
    }
}
