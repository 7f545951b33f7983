internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// The form that says what an indicator is.
struct IndicatorForm {
    let agencies: [Agency]
    let metrics: [Metric]

    var fields: [Field] {
        [
            Field("title", "指標名稱", maximum: 100), Field("agency", "機關", .choice(agencies.map { ($0.id, Phrase(said: $0.name)) })),
            Field("unit", "單位", hint: "例如 %、小時、個", required: false, maximum: 12), Field("decimals", "小數位數", .number(0...4)),
            Field("direction", "方向", .choice(Indicator.Direction.allCases.map { ($0.rawValue, $0.title) })),
            Field("cadence", "多久填報一次", .choice([Period.Length.month, .quarter, .halfYear, .year, .day].map { ($0.rawValue, $0.title) })),
            Field("formula", "計算方式", .choice(MeasurementFormula.allCases.map { ($0.rawValue, $0.title) })),
            Field("stages", "階段", .paragraph, hint: "只有「階段」要填：一行一個，先寫百分比，例如「25 完成設計」；最後一個是 100。", required: false, maximum: 1000),
            Field("weight", "權重（%）", hint: "同一目標的指標，權重合計 100。", maximum: 6),
            Field("method", "衡量標準", .paragraph, hint: "怎麼算、算什麼、不算什麼。", required: false, maximum: 1000),
            Field("source", "資料來源", required: false, maximum: 200), Field("begins", "從哪一天開始量", .date), Field("ends", "量到哪一天", .date, required: false),
            Field("metric", "自動量測", .choice([("", "由人填報")] + metrics.map { ($0.id, $0.title) }), required: false),
            Field("subject", "自動量測的對象", hint: "自動量測才要填，例如 kernel/agency/rdec。", required: false, maximum: 120),
            Field("line", "量測的計畫項目", hint: "例如 planning/item/rdec-111-114/g4-7；從計畫項目的頁面按「新增指標」會自動填好。", required: false, maximum: 120),
            Field("isPublic", "公開", .choice([("yes", "公開"), ("no", "先不公開")])),
        ]
    }

    /// - Returns: nil when something is wrong, which is then among the errors.
    func indicator(
        id: String, was: Indicator?, _ sent: Submission, _ view: Noun.View, _ db: any Reader, _ errors: inout [String: Phrase]
    ) throws -> Indicator? {
        errors = sent.errors(in: fields)
        let city = view.city
        let weight = Double(sent.digits("weight"))
        if weight == nil && errors["weight"] == nil { errors["weight"] = "請填數字。" }
        let stages = stages(sent.text("stages"))
        if stages == nil { errors["stages"] = "每一行先寫百分比，再寫階段，例如「25 完成設計」。" }
        let line = reference(sent.text("line"), "line", city, &errors)
        let subject = reference(sent.text("subject"), "subject", city, &errors)
        let metric = sent.text("metric")
        if !metric.isEmpty && subject == nil && errors["subject"] == nil { errors["subject"] = "請填自動量測的對象。" }
        // What this person cannot see does not exist, and an indicator measures lines and goals of plans.
        if let line, errors["line"] == nil {
            let isLine = ["planning/item", "planning/goal"].contains(line.kind)
            if try !isLine || view.city.glances(at: [line], view, db)[line] == nil { errors["line"] = "找不到這個項目。" }
        }
        guard errors.isEmpty, let weight, let stages, let begins = CivilDate(iso: sent.digits("begins")) else { return nil }
        return Indicator(
            id: id, title: sent.text("title"), agency: sent.text("agency"), line: line, goal: try line.map { try goal(of: $0, city, db) },
            unit: sent.text("unit"), decimals: Int(sent.digits("decimals")) ?? 0, direction: .init(rawValue: sent.text("direction")) ?? .higher,
            cadence: .init(rawValue: sent.text("cadence")) ?? .month, formula: .init(rawValue: sent.text("formula")) ?? .entered, stages: stages,
            weight: weight, metric: metric.isEmpty ? nil : metric, subject: metric.isEmpty ? nil : subject, method: sent.text("method"),
            source: sent.text("source"), begins: begins, ends: CivilDate(iso: sent.digits("ends")), isPublic: sent.text("isPublic") == "yes",
            isSample: was?.isSample ?? false)
    }

    private func reference(_ text: String, _ field: String, _ city: City, _ errors: inout [String: Phrase]) -> Reference? {
        guard !text.isEmpty else { return nil }
        guard let reference = Reference(parsing: text) else {
            errors[field] = "請填「種類/代號」，例如 planning/item/rdec-111-114/g4-7。"
            return nil
        }
        return reference
    }

    /// The goal above a line; the line itself when nothing is above it.
    private func goal(of line: Reference, _ city: City, _ db: any Reader) throws -> Reference {
        try city.noun(of: line)?.whole(line.id, db) ?? line
    }

    private func stages(_ text: String) -> [Indicator.Stage]? {
        var stages: [Indicator.Stage] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            let words = line.split(maxSplits: 1, whereSeparator: { $0.isWhitespace || $0 == "%" || $0 == "％" })
            guard words.count == 2, let percent = Double(words[0]), (0...100).contains(percent) else { return nil }
            stages.append(.init(words[1].trimmingPrefix(while: { $0.isWhitespace || $0 == "%" || $0 == "％" }).description, percent))
        }
        return stages
    }

    /// What the form shows of an indicator that is there.
    static func values(_ indicator: Indicator) -> [String: String] {
        [
            "title": indicator.title, "agency": indicator.agency, "unit": indicator.unit, "decimals": String(indicator.decimals),
            "direction": indicator.direction.rawValue, "cadence": indicator.cadence.rawValue, "formula": indicator.formula.rawValue,
            "stages": indicator.stages.map { "\(CSV.number($0.percent)) \($0.title)" }.joined(separator: "\n"),
            "weight": CSV.number(indicator.weight), "method": indicator.method, "source": indicator.source, "begins": indicator.begins.iso,
            "ends": indicator.ends?.iso ?? "", "metric": indicator.metric ?? "", "subject": indicator.subject?.text ?? "",
            "line": indicator.line?.text ?? "", "isPublic": indicator.isPublic ? "yes" : "no",
        ]
    }
}
