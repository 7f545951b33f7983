internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/threads?of=…`: what is tied to any record, for those whose own page does not show it.
enum ThreadPages {
    static let all = [show, group, feed]

    static let of = QueryParameter("of", "哪一筆紀錄，例如 planning/item/rdec-111-114/g4-7")

    static let show = Endpoint(.get, "/threads", .everyone, .page("連到一筆紀錄的所有東西", query: [of, Moment.parameter])) { call in
        let (reference, moment) = (try reference(call), try await call.moment())
        let (glance, thread, seal) = try await call.store.read { db in
            let glance = try visible(reference, moment, call, db)
            return (glance, try ThreadRecord.read(reference, moment, call, db), try LedgerSeal.find(reference, asOf: moment.asOf, db))
        }
        let t = call.t
        let title = t("連到「\(glance.title)」的東西")
        let noun = call.city.noun(of: reference).map { t($0.title) } ?? ""
        return .page(
            Page(
                title: title, crumbs: [.init(t("首頁"), "/"), .init(glance.title, moment.url(glance.url)), .init(t("連結"))],
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(noun)</p><h1>\#(title)</h1></header><div class="yk-linebar">\#(bar(reference, moment, call))\#(seal?.html(call))</div>
                    \#(ThreadView(thread, call).html())</div>
                    """#))
    }

    /// All of one kind, page by page.
    static let group = Endpoint(
        .get, "/threads/group", .everyone,
        .page("連到一筆紀錄的一種東西", query: [of, QueryParameter("kind", "哪一種，例如 matters/matter"), .after, Moment.parameter])
    ) { call in
        let (reference, moment, after) = (try reference(call), try await call.moment(), call.request.query["after"])
        guard let noun = call.city.contributions(Noun.self).first(where: { $0.kind == call.request.query["kind"] }) else { throw Problem.notFound }
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        let (glance, found, next) = try await call.store.read { db in
            let ends = try LinkQueries.ends(
                at: reference, of: noun.kind, isPublic: call.granted.person == nil ? true : nil, after: after, limit: 51, asOf: moment.asOf, db)
            let glances = try call.city.glances(at: ends.prefix(50).map(\.there), view, db)
            return (
                try visible(reference, moment, call, db), ends.prefix(50).compactMap { end in glances[end.there].map { (end, $0) } },
                ends.count > 50 ? ends[49].place : nil
            )
        }
        let t = call.t
        let title = t("「\(glance.title)」的\(t(noun.title))")
        let thread = ThreadRecord(reference: reference, groups: [], events: [], moment: moment)
        let list: HTML =
            found.isEmpty ? EmptyState(title: t("這裡沒有您看得到的東西"), text: t("回到上一頁看看別的。")).html : ThreadView(thread, call).rows(found)
        let pager = Pager(
            label: t("分頁"), first: after == nil ? nil : (t("從頭看"), moment.url(ThreadURL.group(reference, noun.kind))),
            next: next.map { (t("下一頁"), moment.url(ThreadURL.group(reference, noun.kind, after: $0))) })
        return .page(
            Page(
                title: title, crumbs: [.init(t("首頁"), "/"), .init(glance.title, moment.url(glance.url)), .init(t(noun.title))],
                body: #"<div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1></header>\#(list)\#(pager.html)</div>"#))
    }

    /// The timeline of a record and of what is tied to it, for feed readers (RFC 4287).
    static let feed = Endpoint(.get, "/threads/feed", .everyone, .bytes("一筆紀錄的變動（Atom）", ["application/atom+xml"], query: [of])) { call in
        let reference = try reference(call)
        let moment = try await call.moment()
        let (glance, thread) = try await call.store.read { db in
            (try visible(reference, moment, call, db), try ThreadRecord.read(reference, moment, call, db))
        }
        let (t, address) = (call.t, call.city.address)
        let entries: [HTML] = thread.events.map { event in
            let subject = event.glance ?? glance
            let link: HTML? = ExternalURL(checking: address + subject.url.text).map { #"<link rel="alternate" href="\#($0)"/>"# }
            return #"""
                <entry><id>\#(address)/ledger#\#(event.position)-\#(event.reference.text)</id><title>\#(subject.title)：\#(t(event.sentence))</title><updated>\#(event.at.description)</updated>\#(link)</entry>
                """#
        }
        let own = address + ThreadURL.feed(reference).text
        let itself: HTML? = ExternalURL(checking: own).map { #"<link rel="self" href="\#($0)"/>"# }
        let updated = thread.events.first?.at ?? Instant(milliseconds: 0)
        let feed: HTML = #"""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(t.language.tag)"><id>\#(own)</id><title>\#(glance.title)｜\#(call.city.government)</title><updated>\#(updated.description)</updated><author><name>\#(call.city.government)</name></author>\#(itself)\#(entries)</feed>
            """#
        return .bytes(Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + feed.bytes, type: "application/atom+xml; charset=utf-8")
    }

    /// - Throws: ``Problem/notFound`` for what is no reference.
    static func reference(_ call: Call) throws -> Reference {
        guard let reference = call.request.query["of"].flatMap(Reference.init(parsing:)) else { throw Problem.notFound }
        return reference
    }

    /// - Throws: ``Problem/notFound`` for what is not there, or not for this reader.
    static func visible(_ reference: Reference, _ moment: Moment, _ call: Call, _ db: any Reader) throws -> Glance {
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        guard let glance = try call.city.glances(at: [reference], view, db)[reference] else { throw Problem.notFound }
        return glance
    }

    /// The as-of form keeps the address's own query.
    private static func bar(_ reference: Reference, _ moment: Moment, _ call: Call) -> HTML {
        moment.bar("/threads", call, keeping: [("of", reference.text)])
    }
}
