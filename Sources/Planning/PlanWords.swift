internal import Formats
internal import Kernel
internal import Markup

/// How a plan and its lines are called.
struct PlanWords {
    let t: Words

    /// Marks the plan's own words, which are Chinese on every page (WCAG 3.1.2).
    var original: Attribute? { t.language == .chinese ? nil : Attribute("lang", Language.chinese.tag) }

    /// 111–114 年度
    func years(_ plan: Plan) -> String { t("\(plan.years.lowerBound)–\(plan.years.upperBound) 年度") }

    func perspective(_ perspective: Perspective) -> String {
        switch perspective {
        case .businessResults: t("業務成果面向")
        case .administrativeEfficiency: t("行政效率面向")
        case .organizationalLearning: t("組織學習面向")
        case .financialManagement: t("財務管理面向")
        }
    }

    /// The mark of a perspective: never a light, for it judges nothing.
    func badge(_ perspective: Perspective?) -> HTML? {
        guard let perspective else { return nil }
        let icon: HTML =
            switch perspective {
            case .businessResults: Icon.line("flag")
            case .administrativeEfficiency: Icon.line("gauge")
            case .organizationalLearning: Icon.line("book")
            case .financialManagement: Icon.line("coin")
            }
        return #"<span class="yk-badge">\#(icon)\#(self.perspective(perspective))</span>"#
    }

    /// 四 for a key goal, 共.2 for a common one.
    func number(_ goal: PlanLine) -> String {
        goal.goalKind == .common ? "共." + String(goal.number) : chinese(goal.number)
    }

    /// 四.7, set tight.
    func reference(_ item: PlanLine, in goal: PlanLine) -> HTML {
        #"<span class="yk-ref">\#(chinese(goal.number)).\#(item.number)</span>"#
    }

    func referenceText(_ item: PlanLine, in goal: PlanLine) -> String { "\(chinese(goal.number)).\(item.number)" }

    func chinese(_ number: Int) -> String { ChineseNumeral.text(number, .ordinary) ?? String(number) }

    /// 90%, 20 小時: as the plan says it.
    func target(_ indicator: ProposedIndicator) -> (number: String, unit: String) {
        let whole = Int(exactly: indicator.target).map { String($0) }
        return (whole ?? "\(indicator.target)", indicator.unit)
    }

    /// 以上, 以下 …
    func comparison(_ comparison: Comparison) -> String {
        switch comparison {
        case .atLeast: t("以上")
        case .atMost: t("以下")
        }
    }
}
