internal import Formats
public import Kernel
public import Logging

/// The city on the web: every endpoint behind the same guards.
public struct Site: Sendable {
    public struct Options: Sendable {
        /// Host names and ports the site may be asked for by; anything else is refused.
        public var hosts: Set<String>
        /// Addresses of reverse proxies whose `X-Forwarded-For` is believed.
        public var trustedProxies: Set<String>
        /// Where Debian's `libjs-bootstrap5` put its stylesheet.
        public var bootstrapCSS: String

        public init(hosts: Set<String>, trustedProxies: Set<String> = [], bootstrapCSS: String = Site.debianBootstrapCSS) {
            self.hosts = hosts
            self.trustedProxies = trustedProxies
            self.bootstrapCSS = bootstrapCSS
        }
    }

    public static let debianBootstrapCSS = "/usr/share/javascript/bootstrap5/css/bootstrap.min.css"

    public let city: City
    public let options: Options
    let assets: Assets
    let authorizer: Authorizer
    let sessions: Sessions
    let limiter: RateLimiter
    let hub: EventHub
    let metrics: Metrics
    let logger: Logger

    /// - Throws: ``AssetError`` when a stylesheet is missing.
    public init(city: City, options: Options, logger: Logger) throws {
        self.city = city
        self.options = options
        self.logger = logger
        assets = try Assets(bootstrapCSS: options.bootstrapCSS)
        authorizer = Authorizer(grants: city.grants, scopes: city.modules.flatMap(\.scopes))
        sessions = Sessions(city: city)
        limiter = RateLimiter(clock: city.clock)
        hub = EventHub(city: city)
        metrics = Metrics(endpoints: city.endpoints.map(\.name))
    }

    /// Whether visitors reach it over https, so that cookies may be `__Host-`.
    var isSecure: Bool { city.address.hasPrefix("https://") }

    func words(_ language: Language) -> Words { Words(language, english: city.english) }
}
