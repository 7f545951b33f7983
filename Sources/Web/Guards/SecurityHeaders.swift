internal import HTTPTypes

/// The headers of every reply. The policy allows nothing inline, nothing from elsewhere, and no framing.
enum SecurityHeaders {
    private static let rules = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 
        """

    private static let common: [(String, String)] = [
        ("Content-Security-Policy", rules + "'none'"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        ("Permissions-Policy", "camera=(), geolocation=(self), microphone=()"),
    ]

    // Checked and put together once, not for every reply.
    private static let onHTTP = HTTPFields(pairs: common)
    private static let onHTTPS = HTTPFields(pairs: common + [("Strict-Transport-Security", "max-age=31536000")])

    /// Of a page made to be framed by anyone: it has no form, no script and nothing of the reader's own.
    static func letBeFramed(_ headers: inout HTTPFields) {
        headers[.contentSecurityPolicy] = rules + "*"
        if let old = HTTPField.Name("X-Frame-Options") { headers[old] = nil }
    }

    static func all(isSecure: Bool) -> HTTPFields { isSecure ? onHTTPS : onHTTP }
}

extension HTTPFields {
    /// Leaves out what is no header name.
    init(pairs: [(String, String)]) {
        self.init(pairs.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } })
    }

    mutating func add(_ name: HTTPField.Name, _ value: String) { append(HTTPField(name: name, value: value)) }
}
