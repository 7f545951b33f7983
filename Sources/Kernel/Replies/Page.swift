public import Markup

/// A page for people: what stands between the masthead and the footer, and what the frame needs to know about it.
public struct Page: Sendable {
    public var status = 200
    /// In the title bar, before the name of the site.
    public let title: String
    /// The way home; the last step is this page.
    public let crumbs: [Crumb]
    /// The menu entry that is marked as the place where one is.
    public let menu: String?
    public let body: HTML
    /// Machine-readable companions, such as a feed.
    public var alternates: [Alternate] = []
    /// What search engines show.
    public var summary: String?
    public var isPrivate = false
    public var frame = Frame.portal
    /// Names of ES modules that make it more comfortable; it works without them.
    public var scripts: [String] = []

    public init(title: String, crumbs: [Crumb] = [], menu: String? = nil, body: HTML) {
        self.title = title
        self.crumbs = crumbs
        self.menu = menu
        self.body = body
    }

    /// What stands around it.
    public enum Frame: Sendable {
        /// The public site.
        case portal
        /// The officers' workspace: denser, with its own menu, and never in a shared cache.
        case workspace
        /// Nothing: for a frame on somebody else's page, the only pages that may be framed.
        case embedded
    }

    public struct Crumb: Sendable {
        public let title: String
        public let url: LocalURL?

        public init(_ title: String, _ url: LocalURL? = nil) {
            self.title = title
            self.url = url
        }
    }

    public struct Alternate: Sendable {
        public let type: String
        public let title: String
        public let url: LocalURL

        public init(type: String, title: String, url: LocalURL) {
            self.type = type
            self.title = title
            self.url = url
        }
    }
}
