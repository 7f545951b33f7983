/// The frame of every chart: a drawing for wide screens and one for narrow ones, a legend, the source, and after it the numbers as a table.
struct ChartFigure {
    let words: ChartWords
    var legend: [HTML] = []
    let columns: [String]
    let rows: [(title: String, cells: [String])]

    /// - Parameter draw: the inside of the drawing; called once for each width.
    func html(height: (Canvas) -> Double, _ draw: (Canvas) -> HTML) -> HTML {
        let drawings: [HTML] = [Canvas.wide, .narrow].map { canvas in
            svg(styleClass: canvas.name, idPart: "-" + canvas.name, width: canvas.width, height: height(canvas), draw(canvas))
        }
        return #"<figure class="yk-chart">\#(drawings)\#(keys)<figcaption>\#(words.source)</figcaption></figure>\#(table)"#
    }

    /// One drawing for all widths.
    func html(styleClass: String, width: Double, height: Double, _ drawing: HTML) -> HTML {
        let drawing = svg(styleClass: "", idPart: "", width: width, height: height, drawing)
        return #"<figure class="yk-chart \#(styleClass)">\#(drawing)\#(keys)<figcaption>\#(words.source)</figcaption></figure>\#(table)"#
    }

    func svg(styleClass: String, idPart: String, width: Double, height: Double, _ drawing: HTML) -> HTML {
        let id = words.id + idPart
        return #"""
            <svg class="\#(styleClass)" viewBox="0 0 \#(width.place) \#(height.place)" role="img" aria-labelledby="\#(id)-t \#(id)-d"><title id="\#(id)-t">\#(words.title)</title><desc id="\#(id)-d">\#(words.summary)</desc>\#(drawing)</svg>
            """#
    }

    var table: HTML {
        let titles = [DataTable.Column(words.rowTitle)] + columns.map { DataTable.Column($0, isNumber: true) }
        let lines: [[HTML]] = rows.map { row in ([row.title] + row.cells).map { HTML(text: $0) } }
        let table = DataTable(caption: words.title, columns: titles, rows: lines)
        return #"<details class="yk-data"><summary>\#(words.openTable)</summary>\#(table.html)</details>"#
    }

    private var keys: HTML? { legend.isEmpty ? nil : #"<ul class="yk-legend">\#(legend)</ul>"# }

    /// A line of the legend: a small picture and what it stands for.
    static func key(_ name: String, _ picture: HTML) -> HTML {
        #"<li><svg class="yk-key" viewBox="0 0 24 16" aria-hidden="true">\#(picture)</svg>\#(name)</li>"#
    }
}

/// The size a chart is drawn at. A phone gets a drawing of its own, so that its words stay readable.
struct Canvas: Equatable {
    let name: String
    let width: Double

    static let wide = Canvas(name: "wide", width: 736)
    static let narrow = Canvas(name: "narrow", width: 358)
}
