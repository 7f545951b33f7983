internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/api/v1/links?of=…`: what is tied to a record, for programs. Members are added, never changed or taken away.
enum LinkAPI {
    static let list = Endpoint(
        .get, "/api/v1/links", .everyone,
        .json(
            "連到一筆紀錄的東西",
            .page(
                of: .object([
                    ("link", .string), ("kind", .word(LinkKind.allCases.map(\.rawValue))), ("isInverse", .bool), ("reference", .string),
                    ("noun", .string), ("title", .string), ("url", .string), ("number", .nullable(.string)), ("agency", .nullable(.string)),
                    ("light", .nullable(.word(Light.allCases.map(\.rawValue)))), ("at", .string), ("isSample", .bool),
                ])), alsoTable: true,
            query: [ThreadPages.of, QueryParameter("kind", "只要哪一種，例如 matters/matter"), .limit, .after, Moment.parameter])
    ) { call in
        let (reference, moment, limit) = (try ThreadPages.reference(call), try await call.moment(), try call.limit(or: 100))
        let after = call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        if var table = call.table("links", title: "連結", columns: columns) {
            var place = after
            var rows = 0
            repeat {
                let page = try await read(reference, moment, after: place, limit: 200, call)
                for (end, glance) in page.found { table.append(cells(end, glance)) }
                rows += page.found.count
                place = page.next
            } while place != nil && rows < most
            return try table.reply()
        }
        let page = try await read(reference, moment, after: after, limit: limit, call)
        return .json(["items": .array(page.found.map(json)), "next": page.next.map { .string($0) } ?? .null])
    }

    /// The most that one table holds.
    private static let most = 50_000

    /// The list goes through the kinds one after another, so a place names the kind, and within it where to go on; nothing there is its beginning.
    private static func read(
        _ reference: Reference, _ moment: Moment, after: String?, limit: Int, _ call: Call
    ) async throws -> (found: [(LinkEnd, Glance)], next: String?) {
        let halves = after?.split(separator: "~", maxSplits: 1).map(String.init) ?? []
        let wanted = call.request.query["kind"]
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        return try await call.store.read { db in
            _ = try ThreadPages.visible(reference, moment, call, db)
            var kinds = call.city.contributions(Noun.self).map(\.kind).filter { wanted == nil || $0 == wanted }
            if let kind = halves.first, let start = kinds.firstIndex(of: kind) { kinds.removeFirst(start) }
            var (found, taken): ([(LinkEnd, Glance)], Int) = ([], 0)
            for kind in kinds {
                let place = halves.count == 2 && halves[0] == kind ? halves[1] : nil
                let ends = try LinkQueries.ends(
                    at: reference, of: kind, isPublic: call.granted.person == nil ? true : nil, after: place, limit: limit - taken + 1,
                    asOf: moment.asOf, db)
                let some = ends.prefix(limit - taken)
                let glances = try call.city.glances(at: some.map(\.there), view, db)
                found += some.compactMap { end in glances[end.there].map { (end, $0) } }
                taken += some.count
                if ends.count > some.count { return (found, some.last.map { "\(kind)~\($0.place)" } ?? (place.map { "\(kind)~\($0)" } ?? kind)) }
            }
            return (found, nil)
        }
    }

    private static func json(_ end: LinkEnd, _ glance: Glance) -> JSON {
        [
            "link": .string(end.link), "kind": .string(end.kind.rawValue), "isInverse": .bool(end.isInverse), "reference": .string(end.there.text),
            "noun": .string(end.there.kind), "title": .string(glance.title), "url": .string(glance.url.text),
            "number": glance.number.map { .string($0) } ?? .null, "agency": glance.agency.map { .string($0) } ?? .null,
            "light": glance.light.map { .string($0.rawValue) } ?? .null, "at": .string(end.at.description), "isSample": .bool(glance.isSample),
        ]
    }

    private static let columns = [
        TableColumn("link", "連結代號"), TableColumn("kind", "連結種類", .narrow), TableColumn("is_inverse", "反向", .narrow), TableColumn("reference", "連到"),
        TableColumn("title", "標題", .broad), TableColumn("url", "網址", .wide), TableColumn("number", "編號", .narrow), TableColumn("agency", "機關代號"),
        TableColumn("light", "燈號", .narrow), TableColumn("at", "連上的時間"),
    ]

    private static func cells(_ end: LinkEnd, _ glance: Glance) -> [SheetCell] {
        [
            .text(end.link), .text(end.kind.rawValue), .bool(end.isInverse), .text(end.there.text), .text(glance.title), .text(glance.url.text),
            .some(glance.number) { .text($0) }, .some(glance.agency) { .text($0) }, .some(glance.light) { .text($0.rawValue) }, .moment(end.at),
        ]
    }
}
