internal import Formats
internal import Kernel
internal import Storage

/// What programs are told: heads, keys and proofs. Hashes alone, but for records that anyone may see.
enum LedgerAPI {
    private static let headSchema = Schema.object([("size", .wholeNumber), ("root", .string), ("at", .string), ("note", .string)])

    static let head = Endpoint(.get, "/api/v1/ledger/head", .everyone, .json("紀錄簿最新的樹頭", headSchema)) { call in
        .json(json(try await last(call)))
    }

    /// C2SP tlog-checkpoint: the media type is plain text.
    static let checkpoint = Endpoint(.get, "/api/v1/ledger/checkpoint", .everyone, .bytes("紀錄簿最新的樹頭（簽章原文）", ["text/plain"])) { call in
        .bytes(Array(try await last(call).note.utf8), type: "text/plain; charset=utf-8")
    }

    static let heads = Endpoint(
        .get, "/api/v1/ledger/heads", .everyone, .json("簽過的樹頭，新的在前", .page(of: headSchema), query: [.limit, .after])
    ) { call in
        let limit = try call.limit(or: 50)
        let before = try call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }.map { text in
            guard let time = Instant(text) else { throw Problem.badQuery("after", "請用上一頁給的 next。") }
            return time
        }
        let found = try await call.store.point { try LedgerQueries.heads(before: before, limit: limit + 1, $0) }
        let page = found.prefix(limit)
        let next: JSON = found.count > limit ? page.last.map { .string($0.at.description) } ?? .null : .null
        return .json(["items": .array(page.map(json)), "next": next])
    }

    static let keys = Endpoint(
        .get, "/api/v1/ledger/keys", .everyone,
        .json(
            "簽過樹頭的公鑰，舊的在前",
            .object([("items", .list(.object([("verifier", .string), ("createdAt", .string), ("endorsement", .nullable(.string))])))]))
    ) { call in
        let keys = try await call.store.read { try LedgerKeys($0) }
        return .json([
            "items": .array(
                keys.all.map { key in
                    [
                        "verifier": .string(key.verifier.description), "createdAt": .string(key.createdAt.description),
                        "endorsement": key.endorsement.map { .string($0.hex) } ?? .null,
                    ]
                })
        ])
    }

    private static let endSchema = Schema.object([("size", .wholeNumber), ("root", .string), ("head", .nullable(.string))])

    static let consistency = Endpoint(
        .get, "/api/v1/ledger/consistency", .everyone,
        .json(
            "證明後來的樹頭只在先前的後面增加",
            .object([
                ("format", .word([ConsistencyProof.format])), ("first", endSchema), ("second", endSchema), ("path", .list(.string)),
                ("keys", .list(.string)),
            ]),
            query: [
                QueryParameter("first", "先前的筆數", .integer(1...Int(Int32.max))), QueryParameter("second", "後來的筆數；不填是最新", .integer(1...Int(Int32.max))),
            ])
    ) { call in
        let first = try size("first", call) ?? 1
        let second = try size("second", call)
        guard let proof = try await call.store.read({ try ConsistencyProof.make(first: first, second: second, $0) }) else {
            throw Problem.notInLedger
        }
        return .json(proof.json)
    }

    private static let proofSchema = Schema.object([
        ("format", .word([InclusionProof.format])), ("position", .wholeNumber), ("leafHash", .string), ("path", .list(.string)), ("head", .string),
        ("keys", .list(.string)),
        (
            "entry",
            .nullable(
                .object([
                    ("leaf", .string), ("disclosed", .list(.object([("part", .string), ("salt", .string), ("text", .string)]))),
                ]))
        ),
    ])

    /// Whoever knows an entry's key gets hashes, never what it says.
    static let entryProof = Endpoint(
        .get, "/api/v1/ledger/entries/{entry}/proof", .everyone, .json("證明一筆紀錄在紀錄簿裡（只有雜湊值）", proofSchema)
    ) { call in
        let entry = try call.parameter("entry")
        let proof = try await call.store.read { db in
            try LedgerQueries.position(of: entry, db).flatMap { try InclusionProof.make(position: $0, showing: nil, db) }
        }
        guard let proof else { throw Problem.notInLedger }
        return .json(proof.json)
    }

    static let recordProof = Endpoint(
        .get, "/api/v1/ledger/proof", .everyone,
        .json("證明最後改變某樣公開內容的那筆紀錄", proofSchema, query: [QueryParameter("reference", "內容的代號，例如 planning/plan/rdec-111-114")])
    ) { call in
        guard let text = call.request.query["reference"], let reference = Reference(parsing: text), let kind = call.store.records[reference] else {
            throw Problem.badQuery("reference", "請填內容的代號，例如 planning/plan/rdec-111-114。")
        }
        let proof = try await call.store.read { db -> InclusionProof? in
            guard let shown = try kind.shown(reference.id, db), let position = try LedgerQueries.last(touching: shown, db) else { return nil }
            return try InclusionProof.make(position: position, showing: shown, db)
        }
        guard let proof else { throw Problem.notInLedger }
        return .json(proof.json)
    }

    private static func last(_ call: Call) async throws -> LedgerQueries.Head {
        guard let head = try await call.store.point({ try LedgerQueries.lastHead($0) }) else { throw Problem.notInLedger }
        return head
    }

    private static func size(_ name: String, _ call: Call) throws -> Int? {
        guard let text = call.request.query[name], !text.isEmpty else { return nil }
        guard let number = Int(text), number >= 1 else { throw Problem.badQuery(name, "請填 1 以上的整數。") }
        return number
    }

    private static func json(_ head: LedgerQueries.Head) -> JSON {
        [
            "size": .int(Int64(head.size)), "root": .string(head.root.base64), "at": .string(head.at.description), "note": .string(head.note),
        ]
    }
}

extension Problem {
    static let notInLedger = Problem(404, "not-in-ledger", "紀錄簿裡沒有", "沒有這一筆，或剛寫入、還沒排進紀錄簿；寫入後通常一秒內就會排進去。")
}
