/// Gives the lines of a draft their keys: those they had in the version before, and for new lines keys that no line of the plan has ever had.
struct LineKeys {
    private let old: [PlanLine]
    private var used: UsedKeys

    /// - Parameters:
    ///   - old: the lines of the version before; none for a new plan.
    ///   - retired: keys of lines that earlier versions had.
    init(old: [PlanLine] = [], retired: Set<String> = []) {
        self.old = old
        used = UsedKeys(retired.union(old.map(\.id)))
    }

    /// Keys for lines of one kind in their order.
    /// - Parameter texts: what each line says.
    /// - Returns: the old key where the line was there before.
    func known(_ kind: PlanLine.Kind, goals goalKind: GoalKind? = nil, _ texts: [String]) -> [String?] {
        let lines = old.filter { $0.kind == kind && (goalKind == nil || $0.goalKind == goalKind) }
        var matching = LineMatching(old: lines.map(\.wording))
        return matching.match(texts).map { $0.map { lines[$0].id } }
    }

    /// A key that no line of the plan has ever had.
    mutating func fresh(_ prefix: String, _ number: Int) -> String { used.fresh(prefix, number) }
}

/// Keys that were given to lines.
struct UsedKeys {
    private var keys: Set<String>
    /// The greatest number in use behind each prefix that was asked for.
    private var highest: [String: Int] = [:]

    init(_ keys: Set<String>) {
        self.keys = keys
    }

    /// A key that is free, and from now on is not: `g4`, with the number it stands at, or else the next above all that were used.
    mutating func fresh(_ prefix: String, _ number: Int) -> String {
        var key = prefix + String(number)
        if keys.contains(key) {
            let greatest = highest[prefix] ?? keys.compactMap { $0.hasPrefix(prefix) ? Int($0.dropFirst(prefix.count)) : nil }.max() ?? 0
            highest[prefix] = greatest + 1
            key = prefix + String(greatest + 1)
        } else if let greatest = highest[prefix] {
            highest[prefix] = max(greatest, number)
        }
        keys.insert(key)
        return key
    }
}

extension PlanLine {
    /// What the line says, by which it is known again.
    var wording: String { kind == .item ? text : title.isEmpty ? text : title + text }
}
