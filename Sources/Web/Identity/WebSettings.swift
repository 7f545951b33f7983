internal import Kernel

/// The rules of the web's own doors.
enum WebSettings {
    static let signInAttempts = Setting(
        "web.signInAttempts", "登入失敗幾次後暫停", standard: 10, unit: "次／15 分鐘",
        source: "研考平台預設值；資通安全責任等級分級辦法附表十（帳戶鎖定）為 5 次以上，可依機關規定調整", range: 3...100)
    static let writesPerMinute = Setting(
        "web.writesPerMinute", "同一位址每分鐘最多送出幾次", standard: 120, unit: "次／分鐘", source: "研考平台預設值", range: 10...100_000)
    static let sessionHours = Setting(
        "web.sessionHours", "登入後多久要重新登入", standard: 12, unit: "小時", source: "研考平台預設值（一個工作日）", range: 1...720)
    static let passwordLength = Setting(
        "web.passwordLength", "密碼至少幾個字元", standard: 12, unit: "字元", source: "NIST SP 800-63B-4 §3.1.1.2（8 以上，單獨使用時 15）；預設取 12",
        range: 8...64)

    static let all = [signInAttempts, writesPerMinute, sessionHours, passwordLength]
}
