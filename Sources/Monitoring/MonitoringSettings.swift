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

    static let all = [chaseBefore, chaseLate, escalate, undoMinutes]
}
