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
    /// The ending of the path, such as `.csv`, where that is a form in which it is answered.
    let formByName: AnswerForm?
    /// The path with its query, to come back to.
    let pathAndQuery: String

    /// - Parameter forms: in which the endpoints at this path can answer beside their own.
    init(_ request: Request, peer: String, parameters: Parameters, proxies: Set<String>, forms: [AnswerForm]) {
        method = request.method
        path = request.uri.path
        pathAndQuery = path + (request.uri.query.map { "?" + $0 } ?? "")
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
        let ending = path.split(separator: ".").last
        formByName = forms.first { $0.rawValue == ending ?? "" }
        var values: [String: String] = [:]
        var areKeys = true
        for (name, value) in parameters {
            guard var text = URLEncoded.percentDecoded(value) else { areKeys = false; break }
            if let formByName, path.hasSuffix("/" + value), text.hasSuffix(".\(formByName)") {
                text.removeLast(formByName.rawValue.count + 1)
            }
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
    /// RFC 6265 §5.4; the first of two cookies with one name wins, as browsers send the more specific one first. Only blank and tab are trimmed:
    /// a name that differs by any other white space is another name, or a neighbouring site could plant a `__Host-` cookie of ours.
    static func parse(_ header: String?) -> [String: String] {
        guard let header else { return [:] }
        var cookies: [String: String] = [:]
        for pair in header.split(separator: ";") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            let name = trimmed(pair[..<equals])
            if cookies[name] == nil { cookies[name] = trimmed(pair[pair.index(after: equals)...]) }
        }
        return cookies
    }

    private static func trimmed(_ text: Substring) -> String {
        var bytes = text.utf8[...]
        while bytes.first == 0x20 || bytes.first == 0x09 { bytes.removeFirst() }
        while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
        return String(Substring(bytes))
    }
}

enum ClientAddress {
    /// The last address in `X-Forwarded-For` that is not one of our own proxies, if the peer is one; else the peer.
    static func of(peer: String, forwardedFor: String?, trusted: Set<String>) -> String {
        guard trusted.contains(peer), let forwardedFor else { return peer }
        let hops = forwardedFor.split(separator: ",").map { $0.trimmingBlanks() }
        return hops.last { !trusted.contains($0) } ?? peer
    }

    /// What is counted as one neighbour: an IPv4 address, or an IPv6 network of 64 bits, which is the least that one household has.
    static func neighbour(_ address: String) -> String {
        guard address.contains(":") else { return address }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false).map { $0.split(separator: ":").map(String.init) }
        let head = halves.first ?? []
        let tail = halves.count > 1 ? halves[1] : []
        let middle = halves.count > 1 ? Array(repeating: "0", count: max(0, 8 - head.count - tail.count)) : []
        return (head + middle + tail).prefix(4).joined(separator: ":") + "::/64"
    }
}
