internal import Foundation

/// 中程施政計畫: what an agency promises for four years, line by line.
public struct Plan: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        /// Seen by those who work on it.
        case draft
        case published
    }

    /// Agency and years, `rdec-111-114`: stable, and part of every address of its lines.
    public let id: String
    public let agency: String
    public let agencyName: String
    public let title: String
    /// ROC years, as the plan prints them (111 is 2022).
    public let years: ClosedRange<Int>
    public let status: Status
    public let mission: String
    public let vision: String
    /// Changes with the content, for ETags and for "nothing changed".
    public let digest: String
    /// 1 for what was imported first, one more for each other content that was accepted since.
    public let version: Int
    /// The published plan that this draft is to replace; nil for a plan of its own.
    public let revises: String?

    /// The title without the name of the agency, which stands beside it everywhere: 中程施政計畫.
    var shortTitle: String {
        guard let place = title.range(of: agencyName), place.upperBound < title.endIndex else { return title }
        return String(title[place.upperBound...])
    }

    /// `rdec-111-114`
    static func id(agency: String, years: ClosedRange<Int>) -> String { "\(agency)-\(years.lowerBound)-\(years.upperBound)" }

    /// The key of the one draft that may stand beside a published plan: `rdec-111-114.draft`.
    static func revision(of id: String) -> String { id + ".draft" }

    /// The plan that such a draft is beside; the plan itself for any other key.
    static func base(of id: String) -> String { id.hasSuffix(".draft") ? String(id.dropLast(6)) : id }
}

/// One line of a plan that can be pointed at.
public struct PlanLine: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// 施政重點
        case priority
        /// 策略目標
        case goal
        /// 工作項目
        case item
    }

    /// Kind and place in the first document that had it: `p1`, `g4`, `g4-7`, `c2`. The line keeps it from version to version as long as its text is
    /// nearly the same (``LineMatching``), wherever it stands then, and no other line of the plan ever gets it.
    public let id: String
    public let kind: Kind
    /// The goal an item belongs to.
    public let parent: String?
    public let number: Int
    public let goalKind: GoalKind?
    public let perspective: Perspective?
    public let title: String
    public let text: String
    /// Four characters or so, where someone gave it one: 開放資料.
    public let shortName: String?
}

/// A target that the plan's own text states, proposed until somebody adopts it.
public struct ProposedIndicator: Sendable, Equatable {
    public let id: String
    /// The goal whose text states it.
    public let line: String
    public let title: String
    public let target: Double
    public let unit: String
    public let comparison: Comparison
    public let sourceText: String
}

/// A plan with everything in it, in the order of its text.
public struct PlanContent: Sendable, Equatable {
    public let plan: Plan
    public let lines: [PlanLine]
    public let indicators: [ProposedIndicator]

    public var priorities: [PlanLine] { lines.filter { $0.kind == .priority } }
    public func goals(_ kind: GoalKind) -> [PlanLine] { lines.filter { $0.kind == .goal && $0.goalKind == kind } }
    public func items(of goal: String) -> [PlanLine] { lines.filter { $0.kind == .item && $0.parent == goal } }

    /// Each goal of a kind with its items, which follow it directly in the order of the text.
    func goalsWithItems(_ kind: GoalKind) -> [(goal: PlanLine, items: ArraySlice<PlanLine>)] {
        lines.indices.filter { lines[$0].kind == .goal && lines[$0].goalKind == kind }.map { place in
            (lines[place], lines[(place + 1)...].prefix { $0.kind == .item })
        }
    }

    public func line(_ id: String) -> PlanLine? { lines.first { $0.id == id } }
    public func indicators(of line: String) -> [ProposedIndicator] { indicators.filter { $0.line == line } }
}
