internal import HTTPTypes
internal import Hummingbird
internal import Kernel
internal import NIOCore

/// A request as it came, taken apart once.
struct Arrival: Sendable {
    let method: HTTPRequest.Method
    let path: String
    /// Nil when the query is not percent-encoded UTF-8.
    let query: [String: String]?
    let headers: [String: String]
    let cookies: [String: String]
    let host: String
    let client: String
    /// Nil when a path parameter is not a key: then nothing can be there.
    let parameters: [String: String]?
    /// `.csv` stood at the end of the path.
    let wantsCSVByName: Bool

    init(_ request: Request, peer: String, parameters: Parameters, proxies: Set<String>, isSecure: Bool) {
        method = request.method
        path = request.uri.path
        query = URLEncoded.decode(Array((request.uri.query ?? "").utf8))
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            // A repeated field is a list (RFC 9110 §5.2); cookies are joined their own way (RFC 9113 §8.2.3).
            headers[name] = headers[name].map { $0 + (name == "cookie" ? "; " : ", ") + field.value } ?? field.value
        }
        self.headers = headers
        cookies = CookieHeader.parse(headers["cookie"])
        // The first Host field is the authority; one that is still here is a second, and no request has two (RFC 9112 §3.2).
        host = headers["host"] == nil ? (request.head.authority ?? "").lowercased() : ""
        client = ClientAddress.of(peer: peer, forwardedFor: headers["x-forwarded-for"], trusted: proxies)
        wantsCSVByName = path.hasSuffix(".csv")
        var values: [String: String] = [:]
        var areKeys = true
        for (name, value) in parameters {
            guard var text = URLEncoded.percentDecoded(value) else { areKeys = false; break }
            if wantsCSVByName && path.hasSuffix("/" + value) && text.hasSuffix(".csv") { text.removeLast(4) }
            if !Self.isKey(text) { areKeys = false }
            values[String(name)] = text
        }
        self.parameters = areKeys ? values : nil
    }

    /// Keys are ours: letters, digits, `.`, `-` and `_`, at most 100 of them. Whatever else stands in a path names nothing.
    private static func isKey(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100 && !text.hasPrefix(".")
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E
                    || byte == 0x5F
            }
    }
}

enum CookieHeader {
    /// RFC 6265 §5.4; the first of two cookies with one name wins, as browsers send the more specific one first.
    static func parse(_ header: String?) -> [String: String] {
        guard let header else { return [:] }
        var cookies: [String: String] = [:]
        for pair in header.split(separator: ";") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            let name = pair[..<equals].trimmingBlanks()
            if cookies[name] == nil { cookies[name] = pair[pair.index(after: equals)...].trimmingBlanks() }
        }
        return cookies
    }
}

enum ClientAddress {
    /// The last address in `X-Forwarded-For` that is not one of our own proxies, if the peer is one; else the peer.
    static func of(peer: String, forwardedFor: String?, trusted: Set<String>) -> String {
        guard trusted.contains(peer), let forwardedFor else { return peer }
        let hops = forwardedFor.split(separator: ",").map { $0.trimmingBlanks() }
        return hops.last { !trusted.contains($0) } ?? peer
    }
}
