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
        // A place names the kind too, since the list goes through them one after another.
        let place = call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }?.split(separator: "~", maxSplits: 1).map(String.init)
        let wanted = call.request.query["kind"]
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        let (found, next) = try await call.store.read { db -> ([(LinkEnd, Glance)], String?) in
            _ = try ThreadPages.visible(reference, moment, call, db)
            var kinds = call.city.contributions(Noun.self).map(\.kind).filter { wanted == nil || $0 == wanted }
            if let kind = place?.first, let start = kinds.firstIndex(of: kind) { kinds.removeFirst(start) }
            var found: [(LinkEnd, Glance)] = []
            for kind in kinds {
                let ends = try LinkQueries.ends(
                    at: reference, of: kind, isPublic: call.granted.person == nil ? true : nil,
                    after: place?.first == kind ? place?.last : nil, limit: limit - found.count + 1, asOf: moment.asOf, db)
                let some = ends.prefix(limit - found.count)
                let glances = try call.city.glances(at: some.map(\.there), view, db)
                found += some.compactMap { end in glances[end.there].map { (end, $0) } }
                if ends.count > some.count { return (found, some.last.map { "\(kind)~\($0.place)" } ?? place.map { $0.joined(separator: "~") }) }
            }
            return (found, nil)
        }
        if let table = try table(found, call) { return table }
        return .json(["items": .array(found.map(json)), "next": next.map { .string($0) } ?? .null])
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

    private static func table(_ found: [(LinkEnd, Glance)], _ call: Call) throws -> Reply? {
        guard var table = call.table("links", title: "連結", columns: columns) else { return nil }
        for (end, glance) in found {
            table.append([
                .text(end.link), .text(end.kind.rawValue), .bool(end.isInverse), .text(end.there.text), .text(glance.title), .text(glance.url.text),
                .some(glance.number) { .text($0) }, .some(glance.agency) { .text($0) }, .some(glance.light) { .text($0.rawValue) }, .moment(end.at),
            ])
        }
        return try table.reply()
    }
}
