public import Formats
public enum GoalKind: String, Sendable, CaseIterable { case key, common }
public enum Perspective: String, Sendable, CaseIterable { case businessResults, administrativeEfficiency, organizationalLearning, financialManagement }
public enum Comparison: String, Sendable, CaseIterable { case atLeast, atMost, equal }
public struct PlanDraft: Sendable {
    public struct Priority: Sendable { public let number: Int, title: String, text: String }
    public struct Item: Sendable { public let number: Int, text: String }
    public struct Goal: Sendable { public let kind: GoalKind, perspective: Perspective?, number: Int, title: String, text: String, items: [Item] }
    public struct Indicator: Sendable { public let title: String, target: Double, unit: String, comparison: Comparison, sourceText: String, goal: Int, goalKind: GoalKind }
    public let title: String, mission: String, vision: String, priorities: [Priority], goals: [Goal], indicators: [Indicator]
}
public struct PlanReadingError: Error { public let chinese = "", english = "" }
public enum PlanReader { public static func read(_ o: Outline) throws -> PlanDraft { throw PlanReadingError() } }
