/// The parts that a plan is made of, recognised by the words of their headings.
public enum PlanPart: Sendable, CaseIterable {
    case mission
    case vision
    case priorities
    case keyGoals
    case commonGoals

    public var chinese: String {
        switch self {
        case .mission: "使命"
        case .vision: "願景"
        case .priorities: "施政重點"
        case .keyGoals: "關鍵策略目標"
        case .commonGoals: "共同性目標"
        }
    }

    public var english: String {
        switch self {
        case .mission: "mission (使命)"
        case .vision: "vision (願景)"
        case .priorities: "priorities (施政重點)"
        case .keyGoals: "key strategic goals (關鍵策略目標)"
        case .commonGoals: "common goals (共同性目標)"
        }
    }

    /// Words of which a heading has one. The plans of other agencies and years name the same part otherwise.
    private var words: [String] {
        switch self {
        case .mission: ["使命"]
        case .vision: ["願景"]
        case .priorities: ["施政重點", "優先發展課題", "發展課題", "施政主軸", "重點施政"]
        case .keyGoals: ["策略目標", "績效目標", "施政目標"]
        case .commonGoals: ["共同性目標", "共同目標"]
        }
    }

    /// All parts that a heading names; 關鍵策略目標及共同性目標 names two. None when it is a sentence that only happens to have such a word.
    static func named(by heading: String) -> [PlanPart] {
        let heading = heading.folded
        guard !heading.contains("，"), !heading.contains(",") else { return [] }
        return allCases.filter { part in
            // 各機關, 未來四年, 111-114年度 and the like stand before the word, hardly anything after it.
            part.words.contains { word in heading.contains(word) && heading.count <= word.count + 16 }
        }
    }

    /// A heading that ran together with the text under it, which only mission and vision do: the rest of the text.
    static func opening(_ text: String) -> (part: PlanPart, rest: String)? {
        for part in [mission, vision] where text.hasPrefix(part.chinese) {
            return (part, String(text.dropFirst(part.chinese.count)))
        }
        return nil
    }
}

extension String {
    /// Without blanks, 台 as 臺, letters, digits and brackets in half width: for comparing headings.
    var folded: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar {
            case "台": result.append("臺")
            case "，", "：": result.append(scalar)
            case "！"..."～": result.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Without blanks at either end.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
