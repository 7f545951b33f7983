internal import HTTPTypes
internal import Kernel
internal import Markup

/// Every reply leaves through here: rendered, tagged, compressed and dressed with the same headers.
extension Site {
    private static let requestID = HTTPField.Name("X-Request-Id")

    func finish(_ reply: Reply, _ visit: Visit) async -> Outgoing {
        var headers = SecurityHeaders.all(isSecure: isSecure)
        headers.reserveCapacity(headers.count + reply.headers.count + 10)
        let own = HTTPFields(pairs: reply.headers)
        // What a reply says itself stands in place of what every reply says.
        for field in own where headers.contains(field.name) { headers[field.name] = nil }
        headers.append(contentsOf: own)
        var bytes: [UInt8] = []
        switch reply.body {
        case .none: break
        case .page(let page):
            bytes = frame(page, visit).bytes
            headers.add(.contentType, "text/html; charset=utf-8")
            headers.add(.contentLanguage, visit.language.tag)
            if page.frame == .embedded { SecurityHeaders.letBeFramed(&headers) }
        case .bytes(let content, let type):
            bytes = content
            headers.add(.contentType, type)
        case .file(let file): return self.file(file, reply, visit, headers)
        case .events: headers.add(.contentType, "text/event-stream")
        }
        let isPersonal = visit.person != nil || visit.usedToken || !reply.cookies.isEmpty
        if !headers.contains(.cacheControl) { headers.add(.cacheControl, isPersonal ? "private, no-cache" : "no-cache") }
        for cookie in visit.newCookies + reply.cookies { headers.add(.setCookie, CookieNames.render(cookie, isSecure: isSecure)) }
        if let name = Self.requestID { headers.add(name, visit.id) }
        if case .events = reply.body { return Outgoing(status: reply.status, headers: headers, bytes: []) }
        guard reply.status == 200, visit.method == .get else { return Outgoing(status: reply.status, headers: headers, bytes: bytes) }

        headers.add(.vary, "Accept, Accept-Encoding, Accept-Language, Cookie")
        if !isPersonal {
            let tag = ETag.weak(of: bytes)
            headers.add(.eTag, tag)
            if ETag.matches(tag, visit.arrival.headers["if-none-match"]) {
                // RFC 9110 §15.4.5: no content, and so nothing that describes it.
                headers.removeAll { $0.name == .contentType || $0.name == .contentLanguage }
                return Outgoing(status: 304, headers: headers, bytes: [])
            }
        }
        if let packed = await Gzip.packed(bytes, for: visit.arrival.headers["accept-encoding"], type: headers[.contentType]) {
            headers.add(.contentEncoding, "gzip")
            bytes = packed
        }
        return Outgoing(status: reply.status, headers: headers, bytes: bytes)
    }

    private func file(_ file: FileReply, _ reply: Reply, _ visit: Visit, _ common: HTTPFields) -> Outgoing {
        let head = FileHead(file.attachment, visit.arrival.headers)
        var headers = common
        for (name, value) in head.fields { if let name = HTTPField.Name(name) { headers[name] = value } }
        for cookie in visit.newCookies + reply.cookies { headers.add(.setCookie, CookieNames.render(cookie, isSecure: isSecure)) }
        if let name = Self.requestID { headers.add(name, visit.id) }
        var outgoing = Outgoing(status: head.status, headers: headers, bytes: [])
        if !head.range.isEmpty { outgoing.stream = FileStream(file: file.attachment.file, range: head.range, store: city.store) }
        return outgoing
    }
}
