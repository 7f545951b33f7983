internal import Kernel

extension PlanSection {
    private static func title(_ label: Phrase) -> Column { Column(name: "title", label: label, input: .line, maximum: 200) }
    private static func text(_ label: Phrase, required: Bool = true) -> Column {
        Column(name: "text", label: label, input: .paragraph, isRequired: required)
    }

    /// A part of a draft as it stands.
    init?(_ id: String, of content: PlanContent) {
        guard let kind = Self.kind(id, in: content) else { return nil }
        self.init(kind, of: content)
    }

    init(_ kind: Kind, of content: PlanContent) {
        self.kind = kind
        (head, rows) = ([:], [])
        (headColumns, rowColumns) = Self.columns(kind)
        switch kind {
        case .basics: head = ["title": content.plan.title, "mission": content.plan.mission, "vision": content.plan.vision]
        case .priorities: rows = content.priorities.map { Row(key: $0.id, values: ["title": $0.title, "text": $0.text]) }
        case .goals(let kind): rows = content.goals(kind).map { Row(key: $0.id, values: ["title": $0.title]) }
        case .goal(let key):
            guard let goal = content.line(key) else { return }
            head = ["title": goal.title, "perspective": goal.perspective?.rawValue ?? "", "text": goal.text]
            rows = content.items(of: key).map { Row(key: $0.id, values: ["text": $0.text]) }
        case .indicators(let key):
            rows = content.indicators(of: key).map { indicator in
                Row(
                    key: indicator.id,
                    values: [
                        "title": indicator.title, "target": Self.number(indicator.target), "unit": indicator.unit,
                        "comparison": indicator.comparison.rawValue, "text": indicator.sourceText,
                    ])
            }
        }
    }

    private static func columns(_ kind: Kind) -> (head: [Column], rows: [Column]) {
        switch kind {
        case .basics:
            (
                [
                    title("計畫名稱"), Column(name: "mission", label: "使命", input: .paragraph),
                    Column(name: "vision", label: "願景", input: .paragraph),
                ], []
            )
        case .priorities: ([], [title("標題"), text("內容", required: false)])
        case .goals: ([], [title("目標")])
        case .goal:
            (
                [title("目標"), Column(name: "perspective", label: "面向", input: .perspective, isRequired: false), text("說明", required: false)],
                [text("工作項目")]
            )
        case .indicators:
            (
                [],
                [
                    title("指標"), Column(name: "target", label: "目標值", input: .number, maximum: 20),
                    Column(name: "unit", label: "單位", input: .line, maximum: 20), Column(name: "comparison", label: "比較", input: .comparison),
                    text("依據的文字", required: false),
                ]
            )
        }
    }

    /// Without a fraction where it is whole.
    static func number(_ value: Double) -> String { Int(exactly: value).map { String($0) } ?? "\(value)" }
}
