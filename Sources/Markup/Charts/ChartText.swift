/// Words inside a drawing.
struct ChartText {
    enum Anchor: String { case start, middle, end }

    var styleClass = "c-tick"
    var anchor = Anchor.start

    func at(_ x: Double, _ y: Double, _ text: String) -> HTML {
        #"<text class="\#(styleClass)" x="\#(x.place)" y="\#(y.place)" text-anchor="\#(anchor.rawValue)">\#(text)</text>"#
    }

    /// Several lines, the middle of them at `y`.
    func at(_ x: Double, middle y: Double, _ lines: [String]) -> [HTML] {
        lines.enumerated().map { index, line in
            // A line's words stand on its base line, a third of their height below its middle.
            at(x, y + 4.5 + (Double(index) - Double(lines.count - 1) / 2) * TextFit.lineHeight, line)
        }
    }
}
