public import Formats
public import Markup
public import Storage

/// What a module lets people find. One value for each kind of record whose entries say that something changed: a plan brings itself and its lines, a
/// meeting itself and its decisions.
public struct Searchable: Contribution {
    /// Of the record that entries name: `planning/plan`.
    public let kind: String
    /// What people filter by, in the order in which it is offered: kinds of documents with their names.
    public let kinds: [(kind: String, title: Phrase)]
    /// What can be found of a record as it stands; empty when it is gone.
    public let documents: @Sendable (_ id: String, _ city: City, _ db: any Reader) throws -> [SearchDocument]
    /// The keys of all records, in order, after one of them; for making the index anew.
    public let keys: @Sendable (_ after: String, _ limit: Int, _ city: City, _ db: any Reader) throws -> [String]

    public init(
        _ kind: StaticString, _ kinds: [(kind: String, title: Phrase)],
        keys: @escaping @Sendable (_ after: String, _ limit: Int, _ city: City, _ db: any Reader) throws -> [String],
        documents: @escaping @Sendable (_ id: String, _ city: City, _ db: any Reader) throws -> [SearchDocument]
    ) {
        self.kind = kind.description
        self.kinds = kinds
        self.keys = keys
        self.documents = documents
    }
}

/// One thing that search finds.
public struct SearchDocument: Sendable, Equatable {
    /// Who may find it. What somebody may read, but only as a party to it, is found by those parties.
    public enum Audience: Sendable, Hashable {
        case everyone
        /// Everyone who works for the city.
        case staff
        /// Who has an appointment there.
        case agency(String)
        /// Who holds any office in that role: `mayor`.
        case role(Role)
        case person(String)
    }

    /// `planning/item/rdec-111-114/g4-7`
    public let reference: Reference
    public let title: String
    /// What else it says.
    public let text: String
    public let url: LocalURL
    /// Any one of these is enough.
    public let audience: Set<Audience>
    /// 案號, 四.7 or whatever people call it by.
    public var number: String?
    /// Whose it is: the key of an agency.
    public var agency: String?
    /// What it is about in time; newer comes a little before older.
    public var date: CivilDate?
    /// Made up, to show how it works.
    public var isSample = false

    public init(_ reference: Reference, title: String, text: String, url: LocalURL, for audience: Set<Audience> = [.everyone]) {
        self.reference = reference
        self.title = title
        self.text = text
        self.url = url
        self.audience = audience
    }
}
