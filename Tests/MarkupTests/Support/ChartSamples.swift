import Markup

/// Charts of every kind, with ordinary values and with every kind of awkward ones.
enum ChartSamples {
    static func words(_ id: String = "c") -> ChartWords {
        ChartWords(
            id: id, title: "執行率 <1>", summary: "從 12% 到 76%", source: #"來源：<a href="/x">主計處</a>"#, openTable: "看數字", rowTitle: "月", noValue: "無資料")
    }

    static let long = "臺南市政府研究發展考核委員會（含所屬機關及各區公所聯合服務中心）\"<&>'"

    static let valueLists: [(name: String, values: [Double?])] = [
        ("none", []), ("single", [42]), ("single missing", [nil]), ("all missing", [nil, .nan, .infinity, -.infinity]),
        ("gaps", [nil, 1, nil, 3, 4, nil, 6, .nan]),
        ("negative", [-4, -2.5, -90]), ("both signs", [-4, 0, 4]), ("equal", [5, 5, 5]), ("zero", [0, 0]), ("huge", [1e12, 9.99e15, -3e18]),
        ("greatest", [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0]), ("tiny", [1e-12, 2e-12, .leastNonzeroMagnitude]),
        ("close", [1e15, 1e15 + 1]),
        ("many", (0..<240).map { Double($0 % 37) }),
    ]

    /// Every chart there is, with these values.
    static func all(_ values: [Double?], name: String = "甲", id: String = "c") -> [(kind: String, html: HTML)] {
        let periods = values.indices.map { "\(name)\($0)" }
        let shifted = values.map { $0.map { $0 / 2 } }
        let line = LineChart(
            words(id + "-line"), periods: periods, series: [.init(name, values), .init("預定", shifted, isPlan: true), .init(name + "二", shifted)],
            measure: Measure(unit: "%", decimals: 1), band: .init("範圍", low: shifted, high: values), target: ("目標", 80), startsAtZero: true)
        let bare = LineChart(words(id + "-bare"), periods: periods, series: [.init(name, values)])
        let bars = BarChart(
            words(id + "-bars"), values.indices.map { .init(periods[$0], values[$0], target: shifted[$0]) }, valueName: "執行率", targetName: "預定",
            maximum: 100)
        let stacked = StackedBars(
            words(id + "-stacked"), parts: ["實現", "應付", "賸餘", "未執行", "第五"],
            values.indices.map { .init(periods[$0], [values[$0], shifted[$0], nil, 3, values[$0]]) },
            totalName: "合計")
        let gauge = Gauge(words(id + "-gauge"), name: name, value: values.first ?? nil, target: ("目標", values.last.flatMap { $0 } ?? 80))
        let spark = Sparkline(words(id + "-spark"), name: name, periods: periods, values: values, target: 80)
        return [
            ("line", line.html), ("bare line", bare.html), ("bars", bars.html), ("stacked", stacked.html), ("gauge", gauge.html),
            ("spark", spark.picture + spark.table),
        ]
    }
}
