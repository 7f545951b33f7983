internal import Markup
public import Storage

/// One request to an endpoint, after its access was granted.
public struct Call: Sendable {
    public let city: City
    public let granted: Granted
    public let request: IncomingRequest
    /// Values of the path parameters, percent-decoded and checked to be keys.
    public let parameters: [String: String]
    /// Says phrases in the reader's language.
    public let t: Words
    /// The token that a form of this visitor must carry. Masked anew for every page, so that compression cannot leak it (BREACH).
    public let formToken: @Sendable () -> String
    /// What the visitor sent; read once.
    public let body: @Sendable () async throws -> Submission

    /// The web adapter's own view of the request, for its own pages (signing in, files); modules have no use for it.
    package let adapter: any Sendable

    public init(
        city: City, granted: Granted, request: IncomingRequest, parameters: [String: String], t: Words, adapter: any Sendable,
        formToken: @escaping @Sendable () -> String, body: @escaping @Sendable () async throws -> Submission
    ) {
        self.adapter = adapter
        self.city = city
        self.granted = granted
        self.request = request
        self.parameters = parameters
        self.t = t
        self.formToken = formToken
        self.body = body
    }

    public var store: Store { city.store }

    /// The value of a path parameter.
    /// - Throws: ``Problem/notFound`` when the endpoint has no such parameter.
    public func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw Problem.notFound }
        return value
    }

    /// The size of a page of a list.
    /// - Throws: ``Problem`` 400 when it is no whole number from 1 to 200.
    public func limit(or standard: Int) throws -> Int {
        guard let text = request.query["limit"] else { return standard }
        guard let number = Int(text), (1...200).contains(number) else { throw Problem.badQuery("limit", "請填 1 到 200 的整數。") }
        return number
    }
}

/// What came over the wire, without its body.
public struct IncomingRequest: Sendable {
    public let method: Endpoint.Method
    public let path: String
    public let query: [String: String]
    /// Lower-case names.
    public let headers: [String: String]
    public let cookies: [String: String]
    /// Whose connection it is: the address, or what the trusted proxy says it is.
    public let client: String
    public let id: String

    public init(
        method: Endpoint.Method, path: String, query: [String: String], headers: [String: String], cookies: [String: String], client: String,
        id: String
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.cookies = cookies
        self.client = client
        self.id = id
    }
}
