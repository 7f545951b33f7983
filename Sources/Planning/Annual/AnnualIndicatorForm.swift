internal import Formats
internal import Indicators
internal import Kernel

/// The form of a year's indicator.
struct AnnualIndicatorForm {
    /// The goal and its lines: what an indicator may measure.
    let lines: [PlanLine]
    /// The agency's indicators, one of which may supply the value.
    let sources: [Indicator]

    var fields: [Field] {
        [
            Field("title", "衡量指標", maximum: 100), Field("line", "量測中程計畫的哪一項", .choice(lines.map { ($0.id, Phrase(said: WorkItemForm.name($0))) })),
            Field("mechanism", "評估體制", .choice((1...5).map { (String($0), AnnualWords.mechanism($0)) })),
            Field("method", "評估方式", hint: "例如：統計數據、完成工作項目、問卷。", required: false, maximum: 60),
            Field("standard", "衡量標準", .paragraph, hint: "計算公式與單位。", required: false, maximum: 1000),
            Field("stages", "階段", .paragraph, hint: "分階段完成的才填：一行一個，先寫百分比，例如「25 完成設計」；最後一個是 100。", required: false, maximum: 1000),
            Field("target", "年度目標值", maximum: 20), Field("unit", "單位", required: false, maximum: 12),
            Field("direction", "方向", .choice([("atLeast", "越高越好"), ("atMost", "越低越好")])),
            Field("weight", "權數（%）", hint: "同一目標的指標，權數合計要等於目標的權數。", maximum: 6),
            Field("source", "實際值的來源", .choice([("", "由人填報")] + sources.map { ($0.id, Phrase(said: $0.title)) }), required: false),
            Field("cause", "調降目標的原因", .paragraph, hint: "目標值比去年低時才填。", required: false, maximum: 1000),
            Field("strategy", "因應對策", .paragraph, hint: "目標值比去年低時才填。", required: false, maximum: 1000),
        ]
    }

    /// - Returns: nil when something is wrong, which is then among the errors.
    func indicator(_ key: String, goal: String, _ sent: Submission, _ errors: inout [String: Phrase]) -> AnnualIndicator? {
        errors = sent.errors(in: fields)
        let (weight, target, stages) = (Weight(sent.digits("weight")), Double(sent.digits("target")), AnnualIndicator.stages(sent.text("stages")))
        if weight == nil && errors["weight"] == nil { errors["weight"] = "請填 0 到 100 的數，最多兩位小數。" }
        if errors["target"] == nil, !(target.map { $0.isFinite && (0...1e15).contains($0) } ?? false) { errors["target"] = "請填 0 以上的數。" }
        if stages == nil { errors["stages"] = "每一行先寫百分比，再寫階段，由小到大，最後是 100。" }
        guard errors.isEmpty, let weight, let target, let stages else { return nil }
        let source = sent.text("source")
        return AnnualIndicator(
            id: key, goal: goal, line: sent.text("line"), title: sent.text("title"), mechanism: Int(sent.text("mechanism")) ?? 1,
            method: sent.text("method"), standard: sent.text("standard"), stages: stages, target: target, unit: sent.text("unit"),
            direction: Comparison(rawValue: sent.text("direction")) ?? .atLeast, weight: weight, source: source.isEmpty ? nil : source,
            cause: sent.text("cause"), strategy: sent.text("strategy"), continues: nil)
    }
}
