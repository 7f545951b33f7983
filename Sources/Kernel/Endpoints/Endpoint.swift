/// An address, who may call it, what it says about itself, and what it does. The router, the OpenAPI document, the docs and the walk tests are
/// all made from the list of these, so nothing answers that is not in it.
public struct Endpoint: Sendable {
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"

        /// Changes nothing (RFC 9110 §9.2.1), so it needs no token against forged requests.
        public var isSafe: Bool { self == .get }
    }

    public typealias Handler = @Sendable (Call) async throws -> Reply

    public let method: Method
    /// Steps between slashes; `{plan}` is a parameter.
    public let path: String
    public let access: Access
    public let doc: Doc
    public let handler: Handler

    public init(_ method: Method, _ path: StaticString, _ access: Access, _ doc: Doc, handler: @escaping Handler) {
        self.method = method
        self.path = path.description
        self.access = access
        self.doc = doc
        self.handler = handler
        switch access {
        case .holdsOn(_, let parameter), .isParty(to: let parameter):
            precondition(parameters.contains(parameter), "\(path) has no parameter \(parameter)")
        case .everyone, .signedIn, .holds: break
        }
    }

    /// The names in braces, in order.
    public var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// `GET /plans/{plan}`
    public var name: String { "\(method.rawValue) \(path)" }
}
