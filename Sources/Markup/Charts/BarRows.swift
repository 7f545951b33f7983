/// Where the rows of a bar chart stand: their names beside the bars, or above them where they are too long for that.
struct BarRows {
    let names: [String]
    let values: [String]
    let canvas: Canvas
    let isAbove: Bool
    /// Where bars begin and end.
    let left: Double
    let right: Double

    static let barHeight = 26.0
    private static let top = 14.0

    /// - Parameter values: what is written after each bar.
    init(names: [String], values: [String], canvas: Canvas) {
        self.names = names
        self.values = values
        self.canvas = canvas
        let widest = names.map { TextFit.width($0) }.max() ?? 0
        isAbove = widest > canvas.width * 0.3
        left = isAbove ? 4 : widest + 12
        right = canvas.width - min((values.map { TextFit.width($0) }.max() ?? 0) + 14, canvas.width * 0.4)
    }

    private var rowHeight: Double { isAbove ? Self.barHeight + 2 * TextFit.lineHeight + 16 : Self.barHeight + 22 }

    var height: Double { Double(max(names.count, 1)) * rowHeight + 2 * Self.top - 8 }

    /// The upper edge of a bar.
    func top(_ index: Int) -> Double { Self.top + Double(index) * rowHeight + (isAbove ? 2 * TextFit.lineHeight + 4 : 0) }

    /// A row's name and the value after its bar.
    func labels(_ index: Int) -> HTML {
        let bar = top(index)
        let value = ChartText(styleClass: "c-label is-strong").at(
            right + 8, bar + Self.barHeight / 2 + 4.5, TextFit.fitted(values[index], canvas.width - right - 8))
        guard isAbove else {
            return ChartText(anchor: .end).at(left - 8, bar + Self.barHeight / 2 + 4.5, names[index]) + value
        }
        let lines = TextFit.lines(names[index], canvas.width - 8, most: 2)
        let middle = bar - 6 - Double(lines.count) * TextFit.lineHeight / 2
        return ChartText().at(4, middle: middle, lines).joined() + value
    }

    /// What stands where there is no row at all.
    func empty(_ message: String) -> HTML {
        ChartText(styleClass: "c-label", anchor: .middle).at(canvas.width / 2, height / 2 + 4.5, message)
    }
}
