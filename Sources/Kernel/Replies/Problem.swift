/// Why a request cannot be answered as asked, in words for the person who asked. Becomes an error page, or an RFC 9457 problem for programs.
public struct Problem: Error, Sendable, Equatable {
    public let status: Int
    /// A stable word for programs: `not-found`.
    public let kind: String
    public let title: Phrase
    public let detail: Phrase
    public var headers: [String: String] = [:]

    public init(_ status: Int, _ kind: StaticString, _ title: Phrase, _ detail: Phrase) {
        self.status = status
        self.kind = kind.description
        self.title = title
        self.detail = detail
    }

    public static let notFound = Problem(404, "not-found", "找不到這一頁", "網址可能打錯了，內容也可能已移動，或不對您公開。")
    public static let signInNeeded = Problem(401, "sign-in-needed", "請先登入", "這一頁需要登入後才能使用。如果您正在填表單，請在另一個分頁登入，再回到表單送出。")
    public static let forbidden = Problem(403, "forbidden", "您沒有這項權限", "如果工作需要，請向機關的系統管理者申請。")
    public static let forged = Problem(403, "forged", "無法確認這份表單是您送出的", "頁面可能開太久了。請回到上一頁，先複製您填的內容，重新整理後再送一次。")
    /// - Parameter minutes: until another try is taken.
    public static func tooMany(minutes: Int) -> Problem { Problem(429, "too-many", "操作太頻繁", "請於 \(minutes) 分鐘後再試。") }
    public static let tooLarge = Problem(413, "too-large", "內容太大", "超過這一頁能接受的大小。")
    public static let badBody = Problem(400, "bad-body", "無法解讀送出的內容", "表單的編碼不正確。")
    public static let unsupportedBody = Problem(
        415, "unsupported-body", "不接受這種內容格式", "請用表單（application/x-www-form-urlencoded 或 multipart/form-data）送出。")
    public static let busy = Problem(503, "busy", "系統忙碌中", "請過幾秒再試一次。")

    public static func badQuery(_ name: String, _ detail: Phrase) -> Problem { Problem(400, "bad-query", "網址裡的「\(name)」不正確", detail) }
}
