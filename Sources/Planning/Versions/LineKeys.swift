/// Gives the lines of a draft their keys: those they had in the version before, and for new lines keys that no line of the plan has ever had.
struct LineKeys {
    private let old: [PlanLine]
    private var used: Set<String>

    /// - Parameters:
    ///   - old: the lines of the version before; none for a new plan.
    ///   - retired: keys of lines that earlier versions had.
    init(old: [PlanLine] = [], retired: Set<String> = []) {
        self.old = old
        used = retired.union(old.map(\.id))
    }

    /// Keys for lines of one kind in their order.
    /// - Parameter texts: what each line says.
    /// - Returns: the old key where the line was there before.
    func known(_ kind: PlanLine.Kind, goals goalKind: GoalKind? = nil, _ texts: [String]) -> [String?] {
        let lines = old.filter { $0.kind == kind && (goalKind == nil || $0.goalKind == goalKind) }
        var matching = LineMatching(old: lines.map(\.wording))
        return matching.match(texts).map { $0.map { lines[$0].id } }
    }

    /// A key that is free, and from now on is not: `g4` with the number it stands at, or else the next above all that were used.
    mutating func fresh(_ prefix: String, _ number: Int) -> String {
        var key = prefix + String(number)
        if used.contains(key) {
            let numbers = used.compactMap { $0.hasPrefix(prefix) ? Int($0.dropFirst(prefix.count)) : nil }
            key = prefix + String((numbers.max() ?? 0) + 1)
        }
        used.insert(key)
        return key
    }
}

extension PlanLine {
    /// What the line says, by which it is known again.
    var wording: String { kind == .item ? text : title.isEmpty ? text : title + text }
}
