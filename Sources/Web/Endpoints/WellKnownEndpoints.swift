internal import Kernel
internal import Markup
internal import Storage

/// For search engines and for who finds a weakness.
enum WellKnownEndpoints {
    static let robots = Endpoint(.get, "/robots.txt", .everyone, .bytes("給搜尋引擎的規則", ["text/plain"])) { call in
        .bytes(
            Array(
                "User-agent: *\nDisallow: /account\nDisallow: /sign-in\nDisallow: /language/\nDisallow: /theme/\nSitemap: \(call.city.address)/sitemap.xml\n"
                    .utf8),
            type: "text/plain; charset=utf-8")
    }

    /// RFC 9116. It must not look stale, so it ends a year from the day it is read.
    static let security = Endpoint(.get, "/.well-known/security.txt", .everyone, .bytes("通報資安弱點的管道", ["text/plain"])) { call in
        let expiry = call.city.clock.now().adding(seconds: 365 * 24 * 3600)
        let text = """
            Contact: \(call.city.securityContact)
            Expires: \(expiry)
            Preferred-Languages: zh-TW, en
            Canonical: \(call.city.address)/.well-known/security.txt

            """
        return .bytes(Array(text.utf8), type: "text/plain; charset=utf-8")
    }

    /// sitemaps.org 0.9: at most 50,000 addresses.
    static let sitemap = Endpoint(.get, "/sitemap.xml", .everyone, .bytes("網站地圖", ["application/xml"])) { call in
        let modules = call.city.modules
        let pages = try await call.store.read { db in try modules.flatMap { try $0.sitemap(db) } }.prefix(50_000)
        var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + #"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#
        // LocalURL is percent-encoded, so only & needs an escape.
        for page in pages { text += "<url><loc>\(call.city.address)\(page.text.replacing("&", with: "&amp;"))</loc></url>\n" }
        return .bytes(Array((text + "</urlset>\n").utf8), type: "application/xml; charset=utf-8")
    }
}
