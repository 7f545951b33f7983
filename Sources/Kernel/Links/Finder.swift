public import Storage

/// Finds records by words, for pages that let one choose a record of any kind. Brought by whoever keeps the index.
public struct Finder: Contribution {
    /// The best first; only what the viewer may see.
    public let find: @Sendable (_ words: String, _ view: Noun.View, _ limit: Int, _ db: any Reader) throws -> [Glance]
    /// What shares words, agency or place with a record: proposals that a person confirms.
    public let alike: @Sendable (_ reference: Reference, _ view: Noun.View, _ limit: Int, _ db: any Reader) throws -> [Glance]

    public init(
        find: @escaping @Sendable (_ words: String, _ view: Noun.View, _ limit: Int, _ db: any Reader) throws -> [Glance],
        alike: @escaping @Sendable (_ reference: Reference, _ view: Noun.View, _ limit: Int, _ db: any Reader) throws -> [Glance]
    ) {
        self.find = find
        self.alike = alike
    }
}
