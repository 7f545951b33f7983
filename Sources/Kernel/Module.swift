public import Markup
public import Storage

/// What a module brings. One value a module; App lists them, the kernel never names one.
public struct Module: Sendable {
    /// `planning`
    public let name: String
    public let title: Phrase
    public let permissions: [Permission]
    public let settings: [Setting]
    public let migrations: [Migration]
    /// What entries commit to, of the tables it owns.
    public let records: [RecordKind]
    /// How it forgets a person.
    public let erasers: [Eraser]
    /// How it ends a person's sessions.
    public let signOut: (@Sendable (_ person: String, _ db: any Writer) throws -> Void)?
    /// Work that runs by itself.
    public let jobs: [JobKind]
    /// Who may read the files of what it owns.
    public let fileOwners: [FileOwner]
    /// What it emits.
    public let topics: [Topic]
    /// Who acts on events; jobs with topics need none.
    public let subscribers: [Subscriber]
    /// What it does when the office calendar changes, in the same transaction.
    public let calendarObservers: [CalendarObserver]
    /// What it does about the work of people and agencies that go, in the same transaction.
    public let staffObservers: [StaffObserver]
    public let endpoints: [Endpoint]
    public let scopes: [Scope]
    /// What it brings to the floors above the kernel: procedures, metrics, …
    public let contributions: [any Contribution]
    /// Entries of the public menu.
    public let menu: [MenuItem]
    /// Its `en.json`.
    public let english: [UInt8]
    /// Public pages for `/sitemap.xml`, at most as many as one sitemap takes (50,000).
    public let sitemap: @Sendable (any Reader) throws -> [LocalURL]

    public init(
        name: StaticString, title: Phrase, permissions: [Permission] = [], settings: [Setting] = [], migrations: [Migration] = [],
        records: [RecordKind] = [], erasers: [Eraser] = [],
        signOut: (@Sendable (_ person: String, _ db: any Writer) throws -> Void)? = nil, jobs: [JobKind] = [], fileOwners: [FileOwner] = [],
        topics: [Topic] = [], subscribers: [Subscriber] = [], calendarObservers: [CalendarObserver] = [], staffObservers: [StaffObserver] = [],
        endpoints: [Endpoint] = [],
        scopes: [Scope] = [],
        contributions: [any Contribution] = [],
        menu: [MenuItem] = [],
        english: [UInt8] = Array("{}".utf8),
        sitemap: @escaping @Sendable (any Reader) throws -> [LocalURL] = { _ in [] }
    ) {
        self.name = name.description
        self.title = title
        self.permissions = permissions
        self.settings = settings
        self.migrations = migrations
        self.records = records
        self.erasers = erasers
        self.signOut = signOut
        self.jobs = jobs
        self.fileOwners = fileOwners
        self.topics = topics
        self.subscribers = subscribers
        self.calendarObservers = calendarObservers
        self.staffObservers = staffObservers
        self.endpoints = endpoints
        self.scopes = scopes
        self.contributions = contributions
        self.menu = menu
        self.english = english
        self.sitemap = sitemap
    }
}

/// A place in a menu.
public struct MenuItem: Sendable {
    /// Where it stands.
    public enum Place: Sendable, Equatable {
        /// At the top of every public page, for everyone.
        case portal
        /// Beside every page of the officers' workspace.
        case desk(Group)
    }

    /// Under which heading of the workspace.
    public enum Group: Sendable, CaseIterable {
        /// One's own work.
        case work
        /// 業務
        case business
        /// 全府
        case city
        /// 系統管理
        case administration
    }

    /// What ``Page/menu`` names.
    public let id: String
    public let title: Phrase
    public let url: LocalURL
    public let place: Place
    /// Shown only to who holds it.
    public let permission: Permission?
    /// Of the line icons.
    public let icon: StaticString

    public init(
        _ id: StaticString, _ title: Phrase, _ url: LocalURL, in place: Place = .portal, icon: StaticString = "arrow", permission: Permission? = nil
    ) {
        self.place = place
        self.icon = icon
        self.id = id.description
        self.title = title
        self.url = url
        self.permission = permission
    }
}
