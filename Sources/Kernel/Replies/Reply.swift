public import Formats
public import Markup
public import Storage

/// What an endpoint answers.
public struct Reply: Sendable {
    public enum Body: Sendable {
        case none
        case page(Page)
        case bytes([UInt8], type: String)
        case events(EventStream)
        case file(FileReply)
    }

    public var status: Int
    public var body: Body
    public var headers: [(String, String)] = []
    public var cookies: [Cookie] = []

    public init(status: Int, body: Body) {
        self.status = status
        self.body = body
    }

    public static func page(_ page: Page) -> Reply { Reply(status: page.status, body: .page(page)) }

    public static func json(_ json: JSON) -> Reply { Reply(status: 200, body: .bytes(json.utf8(), type: "application/json")) }

    /// A table for a spreadsheet or a program.
    public static func csv(_ bytes: [UInt8], name: String) -> Reply {
        var reply = Reply(status: 200, body: .bytes(bytes, type: "text/csv; charset=utf-8; header=present"))
        // Names are made of our own keys: ASCII letters, digits, dots and hyphens.
        reply.headers.append(("Content-Disposition", "inline; filename=\"\(name)\""))
        return reply
    }

    /// A file to keep, not to look at in the browser.
    /// - Parameter name: made of our own keys, as for ``csv(_:name:)``.
    public static func download(_ bytes: [UInt8], type: String, name: String) -> Reply {
        var reply = Reply.bytes(bytes, type: type)
        reply.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
        return reply
    }

    public static func bytes(_ bytes: [UInt8], type: String) -> Reply { Reply(status: 200, body: .bytes(bytes, type: type)) }

    /// A stored file, from a sandbox.
    public static func file(_ attachment: Attachment) -> Reply { Reply(status: 200, body: .file(FileReply(attachment))) }

    /// Events as they happen.
    /// - Parameter show: what this reader may be told of an event; nil is nothing.
    public static func events(
        _ topics: Set<Topic>, show: @escaping @Sendable (RelayedEvent) async throws -> EventStream.Message?
    ) -> Reply {
        var reply = Reply(status: 200, body: .events(EventStream(topics, show: show)))
        // A proxy that collects before it sends would keep what is live until it is stale.
        reply.headers = [("Cache-Control", "no-store"), ("X-Accel-Buffering", "no")]
        return reply
    }

    /// After a form was accepted: see the result there (RFC 9110 §15.4.4).
    public static func seeOther(_ url: LocalURL) -> Reply {
        var reply = Reply(status: 303, body: .none)
        reply.headers.append(("Location", url.text))
        return reply
    }
}

/// A cookie of ours: always HttpOnly, SameSite=Lax and for the whole site; the Web adapter adds `__Host-` and Secure where the site is on https.
public struct Cookie: Sendable {
    public let name: String
    /// Letters, digits, `-` and `_`.
    public let value: String
    /// Seconds; 0 removes it; nil keeps it until the browser closes.
    public let maxAge: Int?

    public init(_ name: StaticString, _ value: String, maxAge: Int?) {
        self.name = name.description
        self.value = value
        self.maxAge = maxAge
    }
}
