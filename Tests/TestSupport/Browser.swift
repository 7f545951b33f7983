import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
public import Web

/// A visitor without a socket: keeps cookies, follows nothing by itself, and goes through the same router that the server mounts.
public final class Browser: @unchecked Sendable {
    // Used from one test at a time.
    private let responder: any HTTPResponder<SiteContext>
    private let host: String
    public var cookies: [String: String] = [:]

    public struct Answer: Sendable {
        public let status: Int
        public let headers: [String: String]
        public let bytes: [UInt8]
        /// Every `Set-Cookie`, as it came.
        public let setCookies: [String]
        public var text: String { String(decoding: bytes, as: UTF8.self) }
        public var location: String? { headers["location"] }
    }

    public init(_ site: Site, host: String = "127.0.0.1:8080") {
        responder = site.router().buildResponder()
        self.host = host
    }

    public func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer { try await send("GET", path, headers) }

    /// Sends a form with the token that the page at `tokenFrom` carries; nil sends none.
    public func post(_ path: String, _ values: [String: String], tokenFrom page: String?, _ headers: [String: String] = [:]) async throws -> Answer {
        var values = values
        if let page { values["_token"] = try await token(on: page) }
        let body = values.map { "\(Self.encode($0.key))=\(Self.encode($0.value))" }.joined(separator: "&")
        return try await send("POST", path, ["content-type": "application/x-www-form-urlencoded"].merging(headers) { $1 }, Array(body.utf8))
    }

    /// The first form token on a page.
    public func token(on page: String) async throws -> String {
        try await hidden("_token", on: page)
    }

    /// The value of the first hidden field of this name on a page.
    public func hidden(_ name: String, on page: String) async throws -> String {
        let text = try await get(page).text
        guard let place = text.range(of: #"name="\#(name)" value=""#) else { return "" }
        return String(text[place.upperBound...].prefix { $0 != "\"" })
    }

    public func signIn(_ handle: String) async throws -> Answer {
        try await post("/sign-in", ["handle": handle, "password": TestCity.password(of: handle)], tokenFrom: "/sign-in")
    }

    public func send(_ method: String, _ path: String, _ headers: [String: String] = [:], _ body: [UInt8] = []) async throws -> Answer {
        let (answer, content) = try await open(method, path, headers, body)
        // What never ends is listened to by a test of its own.
        if answer.headers["content-type"] == "text/event-stream" { return answer }
        let collected = Collected()
        try await content.write(collected)
        return Answer(
            status: answer.status, headers: answer.headers, bytes: collected.bytes.withLockedValue { $0 }, setCookies: answer.setCookies)
    }

    /// The head of the answer, and its content as it is still to be sent.
    func open(
        _ method: String, _ path: String, _ headers: [String: String], _ body: [UInt8] = []
    ) async throws -> (answer: Answer, content: ResponseBody) {
        var fields = HTTPFields()
        for (name, value) in headers where name != "host" {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if !cookies.isEmpty { fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        let head = HTTPRequest(
            method: .init(rawValue: method) ?? .get, scheme: "http", authority: headers["host"] ?? host, path: path, headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let channel = EmbeddedChannel()
        let context = SiteContext(source: ApplicationRequestContextSource(channel: channel, logger: Logger(label: "test")))
        let response = try await responder.respond(to: request, context: context)
        remember(response.headers)
        var answer: [String: String] = [:]
        for field in response.headers { answer[field.name.canonicalName] = field.value }
        return (
            Answer(status: response.status.code, headers: answer, bytes: [], setCookies: response.headers[values: .setCookie]), response.body
        )
    }

    private func remember(_ headers: HTTPFields) {
        for value in headers[values: .setCookie] {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = pair.first else { continue }
            cookies[name] = value.contains("Max-Age=0") ? nil : pair.count > 1 ? pair[1] : ""
        }
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

private struct Collected: ResponseBodyWriter {
    let bytes = NIOLockedValueBox<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws { bytes.withLockedValue { $0 += buffer.readableBytesView } }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
