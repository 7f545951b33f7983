internal import Kernel

/// Problems of the wire itself.
enum WebProblem {
    static let wrongHost = Problem(421, "wrong-host", "這裡不是您要找的網站", "請用公告的網址連線。")
    static let badQueryEncoding = Problem(400, "bad-query", "網址裡有不正確的編碼", "請檢查網址問號後面的部分。")

    static let tooSlow = Problem(408, "too-slow", "傳送太慢", "請在網路穩定時再送一次。")

    static func methodNotAllowed(_ methods: [Endpoint.Method]) -> Problem {
        var problem = Problem(405, "method-not-allowed", "這個網址不能這樣使用", "請看回應的 Allow 標頭。")
        var allowed = Set(methods.map(\.rawValue))
        if allowed.contains("GET") { allowed.insert("HEAD") }
        problem.headers["Allow"] = allowed.sorted().joined(separator: ", ")
        return problem
    }
}
