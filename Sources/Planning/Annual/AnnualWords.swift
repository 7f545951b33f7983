internal import Formats
internal import Kernel
internal import Markup

/// How a year's plan and its parts are said.
struct AnnualWords {
    let t: Words

    /// Marks the plan's own words, which are Chinese on every page (WCAG 3.1.2).
    var original: Attribute? { t.language == .chinese ? nil : Attribute("lang", Language.chinese.tag) }

    /// `1,250,000 元`; `不另需經費` for none.
    func dollars(_ amount: Int64) -> String { amount == 0 ? t("不另需經費") : t("\(Self.grouped(amount)) 元") }

    static func grouped(_ amount: Int64) -> String {
        var digits = String(amount.magnitude)
        var place = digits.endIndex
        while digits.distance(from: digits.startIndex, to: place) > 3 {
            place = digits.index(place, offsetBy: -3)
            digits.insert(",", at: place)
        }
        return (amount < 0 ? "−" : "") + digits
    }

    /// 目標二, 共同性目標一
    func name(_ goal: AnnualGoal) -> String {
        let number = ChineseNumeral.text(goal.number, .ordinary) ?? String(goal.number)
        return goal.kind == .key ? t("目標\(number)") : t("共同性目標\(number)")
    }

    /// `1月1日–12月31日`
    func schedule(_ item: WorkItem) -> String {
        t.language == .english ? "\(item.starts.iso)–\(item.ends.iso)" : "\(item.starts.roc(.plain))–\(item.ends.roc(seenFrom: item.starts))"
    }

    /// `20 小時以上`
    func target(_ indicator: AnnualIndicator) -> String {
        let number = "\(Figures.exact(indicator.target)) \(indicator.unit)"
        return indicator.direction == .atLeast ? t("\(number) 以上") : t("\(number) 以下")
    }

    /// 衡量標準, whichever way it is said.
    func standard(_ indicator: AnnualIndicator) -> String {
        guard !indicator.stages.isEmpty else { return indicator.standard }
        let stages = indicator.stages.map { "\($0.title) \(Figures.exact($0.percent))%" }.joined(separator: t("、"))
        return indicator.standard.isEmpty ? stages : "\(indicator.standard)（\(stages)）"
    }

    static func mechanism(_ code: Int) -> Phrase {
        switch code {
        case 1: "1 現有組織架構"
        case 2: "2 任務編組"
        case 3: "3 第三者"
        case 4: "4 現有組織並邀第三者參與"
        default: "5 其他"
        }
    }

    /// 施政綱要 of a goal: as somebody wrote it, or made from its items.
    func outline(_ goal: AnnualGoal, _ content: AnnualContent) -> String {
        if let outline = goal.outline { return outline }
        let items = content.items(of: goal.id)
        guard !items.isEmpty else { return content.indicators(of: goal.id).map { "\($0.title) \(target($0))" }.joined(separator: "；") }
        return items.enumerated().map { "（\(ChineseNumeral.text($0.offset + 1, .ordinary) ?? String($0.offset + 1))）\($0.element.name)" }.joined(
            separator: "\n")
    }

    /// That it is made up.
    func sample(_ plan: AnnualPlan) -> HTML? { plan.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil }
}
