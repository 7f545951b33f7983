internal import Kernel

/// The numbers of planning that are rules.
enum PlanningSettings {
    private static let taichung: Phrase = "臺中市政府（改制前）中程施政計畫編審期程：機關研擬 1 個月、聯合審查 20 天、意見送還 20 天、修正 20 天；本府另訂者從其規定"

    static let draftDays = Setting("planning.draftDays", "機關編擬計畫幾天內送出", standard: 30, unit: "日曆天", source: taichung, range: 1...365)
    static let reviewDays = Setting("planning.reviewDays", "研考會審查計畫、送還意見幾天內完成", standard: 40, unit: "日曆天", source: taichung, range: 1...365)
    static let revisionDays = Setting("planning.revisionDays", "機關依意見修正計畫幾天內送出", standard: 20, unit: "日曆天", source: taichung, range: 1...365)
    static let chaseBefore = Setting(
        "planning.chaseBefore", "計畫編審期限前幾個工作天提醒", standard: 3, unit: "工作天", source: "研考平台預設值", range: 0...30)
    static let chaseLate = Setting("planning.chaseLate", "計畫編審逾期幾個工作天稽催", standard: 1, unit: "工作天", source: "研考平台預設值", range: 1...30)

    static let all = [draftDays, reviewDays, revisionDays, chaseBefore, chaseLate]
}
