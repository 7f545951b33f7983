internal import HTTPTypes
internal import Kernel
internal import Storage
internal import Synchronization

/// One request on its way through the guards: what is known about it so far.
final class Visit: Sendable {
    struct State {
        var person: SignedInPerson?
        var granted: Granted?
        var session: String?
        var visitCookie: String?
        var newCookies: [Cookie] = []
        var usedToken = false
    }

    let arrival: Arrival
    let site: Site
    let id: String
    let language: Language
    let incoming: IncomingRequest
    private let state = Mutex(State())

    init(arrival: Arrival, site: Site) {
        self.arrival = arrival
        self.site = site
        id = UniqueID.make(at: site.city.clock.now())
        language = arrival.cookies["language"].flatMap(Language.init(rawValue:)) ?? Language(accepting: arrival.headers["accept-language"])
        var headers = arrival.headers
        if let form = arrival.formByName { headers["accept"] = form.mediaType }
        let method: Endpoint.Method = arrival.method == .head ? .get : Endpoint.Method(rawValue: arrival.method.rawValue) ?? .get
        incoming = IncomingRequest(
            method: method, path: arrival.path, query: arrival.query ?? [:], headers: headers, cookies: arrival.cookies, client: arrival.client,
            id: id)
    }

    var t: Words { site.words(language) }

    /// The endpoint method that answers; HEAD is answered by GET. Nil for a method no endpoint has.
    var method: Endpoint.Method? { arrival.method == .head ? .get : Endpoint.Method(rawValue: arrival.method.rawValue) }

    var person: SignedInPerson? {
        get { state.withLock { $0.person } }
        set { state.withLock { $0.person = newValue } }
    }

    /// What was granted for this request; nil before that, and on the page of a problem that came earlier.
    var granted: Granted? {
        get { state.withLock { $0.granted } }
        set { state.withLock { $0.granted = newValue } }
    }

    /// The secret cookie of the session, if the visitor has one that is valid.
    var session: String? {
        get { state.withLock { $0.session } }
        set { state.withLock { $0.session = newValue } }
    }

    var newCookies: [Cookie] { state.withLock { $0.newCookies } }

    /// Whether the page carries a token and so belongs to this visitor alone.
    var usedToken: Bool { state.withLock { $0.usedToken } }

    /// A fresh mask over the token of this visitor; a visitor who has no cookie yet gets one.
    func formToken() -> String {
        FormToken.masked(secret: formSecret(creating: true))
    }

    /// What the token is derived from: the session, or for visitors a cookie that means nothing else.
    func formSecret(creating: Bool) -> String {
        state.withLock { state in
            if creating { state.usedToken = true }
            if let session = state.session { return session }
            if let cookie = state.visitCookie ?? arrival.cookies[CookieNames.visit(site.isSecure)] { return cookie }
            guard creating else { return "" }
            let cookie = RandomToken.make()
            state.visitCookie = cookie
            state.newCookies.append(Cookie("visit", cookie, maxAge: nil))
            return cookie
        }
    }

    /// Programs get problems as JSON, people get pages.
    var isProgram: Bool {
        if arrival.path.hasPrefix("/api/") { return true }
        let accept = arrival.headers["accept"] ?? ""
        return accept.contains("application/json") && !accept.contains("text/html")
    }
}

extension Call {
    /// The visit that a page of the web's own serves.
    var visit: Visit {
        get throws {
            guard let visit = adapter as? Visit else { throw Problem.notFound }
            return visit
        }
    }
}
