internal import Formats

extension PlanReader {
    /// Proposes the targets that goals and their items state.
    mutating func findIndicators() {
        for (index, goal) in draft.goals.enumerated() {
            propose(from: goal.text, goal: index, line: goal.line)
            for item in goal.items { propose(from: item.text, goal: index, line: item.line) }
        }
    }

    private mutating func propose(from text: String, goal: Int, line: Int) {
        for (target, sentence) in IndicatorSentence.all(in: text) {
            if let printed = target.misprint {
                draft.warnings.append(.misprint(line: line, printed: printed, understood: target.title))
            }
            draft.indicators.append(
                PlanDraft.ProposedIndicator(
                    title: target.title.isEmpty ? draft.goals[goal].title : target.title, target: target.target, unit: target.unit,
                    comparison: target.comparison, sourceText: sentence, goal: goal))
        }
    }
}
