internal import Formats
internal import Kernel

/// A year's plan and its outline as documents to send and to print.
struct AnnualDocument {
    let content: AnnualContent
    let t: Words

    static let type = TextDocument.type

    private var words: AnnualWords { AnnualWords(t: t) }

    /// 年度施政計畫: goals, work items with money, indicators with weights.
    var plan: TextDocument {
        var blocks: [TextDocument.Block] = [
            .title(content.plan.title), .contents(title: t("目次"), depth: 2), .fact(t("經費合計"), words.dollars(content.budget)),
        ]
        blocks += content.goals.flatMap { goal in
            [.heading("\(words.name(goal))　\(goal.title)", level: 1), .fact(t("權數"), goal.weight.text)] + items(of: goal) + indicators(of: goal)
        }
        return document(content.plan.title, blocks)
    }

    /// 施政綱要: what the council gets with the budget, in short.
    var outline: TextDocument {
        let title = t("\(content.plan.agencyName)\(content.plan.year) 年度施政綱要")
        let goals: [TextDocument.Block] = content.goals.flatMap { goal -> [TextDocument.Block] in
            [.heading("\(words.name(goal))　\(goal.title)", level: 1)]
                + words.outline(goal, content).split(separator: "\n").map { .paragraph(String($0)) }
        }
        return document(title, [.title(title)] + goals)
    }

    private func document(_ title: String, _ blocks: [TextDocument.Block]) -> TextDocument {
        let sample: [TextDocument.Block] = content.plan.isSample ? [.runs([.strong(t("示範資料"))], .note)] : []
        return TextDocument(title: title, language: t.language.tag, blocks: blocks.prefix(1) + sample + blocks.dropFirst())
    }

    private func items(of goal: AnnualGoal) -> [TextDocument.Block] {
        let items = content.items(of: goal.id)
        guard !items.isEmpty else { return [] }
        let rows = items.map { item in
            [item.name, item.content, words.schedule(item), words.dollars(item.budget), item.benefit, item.unit]
        }
        return [
            .heading(t("工作項目"), level: 2),
            .table(columns: [t("工作項目"), t("計畫內容"), t("期程"), t("經費"), t("預期效益"), t("責任單位")], rows: rows),
        ]
    }

    private func indicators(of goal: AnnualGoal) -> [TextDocument.Block] {
        let indicators = content.indicators(of: goal.id)
        guard !indicators.isEmpty else { return [] }
        let rows = indicators.map { one in
            [one.title, t(AnnualWords.mechanism(one.mechanism)), one.method, words.standard(one), words.target(one), one.weight.text]
        }
        return [
            .heading(t("衡量指標"), level: 2),
            .table(columns: [t("衡量指標"), t("評估體制"), t("評估方式"), t("衡量標準"), t("年度目標值"), t("權數")], rows: rows),
        ]
    }
}
