internal import Kernel

/// The numbers of assessment that are rules.
enum AssessmentSettings {
    private static let assumed: Phrase = "研考平台預設值；請依本府施政計畫考核規定填寫"

    static let selfDays = Setting("planning.selfAssessmentDays", "機關自評幾天內送出", standard: 30, unit: "日曆天", source: assumed, range: 1...180)
    static let initialDays = Setting("planning.initialReviewDays", "研考會初核幾天內完成", standard: 30, unit: "日曆天", source: assumed, range: 1...180)
    static let objectionDays = Setting("planning.objectionDays", "機關收到複核結果後幾天內可以申復", standard: 10, unit: "日曆天", source: assumed, range: 1...60)
    static let cap = Setting("planning.scoreCap", "計分時，單一指標的達成率最多算到", standard: 100, unit: "%", source: assumed, range: 100...200)
    static let excellent = Setting("planning.gradeExcellent", "考核優等：總分至少", standard: 90, unit: "分", source: assumed, range: 1...200)
    static let good = Setting("planning.gradeGood", "考核甲等：總分至少", standard: 80, unit: "分", source: assumed, range: 1...200)
    static let fair = Setting("planning.gradeFair", "考核乙等：總分至少（低於此為丙等）", standard: 70, unit: "分", source: assumed, range: 1...200)

    static let all = [selfDays, initialDays, objectionDays, cap, excellent, good, fair]
}
