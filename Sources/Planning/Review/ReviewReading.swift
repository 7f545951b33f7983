internal import Formats
internal import Kernel
internal import Markup

/// What a row of a review was understood as: beside the source, set in as deep as it stands.
struct ReviewReading {
    let row: ReviewRow
    let understanding: Understanding
    let t: Words

    var html: HTML {
        switch row.reading {
        case .node(let node): self.node(node)
        case .preamble: note(t("前言（標題、機關、年度）"))
        case .continuation: note(t("接上文"))
        case .furniture: note(t("頁面雜項，不屬於內文"))
        case .contents: note(t("目錄，用來核對標題"))
        case .leftover: note(t("沒有看懂，未列入"))
        }
    }

    private func note(_ text: String) -> HTML { #"<p class="yk-muted">\#(text)</p>"# }

    private func node(_ node: Outline.Node) -> HTML {
        let role = role(of: node.line)
        let depth = Attribute("data-depth", String(min(node.level, 6)))
        let title: HTML = node.title.isEmpty ? HTML(text: t("（無標題）")) : HTML(text: node.title)
        return #"""
            <p class="yk-review-node" \#(depth)><span class="yk-badge">\#(ReviewWords(t: t).kind(node.kind, level: node.level))</span> <b lang="zh-Hant-TW">\#(node.label) \#(title)</b> \#(role)</p>
            """#
    }

    /// The part of the plan that the line became, if it did.
    private func role(of line: Int) -> HTML? {
        guard case .success(let draft) = understanding.plan else { return nil }
        if let goal = draft.goals.first(where: { $0.line == line }) {
            return #"<span class="yk-badge">\#(t(goal.kind == .key ? "關鍵策略目標" : "共同性目標"))</span>\#(PlanWords(t: t).badge(goal.perspective))"#
        }
        if draft.priorities.contains(where: { $0.line == line }) { return #"<span class="yk-badge">\#(t("施政重點"))</span>"# }
        if draft.goals.contains(where: { $0.items.contains { $0.line == line } }) { return #"<span class="yk-badge">\#(t("工作項目"))</span>"# }
        if draft.leftovers.contains(where: { $0.line == line }) { return #"<span class="yk-badge">\#(t("未列入計畫"))</span>"# }
        return nil
    }
}
