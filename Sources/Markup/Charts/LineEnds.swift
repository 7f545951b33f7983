/// The names at the right of a line chart, moved apart where lines end close together.
enum LineEnds {
    struct Label {
        let name: String
        let isMain: Bool
        var place: Double
    }

    static func wanted(_ chart: LineChart) -> [(name: String, value: Double, isMain: Bool)] {
        let lines = chart.series.enumerated().compactMap { index, series -> (name: String, value: Double, isMain: Bool)? in
            guard let last = chart.periods.indices.reversed().lazy.compactMap(series.values.drawable).first else { return nil }
            return (series.name, last, index == 0)
        }
        return lines + (chart.target.map { [("\($0.name) \(chart.measure.text($0.value))", $0.value, false)] } ?? [])
    }

    static func placed(_ chart: LineChart, top: Double, bottom: Double, _ y: (Double) -> Double) -> [Label] {
        var labels = wanted(chart).map { Label(name: $0.name, isMain: $0.isMain, place: y($0.value)) }.sorted { $0.place < $1.place }
        let distance = min(TextFit.lineHeight, (bottom - top) / Double(max(labels.count - 1, 1)))
        for index in labels.indices.dropFirst() { labels[index].place = max(labels[index].place, labels[index - 1].place + distance) }
        // Those pushed below the plot come back up, and push the ones above them.
        var limit = bottom
        for index in labels.indices.reversed() {
            labels[index].place = min(labels[index].place, limit)
            limit = labels[index].place - distance
        }
        return labels
    }
}
