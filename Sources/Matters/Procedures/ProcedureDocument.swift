public import Formats
public import Kernel

/// A procedure as a page of the documentation, in Chinese and then in English: a diagram, its steps with their deadlines, and who may do what. Made
/// from the value itself, so it cannot say anything else than the program does.
public struct ProcedureDocument {
    private let procedure: Procedure
    private let english: Catalogue
    private let settings: Settings
    private let day: CivilDate

    /// - Parameter settings: for the numbers that are rules; those in force on the day.
    public init(_ procedure: Procedure, english: Catalogue, settings: Settings, on day: CivilDate) {
        self.procedure = procedure
        self.english = english
        self.settings = settings
        self.day = day
    }

    /// Markdown, with the diagram in Mermaid.
    public var markdown: String {
        part(Words(.chinese, english: english), diagram: true) + "\n---\n\n" + part(Words(.english, english: english), diagram: false)
    }

    private func part(_ t: Words, diagram: Bool) -> String {
        var lines = ["# \(t(procedure.title))", "", t(procedure.summary), "", "`\(procedure.id)`"]
        if diagram { lines += [""] + self.diagram(t) }
        lines += ["", "## " + t("步驟與期限"), "", row([t("步驟"), t("輪到誰"), t("期限"), t("依據")]), "|---|---|---|---|"]
        lines += procedure.states.map { state in row([t(state.title), state.turn?.title(t) ?? "－", deadline(state, t), source(state, t)]) }
        lines += ["", "## " + t("誰可以做什麼"), "", row([t("動作"), t("在哪一步"), t("之後的步驟"), t("可以做的人")]), "|---|---|---|---|"]
        lines += procedure.actions.map { action in
            row([
                t(action.title), action.from.compactMap { procedure.state($0) }.map { t($0.title) }.joined(separator: t("、")),
                action.to.flatMap { procedure.state($0) }.map { t($0.title) } ?? t("不變"), action.by.map { $0.title(t) }.joined(separator: t("、")),
            ])
        }
        let effects = procedure.actions.flatMap { action in action.effects.map { "- \(t(action.title)): \($0.said(t))" } }
        if !effects.isEmpty { lines += ["", "## " + t("之後發生的事"), ""] + effects }
        if !procedure.chases.isEmpty { lines += ["", "## " + t("稽催"), ""] + procedure.chases.map { "- " + chase($0, t) } }
        if !procedure.sources.isEmpty { lines += ["", "## " + t("依據"), ""] + procedure.sources.map { "- " + t($0) } }
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.split(separator: "|").joined(separator: "｜") }.joined(separator: " | ") + " |"
    }

    private func diagram(_ t: Words) -> [String] {
        var lines = ["```mermaid", "stateDiagram-v2"]
        lines += procedure.states.map { "    state \"\(t($0.title))\" as \($0.id)" }
        if let initial = procedure.initial { lines.append("    [*] --> \(initial.id)") }
        for action in procedure.actions {
            guard let to = action.to else { continue }
            for from in action.from where from != to { lines.append("    \(from) --> \(to): \(t(action.title))") }
        }
        lines += procedure.states.filter { $0.closes != nil }.map { "    \($0.id) --> [*]" }
        return lines + ["```"]
    }

    private func deadline(_ state: State, _ t: Words) -> String { StateDeadlineWords(state, settings, day).said(t) }

    private func source(_ state: State, _ t: Words) -> String {
        if case .rule(let rule) = state.deadline, let source = rule.source { t(source) } else { "－" }
    }

    private func chase(_ chase: Chase, _ t: Words) -> String {
        let days = DeadlineRule.workingDays(chase.workingDays).value(settings, on: day)
        let when = chase.isBefore ? t("期限前 \(days) 個工作天") : t("逾期 \(days) 個工作天")
        return "\(when)：\(t(chase.words))（\(chase.whom.map { $0.title(t) }.joined(separator: t("、")))）"
    }
}

/// What a state does to the deadline, in words.
struct StateDeadlineWords {
    private let state: State
    private let settings: Settings
    private let day: CivilDate

    init(_ state: State, _ settings: Settings, _ day: CivilDate) {
        self.state = state
        self.settings = settings
        self.day = day
    }

    func said(_ t: Words) -> String {
        if state.closes != nil { return t("結案") }
        return switch state.deadline {
        case .keep: t("照原來的期限")
        case .none: t("沒有期限")
        case .rule(let rule): t(rule.sentence(settings, on: day))
        case .asked: t("送出時指定")
        }
    }
}
