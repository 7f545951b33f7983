internal import Kernel
internal import Markup
internal import Storage

/// Heads for feed readers (RFC 4287): whoever keeps them can later show that nothing before was changed.
enum LedgerFeed {
    static let feed = Endpoint(.get, "/ledger/feed", .everyone, .bytes("紀錄簿的樹頭（Atom）", ["application/atom+xml"])) { call in
        let heads = try await call.store.point { try LedgerQueries.heads(before: nil, limit: 50, $0) }
        let address = call.city.address
        let entries: [HTML] = heads.map { head in
            #"""
            <entry><id>\#(address)\#(LedgerURL.page.text)#\#(head.at.description)</id><title>\#(call.t("\(head.size) 筆"))</title><updated>\#(head.at.description)</updated><content type="text">\#(head.note)</content></entry>
            """#
        }
        let updated = heads.first?.at ?? Instant(milliseconds: 0)
        let link = ExternalURL(checking: address + LedgerURL.feed.text).map { #"<link rel="self" href="\#($0)"/>"# as HTML }
        let feed: HTML = #"""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(call.t.language.tag)"><id>\#(address)\#(LedgerURL.feed.text)</id><title>\#(call.t("紀錄簿的樹頭"))｜\#(call.city.government)</title><updated>\#(updated.description)</updated><author><name>\#(call.city.government)</name></author>\#(link)\#(entries)</feed>
            """#
        return .bytes(Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + feed.bytes, type: "application/atom+xml; charset=utf-8")
    }
}
