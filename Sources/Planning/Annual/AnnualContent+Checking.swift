internal import Formats
internal import Kernel
internal import Storage

extension AnnualContent {
    /// Everything that keeps it from being submitted, in words; none when it is complete.
    func gaps(_ db: any Reader) throws -> [Phrase] {
        let undecided = try CarryOver.all(of: plan.id, db).filter { $0.decision == .proposed }.count
        let carried: [Phrase] = undecided == 0 ? [] : ["去年未完成的工作或未達標的指標，還有 \(undecided) 項沒有決定是否延續"]
        return weightGaps + carried + items.compactMap(gap) + (try indicators.compactMap { try gap($0, db) })
    }

    /// 權數: those of the goals add up to 100, and those of a goal's indicators to the goal's own.
    var weightGaps: [Phrase] {
        var gaps: [Phrase] = []
        let sum = Weight.sum(goals.map(\.weight))
        if sum < .whole { gaps.append("目標的權數合計 \(sum.text)，應為 100，少 \((Weight.whole - sum).text)") }
        if sum > .whole { gaps.append("目標的權數合計 \(sum.text)，應為 100，多 \((sum - .whole).text)") }
        for goal in goals {
            let (sum, number) = (
                Weight.sum(indicators(of: goal.id).map(\.weight)), ChineseNumeral.text(goal.number, .ordinary) ?? String(goal.number)
            )
            let (short, over) = ((goal.weight - sum).text, (sum - goal.weight).text)
            switch (goal.kind, sum) {
            case (_, goal.weight): break
            case (.key, ..<goal.weight): gaps.append("目標\(number)的指標權數合計 \(sum.text)，應為 \(goal.weight.text)，少 \(short)")
            case (.key, _): gaps.append("目標\(number)的指標權數合計 \(sum.text)，應為 \(goal.weight.text)，多 \(over)")
            case (.common, ..<goal.weight): gaps.append("共同性目標\(number)的指標權數合計 \(sum.text)，應為 \(goal.weight.text)，少 \(short)")
            case (.common, _): gaps.append("共同性目標\(number)的指標權數合計 \(sum.text)，應為 \(goal.weight.text)，多 \(over)")
            }
        }
        return gaps
    }

    private func gap(_ item: WorkItem) -> Phrase? {
        var missing: [String] = []
        if item.category.isEmpty { missing.append("計畫類別") }
        if item.content.isEmpty { missing.append("計畫內容") }
        if item.benefit.isEmpty { missing.append("預期效益") }
        if item.unit.isEmpty { missing.append("責任單位") }
        if item.budget > 0 && item.funding.isEmpty { missing.append("經費來源") }
        return missing.isEmpty ? nil : "工作項目「\(item.name)」還沒有填：\(missing.joined(separator: "、"))"
    }

    private func gap(_ indicator: AnnualIndicator, _ db: any Reader) throws -> Phrase? {
        var missing: [String] = []
        if indicator.method.isEmpty { missing.append("評估方式") }
        if indicator.standard.isEmpty && indicator.stages.isEmpty { missing.append("衡量標準") }
        if indicator.target == 0 && indicator.direction == .atLeast { missing.append("年度目標值") }
        if let before = try indicator.before(in: plan, db), AnnualIndicator.isEasier(indicator.target, than: before.target, indicator.direction) {
            if indicator.cause.isEmpty { missing.append("調降目標的原因") }
            if indicator.strategy.isEmpty { missing.append("因應對策") }
        }
        return missing.isEmpty ? nil : "衡量指標「\(indicator.title)」還沒有填：\(missing.joined(separator: "、"))"
    }
}
