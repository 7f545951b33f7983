internal import Kernel

/// Cookies as they stand in headers. `__Host-` needs https, so a demo on http has plain names.
enum CookieNames {
    static func session(_ isSecure: Bool) -> String { isSecure ? "__Host-session" : "session" }
    static func visit(_ isSecure: Bool) -> String { isSecure ? "__Host-visit" : "visit" }

    /// The names that carry secrets get the prefix; `language` and `theme` do not.
    static func render(_ cookie: Cookie, isSecure: Bool) -> String {
        let isSecret = cookie.name == "session" || cookie.name == "visit" || cookie.name == "half-session"
        var text = (isSecret && isSecure ? "__Host-" : "") + cookie.name + "=" + cookie.value + "; Path=/; SameSite=Lax; HttpOnly"
        if isSecure { text += "; Secure" }
        if let maxAge = cookie.maxAge { text += "; Max-Age=\(maxAge)" }
        return text
    }
}
