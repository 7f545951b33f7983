internal import Kernel

/// The numbers of monitoring that are rules.
enum MonitoringSettings {
    static let chaseBefore = Setting(
        "monitoring.chaseBefore", "期限前幾個工作天提醒承辦人", standard: 2, unit: "工作天", source: "研考平台預設值；各機關稽催要點得另訂", range: 0...30)
    static let chaseLate = Setting(
        "monitoring.chaseLate", "逾期幾個工作天稽催承辦人與機關首長", standard: 1, unit: "工作天", source: "研考平台預設值；各機關稽催要點得另訂", range: 1...30)
    static let escalate = Setting(
        "monitoring.escalate", "逾期幾個工作天請機關首長督導", standard: 5, unit: "工作天", source: "研考平台預設值；各機關稽催要點得另訂", range: 1...60)
    static let undoMinutes = Setting(
        "monitoring.undoMinutes", "送出後幾分鐘內可以收回", standard: 10, unit: "分鐘", source: "研考平台預設值", range: 1...60)

    static let writtenAnswer = Setting(
        "monitoring.writtenAnswer", "議會要求的書面答復幾日內送達", standard: 7, unit: "日", source: "公開的議會答復作業方式（未及答復的質詢七日內書面答復）", range: 1...60)
    static let lightSoon = Setting(
        "monitoring.lightSoon", "期限前幾日亮黃燈", standard: 7, unit: "日", source: "研考平台預設值；各機關管考作業規定得另訂", range: 0...60)

    static let all = [chaseBefore, chaseLate, escalate, undoMinutes, writtenAnswer, lightSoon]
}
