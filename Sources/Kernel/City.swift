public import Formats
public import Storage

/// Everything a handler may use: the record, the clock, the settings, and what the modules brought. Made once, in App.
public struct City: Sendable {
    /// As in the masthead: 臺南市政府.
    public let government: String
    /// 研究發展考核委員會
    public let commission: String
    /// Where the site is reached, without a slash at the end: `https://…`. Absolute addresses in feeds and sitemaps begin with it.
    public let address: String
    /// Where to report a weakness, as a URI: `mailto:…` (RFC 9116).
    public let securityContact: String
    /// The program's version.
    public let version: String
    public let store: Store
    public let clock: Clock
    public let settings: Settings
    /// The office calendar as the record has it.
    public let calendars = OfficeCalendars()
    public let modules: [Module]
    public let grants: [Grant]
    public let english: Catalogue
    public let passwords: Passwords
    /// Nil where no way of sending mail is configured: then people are told in the program alone.
    public let mailer: Mailer?
    /// Nil where none is configured: then files say that nobody has looked into them.
    public let scanner: FileScanner?
    /// Nil where no office program is installed: then documents are offered as ODT and ODS alone.
    public let printer: PDFPrinter?
    let contributed: Contributions

    public init(
        government: String, commission: String, address: String, securityContact: String, version: String, store: Store, clock: Clock,
        settings: Settings, modules: [Module],
        grants: [Grant], english: Catalogue, passwords: Passwords, mailer: Mailer? = nil, scanner: FileScanner? = nil,
        printer: PDFPrinter? = nil
    ) {
        self.government = government
        self.commission = commission
        self.address = address
        self.securityContact = securityContact
        self.version = version
        self.store = store
        self.clock = clock
        self.settings = settings
        self.modules = modules
        self.grants = grants
        self.english = english
        self.passwords = passwords
        self.mailer = mailer
        self.scanner = scanner
        self.printer = printer
        contributed = Contributions(modules)
    }

    /// The same city at another moment; for what is told as if it had happened then.
    public func at(_ now: Instant) -> City {
        City(
            government: government, commission: commission, address: address, securityContact: securityContact, version: version, store: store,
            clock: .fixed(now), settings: settings, modules: modules, grants: grants, english: english, passwords: passwords, mailer: mailer,
            scanner: scanner, printer: printer)
    }

    /// The same city with one module more; for examples, tests and measuring.
    public func with(_ module: Module) -> City {
        City(
            government: government, commission: commission, address: address, securityContact: securityContact, version: version, store: store,
            clock: clock, settings: settings, modules: modules + [module], grants: grants, english: english, passwords: passwords, mailer: mailer,
            scanner: scanner, printer: printer)
    }

    public var endpoints: [Endpoint] { modules.flatMap(\.endpoints) }
    public var jobs: [JobKind] { modules.flatMap(\.jobs) }
    public var topics: [Topic] { modules.flatMap(\.topics) }
    /// Every rule there is: the kernel's own, then each module's.
    public var declaredSettings: [Setting] { KernelSettings.all + modules.flatMap(\.settings) }
    public var permissions: [Permission] { modules.flatMap(\.permissions) }
}
