public import Formats

/// 機關: a public body. Its codes come from the official list, never from a guess.
public struct Agency: Sendable, Equatable {
    /// Our own key, short and stable: `rdec`.
    public let id: String
    /// 機關代碼, ten characters, where the official list gives one: `395002900-`.
    public let code: String?
    public let name: String
    /// What people call it: 研考會.
    public let shortName: String
    /// Its first day; nil when it was there before anybody noted it.
    public let validFrom: CivilDate?
    /// The first day it is no more; nil while nobody knows of one.
    public let validTo: CivilDate?
    /// The body that took its work over.
    public let successor: String?

    public init(
        id: String, code: String?, name: String, shortName: String, validFrom: CivilDate? = nil, validTo: CivilDate? = nil, successor: String? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.shortName = shortName
        self.validFrom = validFrom
        self.validTo = validTo
        self.successor = successor
    }

    /// Whether it exists on a day. What refers to it stays readable on every day.
    public func isValid(on day: CivilDate) -> Bool { validFrom.map { $0 <= day } ?? true && validTo.map { $0 > day } ?? true }
}
