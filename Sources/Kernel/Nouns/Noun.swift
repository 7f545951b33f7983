public import Markup
public import Storage

/// What a module tells about a kind of its records, so that links, threads and search can show them without knowing the module.
public struct Noun: Contribution {
    /// Module and noun, as in references: `matters/matter`.
    public let kind: String
    /// 案件
    public let title: Phrase
    /// Of the line icons.
    public let icon: StaticString
    /// What the records are in a line each, for many at once: one query however many. Those that are gone, or that the viewer may not see, are left out.
    public let glance: @Sendable (_ ids: [String], _ view: View, _ db: any Reader) throws -> [Glance]
    /// Whether anyone may see it; nil when there is no such record.
    public let isPublic: @Sendable (_ id: String, _ db: any Reader) throws -> Bool?
    /// What an entry of the ledger did to one of them, in a sentence, from its reason and its facts; nil for what is not worth a line,
    /// or not for those who do not work for the city.
    public let tells: @Sendable (_ reason: String, _ facts: [String: String], _ isStaff: Bool) -> Phrase?
    /// What a record is a part of, such as the goal of a plan's line; nil for what stands by itself.
    public let whole: @Sendable (_ id: String, _ db: any Reader) throws -> Reference?

    /// For whom, and as of when.
    public struct View: Sendable {
        public let city: City
        public let granted: Granted
        public let asOf: AsOf

        public init(city: City, granted: Granted, asOf: AsOf = .now) {
            self.city = city
            self.granted = granted
            self.asOf = asOf
        }

        public var person: SignedInPerson? { granted.person }
    }

    public init(
        _ kind: StaticString, _ title: Phrase, icon: StaticString,
        isPublic: @escaping @Sendable (_ id: String, _ db: any Reader) throws -> Bool?,
        whole: @escaping @Sendable (_ id: String, _ db: any Reader) throws -> Reference? = { _, _ in nil },
        tells: @escaping @Sendable (_ reason: String, _ facts: [String: String], _ isStaff: Bool) -> Phrase? = { _, _, _ in "有變動" },
        glance: @escaping @Sendable (_ ids: [String], _ view: View, _ db: any Reader) throws -> [Glance]
    ) {
        self.isPublic = isPublic
        self.tells = tells
        self.whole = whole
        self.kind = kind.description
        self.title = title
        self.icon = icon
        self.glance = glance
    }
}

/// A small picture of how a record stands, such as a course over time, in the reader's language.
public protocol GlanceFigure: Sendable {
    func html(_ t: Words) -> HTML
}

/// One record in one line.
public struct Glance: Sendable {
    public let reference: Reference
    /// In the record's own words.
    public let title: String
    public let url: LocalURL
    /// 案號, 四.7 or whatever people call it by.
    public var number: String?
    /// Whose it is: the key of an agency.
    public var agency: String?
    /// How it stands.
    public var light: Light?
    /// How it stands, in a word: 列管中.
    public var state: Phrase?
    /// Its latest change.
    public var changedAt: Instant?
    /// Made up, to show how it works.
    public var isSample = false
    /// A small picture beside it.
    public var figure: (any GlanceFigure)?

    public init(_ reference: Reference, title: String, url: LocalURL) {
        self.reference = reference
        self.title = title
        self.url = url
    }
}

extension City {
    /// The noun of a reference, when a module brought one.
    public func noun(of reference: Reference) -> Noun? { contributions(Noun.self).first { $0.kind == reference.kind } }

    /// Whether anyone may see a record; nil when there is none, or no module knows its kind.
    public func isPublic(_ reference: Reference, _ db: any Reader) throws -> Bool? { try noun(of: reference)?.isPublic(reference.id, db) }

    /// What many records of any kind are, by reference: a query a kind. Those that are gone, or that the viewer may not see, are left out.
    public func glances(at references: [Reference], _ view: Noun.View, _ db: any Reader) throws -> [Reference: Glance] {
        var glances: [Reference: Glance] = [:]
        for (kind, some) in Dictionary(grouping: Set(references), by: \.kind).sorted(by: { $0.key < $1.key }) {
            guard let noun = contributions(Noun.self).first(where: { $0.kind == kind }) else { continue }
            for glance in try noun.glance(some.map(\.id).sorted(), view, db) { glances[glance.reference] = glance }
        }
        return glances
    }
}
