internal import Kernel

/// The rules of the web's own doors.
enum WebSettings {
    static let signInAttempts = Setting(
        "web.signInAttempts", "同一帳號登入失敗幾次後暫停 15 分鐘", standard: 5, unit: "次／15 分鐘",
        source: "資通安全責任等級分級辦法附表十：身分驗證失敗達五次後，至少十五分鐘內不允許該帳號繼續嘗試登入", range: 3...100)
    static let signInAttemptsPerAddress = Setting(
        "web.signInAttemptsPerAddress", "同一位址登入失敗幾次後暫停 15 分鐘", standard: 50, unit: "次／15 分鐘",
        source: "研考平台預設值；一個機關的同仁可能共用一個對外位址", range: 3...10_000)
    static let writesPerMinute = Setting(
        "web.writesPerMinute", "同一位址每分鐘最多送出幾次", standard: 120, unit: "次／分鐘", source: "研考平台預設值", range: 10...100_000)
    static let sessionHours = Setting(
        "web.sessionHours", "登入後多久要重新登入", standard: 12, unit: "小時", source: "研考平台預設值（一個工作日）", range: 1...720)
    static let passwordLength = Setting(
        "web.passwordLength", "密碼至少幾個字元", standard: 12, unit: "字元", source: "NIST SP 800-63B-4 §3.1.1.2（8 以上，單獨使用時 15）；預設取 12",
        range: 8...64)

    static let streamsPerPerson = Setting(
        "web.streamsPerPerson", "同一帳號最多同時開幾條即時連線", standard: 12, unit: "條連線", source: "研考平台預設值；每個開著的分頁一條", range: 1...1000)
    static let streamsPerAddress = Setting(
        "web.streamsPerAddress", "同一位址未登入的訪客最多同時開幾條即時連線", standard: 100, unit: "條連線",
        source: "研考平台預設值；一個機關的同仁可能共用一個對外位址", range: 1...10_000)
    static let streams = Setting(
        "web.streams", "一個節點最多同時開幾條即時連線", standard: 2000, unit: "條連線", source: "研考平台預設值；一個節點最多 8192 條連線，其餘留給一般請求",
        range: 1...8000)
    static let streamHeartbeat = Setting(
        "web.streamHeartbeat", "即時連線沒有消息時，每隔多久送一次訊號並重新檢查權限", standard: 15, unit: "秒鐘",
        source: "WHATWG HTML 標準〈Server-sent events〉建議約 15 秒", range: 1...60)

    static let all = [
        signInAttempts, signInAttemptsPerAddress, writesPerMinute, sessionHours, passwordLength, streamsPerPerson, streamsPerAddress, streams,
        streamHeartbeat,
    ]
}
