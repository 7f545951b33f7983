public import Markup
public import Storage

/// Something that can be begun from the page of a record, brought by a module that the page does not know: 新增指標.
public struct ThreadAction: Contribution {
    public let title: Phrase
    public let icon: StaticString
    /// The kinds of records it can begin from.
    public let kinds: Set<String>
    /// Shown only to who holds it.
    public let permission: Permission
    public let url: @Sendable (_ reference: Reference) -> LocalURL

    public init(
        _ title: Phrase, icon: StaticString, on kinds: Set<String>, permission: Permission,
        url: @escaping @Sendable (_ reference: Reference) -> LocalURL
    ) {
        self.title = title
        self.icon = icon
        self.kinds = kinds
        self.permission = permission
        self.url = url
    }
}
