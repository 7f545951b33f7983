/// An address of this site: a path from the root, with query and fragment. Values in its literal are percent-encoded, so a key can never add a
/// path step, a query or another host.
///
/// ```swift
/// let page: LocalURL = "/plans/\(plan)/items/\(item)"
/// ```
public struct LocalURL: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    public let text: String

    public init(stringLiteral literal: StaticString) {
        self.init(trusted: literal.description)
    }

    public init(stringInterpolation: Interpolation) {
        self.init(trusted: stringInterpolation.text)
    }

    /// For an address that came from outside, such as the page to return to after signing in.
    /// - Returns: nil unless it stays on this site.
    public init?(checking text: String) {
        guard text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2048 else { return nil }
        // Browsers read a backslash as a slash and drop control characters, so either could turn `/x` into another host.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return nil }
        self.text = text
    }

    private init(trusted text: String) {
        let first = text.utf8.first
        precondition(first == UInt8(ascii: "/") || first == UInt8(ascii: "#") || first == UInt8(ascii: "?"), "not a local address: \(text)")
        precondition(text.utf8.dropFirst().first != UInt8(ascii: "/") || first != UInt8(ascii: "/"), "not a local address: \(text)")
        self.text = text
    }

    public var description: String { text }

    /// The same address with its query replaced. Pairs whose value is nil are left out.
    public func with(query: [(String, String?)]) -> LocalURL {
        let path = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let pairs = query.compactMap { name, value in value.map { Self.encode(name) + "=" + Self.encode($0) } }
        return LocalURL(trusted: pairs.isEmpty ? String(path) : path + "?" + pairs.joined(separator: "&"))
    }

    /// The same address with more in its query, before its fragment. Pairs whose value is nil are left out.
    public func adding(query: [(String, String?)]) -> LocalURL {
        let pairs = query.compactMap { name, value in value.map { Self.encode(name) + "=" + Self.encode($0) } }
        guard !pairs.isEmpty else { return self }
        let halves = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = halves.count == 2 ? "#" + halves[1] : ""
        return LocalURL(trusted: halves[0] + (halves[0].contains("?") ? "&" : "?") + pairs.joined(separator: "&") + fragment)
    }

    public struct Interpolation: StringInterpolationProtocol {
        private var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }

        public mutating func appendLiteral(_ literal: StaticString) { literal.withUTF8Buffer { bytes.append(contentsOf: $0) } }
        public mutating func appendInterpolation(_ value: String) { LocalURL.encode(value, into: &bytes) }
        public mutating func appendInterpolation(_ value: Int) { bytes += String(value).utf8 }
        public mutating func appendInterpolation(_ url: LocalURL) { bytes += url.text.utf8 }
    }

    /// Everything but RFC 3986's unreserved characters becomes `%XX`.
    private static func encode(_ value: String) -> String {
        var result: [UInt8] = []
        encode(value, into: &result)
        return String(decoding: result, as: UTF8.self)
    }

    private static func encode(_ value: String, into bytes: inout [UInt8]) {
        for byte in value.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hex(byte >> 4))
                bytes.append(hex(byte & 15))
            }
        }
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10 }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) && byte >= 0x41 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }
}

/// An address elsewhere that a reader may safely follow.
public struct ExternalURL: Sendable, Hashable {
    public let text: String

    /// - Returns: nil unless the scheme is https, http, mailto or tel and nothing in it could end an attribute or hide a control character.
    public init?(checking text: String) {
        let lower = text.lowercased()
        guard ["https://", "http://", "mailto:", "tel:"].contains(where: lower.hasPrefix) else { return nil }
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") }) else {
            return nil
        }
        self.text = text
    }
}
