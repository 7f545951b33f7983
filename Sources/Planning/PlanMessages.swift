public import Formats

/// Why a document cannot be taken for a plan.
public enum PlanError: Error, Sendable, Equatable {
    /// Fewer than two parts of a plan were found, or neither priorities nor goals. Names those that were not.
    case notAPlan(notFound: [PlanPart])
    /// A report without a single heading.
    case noHeadings

    public func message(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.notAPlan(let parts), .chinese):
            "這份文件不像施政計畫：找不到\(parts.map { "「\($0.chinese)」" }.joined(separator: "、"))。"
        case (.noHeadings, .chinese): "這份文件沒有章節標題，看不出報告的結構。"
        case (.noHeadings, .english): "This document has no headings, so it shows no structure of a report."
        case (.notAPlan(let parts), .english):
            "This document does not look like a plan: it has no \(parts.map(\.english).joined(separator: ", no "))."
        }
    }
}

/// What a person should look at before accepting a plan. Lines count from 1.
public enum PlanWarning: Sendable, Equatable {
    case outline(OutlineWarning)
    /// The document names another agency than it was imported for.
    case otherAgency(printed: String)
    /// The document names other 民國 years than it was imported for.
    case otherYears(printed: ClosedRange<Int>)
    case missing(PlanPart)
    /// A second 使命 or 願景; the first counts, the other is among the leftovers.
    case repeated(PlanPart, line: Int)
    case noPerspective(line: Int, goal: String)
    /// The goals stand under a heading that names both kinds and are not told apart; all were taken for key goals.
    case kindUnclear(line: Int)
    /// The source's own misprint: the text stays, the indicator's title is put right.
    case misprint(line: Int, printed: String, understood: String)

    /// Nil for what is missing.
    public var line: Int? {
        switch self {
        case .outline(let warning): warning.line
        case .missing, .otherAgency, .otherYears: nil
        case .repeated(_, let line), .noPerspective(let line, _), .kindUnclear(let line), .misprint(let line, _, _): line
        }
    }

    public func message(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.outline(let warning), _): warning.message(language)
        case (.otherAgency(let printed), .chinese): "文件寫的機關是「\(printed)」，和您選的不同。"
        case (.otherAgency(let printed), .english): "The document names another agency: \(printed)."
        case (.otherYears(let printed), .chinese): "文件寫的年度是 \(printed.lowerBound) 至 \(printed.upperBound)，和您填的不同。"
        case (.otherYears(let printed), .english): "The document names other ROC years: \(printed.lowerBound)–\(printed.upperBound)."
        case (.missing(let part), .chinese): "找不到「\(part.chinese)」。"
        case (.missing(let part), .english): "There is no \(part.english)."
        case (.repeated(let part, let line), .chinese): "第 \(line) 行又有一個「\(part.chinese)」，只採用前一個。"
        case (.repeated(let part, let line), .english): "Line \(line): another \(part.english); the first one was taken."
        case (.noPerspective(let line, let goal), .chinese): "第 \(line) 行目標「\(goal)」未註明面向。"
        case (.noPerspective(let line, let goal), .english): "Line \(line): the goal \(goal) names no perspective (面向)."
        case (.kindUnclear(let line), .chinese): "第 \(line) 行以下未區分關鍵策略目標與共同性目標，均視為關鍵策略目標。"
        case (.kindUnclear(let line), .english): "Line \(line): key and common goals are not told apart here; all were taken for key goals."
        case (.misprint(let line, let printed, let understood), .chinese): "第 \(line) 行的「\(printed)」應為「\(understood)」，原文保留。"
        case (.misprint(let line, let printed, let understood), .english):
            "Line \(line): \(printed) is understood as \(understood); the text is kept."
        }
    }
}
