/// 機關: a public body. Its codes come from the official list, never from a guess.
public struct Agency: Sendable, Equatable {
    /// Our own key, short and stable: `rdec`.
    public let id: String
    /// 機關代碼, ten characters, where the official list gives one: `395002900-`.
    public let code: String?
    public let name: String
    /// What people call it: 研考會.
    public let shortName: String

    public init(id: String, code: String?, name: String, shortName: String) {
        self.id = id
        self.code = code
        self.name = name
        self.shortName = shortName
    }
}
