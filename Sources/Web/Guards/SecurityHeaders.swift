/// The headers of every reply. The policy allows nothing inline, nothing from elsewhere, and no framing.
enum SecurityHeaders {
    private static let policy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    private static let common: [(String, String)] = [
        ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        ("Permissions-Policy", "camera=(), geolocation=(self), microphone=()"),
    ]

    static func all(isSecure: Bool) -> [(String, String)] {
        isSecure ? common + [("Strict-Transport-Security", "max-age=31536000")] : common
    }
}
