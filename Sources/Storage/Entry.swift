/// A typed address of anything the platform knows: `planning/plan/rdec-111-114`.
public struct Reference: Sendable, Hashable, CustomStringConvertible, Bindable, Readable {
    public let text: String

    /// - Parameters:
    ///   - kind: module and noun, `planning/plan`.
    ///   - id: the noun's key.
    public init(_ kind: StaticString, _ id: String) {
        text = "\(kind)/\(id)"
    }

    package init(kind: RecordKind, _ id: String) {
        text = "\(kind.name)/\(id)"
    }

    /// - Returns: nil unless it is module, noun and key.
    public init?(parsing text: String) {
        let steps = text.split(separator: "/", omittingEmptySubsequences: false)
        guard steps.count >= 3, steps.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
    }

    /// Module and noun: `planning/plan`.
    public var kind: String { text.split(separator: "/", maxSplits: 2).prefix(2).joined(separator: "/") }

    /// The noun's key; it may hold slashes.
    public var id: String { text.split(separator: "/", maxSplits: 2).dropFirst(2).joined() }

    public var description: String { text }
    public var value: Value { .text(text) }

    public init?(value: Value) {
        guard case .text(let text) = value else { return nil }
        self.text = text
    }
}

/// Who writes: a person (with the one acted for, 代理), or the program itself.
public struct Actor: Sendable, Equatable {
    public let reference: Reference
    public let actingFor: Reference?

    public init(_ reference: Reference, actingFor: Reference? = nil) {
        self.reference = reference
        self.actingFor = actingFor
    }

    /// The command line, used by whoever may log in to the machine.
    public static let operatorAtConsole = Actor(Reference("system", "console"))
}

/// Why a write happens: `planning.importPlan`. Constant, so that entries can be counted and translated.
public struct Reason: Sendable, Equatable, ExpressibleByStringLiteral {
    public let text: String

    public init(stringLiteral text: StaticString) {
        self.text = text.description
    }
}

/// What a write tells the ledger about: what was touched, and a digest or small fact. Never personal data: that stays in the record.
public struct Change: Sendable, Equatable {
    public let reference: Reference
    /// Facts that may be public for ever, such as `status` → `published` or a hash of imported rows.
    public let facts: [(String, String)]
    /// The record is erased by law: row, salt and past.
    package let isErasure: Bool

    /// - Precondition: no fact is called `reference` or `record`, which the entry says itself.
    public init(_ reference: Reference, _ facts: [(String, String)] = []) {
        precondition(facts.allSatisfy { $0.0 != "reference" && $0.0 != "record" }, "a fact has a name that the entry uses itself")
        self.init(reference, facts, isErasure: false)
    }

    /// Erasing a record with personal data. The closure deletes its rows; ``Store`` removes the salt and what the past knows, and refuses when a row is
    /// still there.
    /// - Parameter facts: such as the law it rests on, and nothing about the person.
    public static func erasing(_ reference: Reference, _ facts: [(String, String)] = []) -> Change { Change(reference, facts, isErasure: true) }

    private init(_ reference: Reference, _ facts: [(String, String)], isErasure: Bool) {
        self.reference = reference
        self.facts = facts
        self.isErasure = isErasure
    }

    public static func == (left: Change, right: Change) -> Bool {
        left.reference == right.reference && left.isErasure == right.isErasure && left.facts.elementsEqual(right.facts) { $0 == $1 }
    }
}

/// What happens without an entry, and why that is right. A write is exempt only through one of these.
public struct Exemption: Sendable, Hashable {
    public let name: String
    public let why: String

    public init(_ name: StaticString, why: StaticString) {
        self.name = name.description
        self.why = why.description
    }

    /// Sign-ins come and go by the thousand and prove nothing about the city.
    public static let session = Exemption("session", why: "sign-ins and their attempts are bookkeeping and expire")
    /// The schema is described by its migrations, which carry their own checksums.
    public static let migration = Exemption("migration", why: "migrations record themselves with their checksums")
    /// The order of the entries cannot itself be an entry.
    public static let ledger = Exemption("ledger", why: "order, tree and signed heads are made of entries, and verify checks them against each other")
    /// What a job does has its own entries.
    public static let job = Exemption("job", why: "the queue is bookkeeping; what a job does leaves its own entries")

    /// What somebody has read or watches, and how they want to be told.
    public static let reading = Exemption("reading", why: "what a person has read, watches and wants to be told is that person's own bookkeeping")

    /// What a subscriber writes while it reads events is its place and its own index or queue.
    public static let subscriber = Exemption(
        "subscriber", why: "how far a subscriber has read, and what it makes of events: an index or a queue, which can be made anew")

    /// Bytes prove themselves: they are kept under their hash.
    public static let file = Exemption(
        "file", why: "a file's bytes are kept under their own hash, and what a scanner says can be asked again; what refers to them has entries")

    /// Sums say nothing that the rows they are made of do not say.
    public static let tally = Exemption(
        "tally", why: "sums over the record, kept so that nobody has to count a million rows; they can be made anew from it")

    public static let all: [Exemption] = [.session, .migration, .ledger, .job, .reading, .subscriber, .file, .tally]
}
