internal import Formats
internal import Kernel

/// The form of a work item.
struct WorkItemForm {
    /// Of the goal: what an item may carry out.
    let lines: [PlanLine]

    /// More money than any city has.
    static let largest: Int64 = 1_000_000_000_000

    var fields: [Field] {
        [
            Field("line", "執行中程計畫的哪一項", .choice(lines.map { ($0.id, Phrase(said: Self.name($0))) })), Field("name", "工作項目", maximum: 100),
            Field("category", "計畫類別", hint: "例如：一般業務、重大建設、資訊服務。", required: false, maximum: 40),
            Field("content", "計畫內容", .paragraph, required: false, maximum: 4000), Field("starts", "開始", .date), Field("ends", "結束", .date),
            Field("budget", "經費（元）", hint: "整數；不另需經費填 0。", maximum: 20),
            Field("funding", "經費來源", hint: "例如：市預算、中央補助。", required: false, maximum: 100),
            Field("benefit", "預期效益", .paragraph, required: false, maximum: 2000), Field("unit", "責任單位", required: false, maximum: 60),
        ]
    }

    static func name(_ line: PlanLine) -> String {
        let text = line.kind == .goal ? line.title : line.text
        return text.count > 40 ? "\(text.prefix(40))…" : text
    }

    /// - Returns: nil when something is wrong, which is then among the errors.
    func item(_ key: String, goal: String, _ sent: Submission, in plan: AnnualPlan, _ errors: inout [String: Phrase]) -> WorkItem? {
        errors = sent.errors(in: fields)
        let budget = Int64(sent.digits("budget").filter { $0 != "," && $0 != "，" })
        if errors["budget"] == nil, !(budget.map { (0...Self.largest).contains($0) } ?? false) { errors["budget"] = "請填 0 以上的整數，單位是元。" }
        let (starts, ends) = (CivilDate(iso: sent.digits("starts")), CivilDate(iso: sent.digits("ends")))
        if let starts, let ends {
            if starts > ends { errors["ends"] = "結束不能早於開始。" }
            if errors["ends"] == nil, ends < plan.firstDay || starts > plan.lastDay { errors["starts"] = "期程要在 \(plan.year) 年度裡。" }
        }
        guard errors.isEmpty, let budget, let starts, let ends else { return nil }
        return WorkItem(
            id: key, goal: goal, line: sent.text("line"), name: sent.text("name"), category: sent.text("category"), content: sent.text("content"),
            starts: starts, ends: ends, budget: budget, funding: sent.text("funding"), benefit: sent.text("benefit"), unit: sent.text("unit"))
    }
}
