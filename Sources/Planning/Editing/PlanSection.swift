internal import Crypto
internal import Kernel

/// 節: the part of a draft that one person edits at a time, as fields and rows. Somebody who edits another part is in nobody's way.
struct PlanSection: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Title, 使命, 願景.
        case basics
        case priorities
        /// The goals of one kind: which there are, and in what order.
        case goals(GoalKind)
        /// One goal with its items.
        case goal(String)
        /// The targets that a goal's text states.
        case indicators(String)
    }

    /// A value that is edited: what it is called in the form and how it is asked for.
    struct Column: Sendable, Equatable {
        enum Input: Sendable, Equatable { case line, paragraph, number, perspective, comparison }

        let name: String
        let label: Phrase
        let input: Input
        var isRequired = true
        var maximum = 4000
    }

    struct Row: Sendable, Equatable {
        /// The key of the line; empty for one that is new.
        var key: String
        var values: [String: String]
    }

    let kind: Kind
    let headColumns: [Column]
    let rowColumns: [Column]
    var head: [String: String]
    var rows: [Row]

    /// More rows are no longer a form.
    static let mostRows = 300

    /// Changes with what it says: what an editor has seen.
    var digest: String {
        var pieces = headColumns.map { head[$0.name] ?? "" }
        for row in rows { pieces += [row.key] + rowColumns.map { row.values[$0.name] ?? "" } }
        let bytes = pieces.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        return SHA256.hash(data: bytes).prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Its name in addresses: `basics`, `priorities`, `goals`, `common`, `g4`, `g4.indicators`.
    var id: String { Self.id(kind) }

    static func id(_ kind: Kind) -> String {
        switch kind {
        case .basics: "basics"
        case .priorities: "priorities"
        case .goals(.key): "goals"
        case .goals(.common): "common"
        case .goal(let key): key
        case .indicators(let key): "\(key).indicators"
        }
    }

    /// - Returns: nil when the plan has no such part.
    static func kind(_ id: String, in content: PlanContent) -> Kind? {
        switch id {
        case "basics": return .basics
        case "priorities": return .priorities
        case "goals": return .goals(.key)
        case "common": return .goals(.common)
        default:
            let isAboutIndicators = id.hasSuffix(".indicators")
            let key = isAboutIndicators ? String(id.dropLast(11)) : id
            guard content.line(key)?.kind == .goal else { return nil }
            return isAboutIndicators ? .indicators(key) : .goal(key)
        }
    }

    /// All parts of a plan, in the order of its text.
    static func all(of content: PlanContent) -> [Kind] {
        func goals(_ kind: GoalKind) -> [Kind] { [.goals(kind)] + content.goals(kind).flatMap { [.goal($0.id), .indicators($0.id)] } }
        return [.basics, .priorities] + goals(.key) + goals(.common)
    }
}
