internal import Kernel

extension Procedure {
    /// What is wrong with it as a value, in words for the developer; none when it can run. A test asks every procedure that a module brings.
    public var faults: [String] {
        var faults: [String] = []
        let ids = Set(states.map(\.id))
        if ids.count < states.count { faults.append("two states have one name") }
        if Set(actions.map(\.id)).count < actions.count { faults.append("two actions have one name") }
        if !states.contains(where: { $0.closes != nil }) { faults.append("it never ends") }
        if initial?.closes != nil { faults.append("it ends where it begins") }
        for action in actions { faults += self.faults(of: action, ids) }
        for state in states where state.closes == nil {
            if !actions.contains(where: { $0.from.contains(state.id) && ($0.to ?? state.id) != state.id }) {
                faults.append("nothing leads out of \(state.id)")
            }
            if state.turn == nil { faults.append("nobody's turn in \(state.id)") }
        }
        if let end = whenParentCloses, state(end)?.closes == nil { faults.append("it does not end in \(end)") }
        for lost in ids.subtracting(reached).subtracting([whenParentCloses].compactMap(\.self)).sorted() { faults.append("nothing leads to \(lost)") }
        for (version, map) in changes where version >= self.version || !Set(map.values).isSubset(of: ids) {
            faults.append("the way from version \(version) leads nowhere")
        }
        if parts == nil && actions.contains(where: { $0.kind == .ask }) { faults.append("it asks for parts and names no procedure for them") }
        return faults
    }

    /// The procedures whose matters it opens; each has to be there.
    public var opened: Set<String> {
        let effects = actions.flatMap(\.effects).compactMap { effect -> String? in if case .open(let id, _) = effect { id } else { nil } }
        return Set(effects).union([parts].compactMap(\.self))
    }

    private func faults(of action: Action, _ ids: Set<String>) -> [String] {
        var faults: [String] = []
        let wanted = action.from + (action.to.map { [$0] } ?? [])
        for id in wanted where !ids.contains(id) { faults.append("\(action.id) names \(id), which is no state") }
        for id in action.from where state(id)?.closes != nil { faults.append("\(action.id) begins in \(id), where it has ended") }
        if action.by.isEmpty { faults.append("nobody may \(action.id)") }
        if action.undo != nil && !action.effects.allSatisfy(\.canBeUndone) { faults.append("\(action.id) has effects that cannot be taken back") }
        if case .asked(let field)? = action.to.flatMap({ state($0)?.deadline }),
            let known = action.form.first(where: { $0.name == field.description })
        {
            if case .date = known.kind {} else { faults.append("\(action.id) asks for a deadline that is no date") }
        }
        return faults
    }

    /// The states one can come to from the first.
    private var reached: Set<String> {
        var reached = Set(initial.map { [$0.id] } ?? [])
        var last = 0
        while reached.count > last {
            last = reached.count
            for action in actions where !reached.isDisjoint(with: action.from) { if let to = action.to { reached.insert(to) } }
        }
        return reached
    }
}
