internal import HTTPTypes
internal import Kernel
internal import Markup

/// Every reply leaves through here: rendered, tagged, compressed and dressed with the same headers.
extension Site {
    func finish(_ reply: Reply, _ visit: Visit) async -> Outgoing {
        var headers = reply.headers
        var bytes: [UInt8] = []
        switch reply.body {
        case .none: break
        case .page(let page):
            bytes = frame(page, visit).bytes
            headers.append(("Content-Type", "text/html; charset=utf-8"))
            headers.append(("Content-Language", visit.language.tag))
        case .bytes(let content, let type):
            bytes = content
            headers.append(("Content-Type", type))
        }
        let isPersonal = visit.person != nil || visit.usedToken || !reply.cookies.isEmpty
        if !headers.contains(where: { $0.0 == "Cache-Control" }) {
            headers.append(("Cache-Control", isPersonal ? "private, no-cache" : "no-cache"))
        }
        for cookie in visit.newCookies + reply.cookies { headers.append(("Set-Cookie", CookieNames.render(cookie, isSecure: isSecure))) }
        headers += SecurityHeaders.all(isSecure: isSecure)
        headers.append(("X-Request-Id", visit.id))
        guard reply.status == 200, visit.method == .get else { return Outgoing(status: reply.status, headers: headers, bytes: bytes) }

        headers.append(("Vary", "Accept, Accept-Encoding, Accept-Language, Cookie"))
        if !isPersonal {
            let tag = ETag.weak(of: bytes)
            headers.append(("ETag", tag))
            if ETag.matches(tag, visit.arrival.headers["if-none-match"]) {
                // RFC 9110 §15.4.5: no content, and so nothing that describes it.
                return Outgoing(status: 304, headers: headers.filter { $0.0 != "Content-Type" && $0.0 != "Content-Language" }, bytes: [])
            }
        }
        if let packed = await Gzip.packed(bytes, for: visit.arrival.headers["accept-encoding"], type: headers.first { $0.0 == "Content-Type" }?.1) {
            headers.append(("Content-Encoding", "gzip"))
            bytes = packed
        }
        return Outgoing(status: reply.status, headers: headers, bytes: bytes)
    }
}
