internal import Kernel
internal import Markup
internal import Storage

/// What was published lately, for feed readers (RFC 4287).
enum PlanFeed {
    static let feed = Endpoint(.get, "/plans/feed", .everyone, .bytes("計畫訂閱（Atom）", ["application/atom+xml"])) { call in
        let latest = try await call.store.point { try PlanQueries.latest(50, $0) }
        let address = call.city.address
        let entries: [HTML] = latest.map { entry in
            let url = address + PlanURL.plan(entry.plan.id).text
            return #"""
                <entry><id>\#(url)</id><title>\#(entry.plan.agencyName) \#(entry.plan.shortTitle) \#(entry.plan.years.lowerBound)–\#(entry.plan.years.upperBound)</title><updated>\#(entry.at.description)</updated>\#(link(url, rel: "alternate"))<summary>\#(entry.plan.mission)</summary></entry>
                """#
        }
        // An empty feed has been so since its site began: a fixed moment keeps the answer the same from request to request.
        let updated = latest.first?.at ?? Instant(milliseconds: 0)
        let feed: HTML = #"""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(call.t.language.tag)"><id>\#(address)\#(PlanURL.feed.text)</id><title>\#(call.t("施政計畫"))｜\#(call.city.government)</title><updated>\#(updated.description)</updated><author><name>\#(call.city.government)</name></author>\#(link(address + PlanURL.feed.text, rel: "self"))\#(entries)</feed>
            """#
        return .bytes(Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + feed.bytes, type: "application/atom+xml; charset=utf-8")
    }

    /// The site's own address is configured; were it no web address, the feed would do without links rather than carry a wrong one.
    private static func link(_ url: String, rel: String) -> HTML? {
        ExternalURL(checking: url).map { #"<link rel="\#(rel)" href="\#($0)"/>"# }
    }
}
