internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Search for programs, and for the box that suggests while one types.
enum SearchAPI {
    static let query = [
        QueryParameter("q", "要找的字"), QueryParameter("kind", "只找這一種"), QueryParameter("agency", "只找這個機關（代號）"),
        QueryParameter("from", "從哪一天起（2026-01-01）"), QueryParameter("until", "到哪一天為止"), QueryParameter("page", "第幾頁，從 1 起", .integer(1...100)),
    ]

    private static let shape = Schema.object([
        (
            "items",
            .list(
                .object([
                    ("reference", .string), ("kind", .string), ("title", .string), ("number", .nullable(.string)), ("agency", .nullable(.string)),
                    ("date", .nullable(.string)), ("isSample", .bool), ("excerpt", .string), ("url", .string),
                ]))
        ),
        ("count", .wholeNumber), ("isCut", .bool), ("isNear", .bool), ("correction", .nullable(.string)), ("page", .wholeNumber),
    ])

    static let search = Endpoint(.get, "/api/v1/search", .everyone, .json("找所有模組的內容", shape, query: query)) { call in
        let request = try SearchRequest(call)
        let results = try await request.results(call)
        return .json([
            "items": .array(results.found.map { item($0, results.question) }), "count": .int(Int64(results.count)), "isCut": .bool(results.isCut),
            "isNear": .bool(results.isNear), "correction": results.correction.map { .string($0) } ?? .null, "page": .int(Int64(request.page)),
        ])
    }

    static let suggestions = Endpoint(
        .get, "/search/suggestions", .everyone,
        .json(
            "打字時的建議", .object([("items", .list(.object([("title", .string), ("kind", .string), ("url", .string), ("reference", .string)])))]),
            query: [QueryParameter("q", "打到哪裡")])
    ) { call in
        let text = String((call.request.query["q"] ?? "").prefix(SearchQuestion.longest))
        let (person, today) = (call.granted.person, call.city.clock.today)
        let found = try await call.store.read { try Suggestions.find(text, for: person, on: today, $0) }
        let kinds = SearchKinds(call.city)
        return .json([
            "items": .array(
                found.map {
                    [
                        "title": .string($0.title), "kind": .string(kinds.title($0.reference.kind).map { call.t($0) } ?? ""),
                        "url": .string($0.url.text), "reference": .string($0.reference.text),
                    ]
                })
        ])
    }

    private static func item(_ found: SearchResults.Found, _ question: SearchQuestion) -> JSON {
        let document = found.document
        func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
        return [
            "reference": .string(document.reference.text), "kind": .string(document.reference.kind), "title": .string(document.title),
            "number": text(document.number), "agency": text(document.agency), "date": text(document.date?.iso), "isSample": .bool(document.isSample),
            "excerpt": .string(Highlight(question).excerpt(found.text, length: 120).map(\.text).joined()), "url": .string(document.url.text),
        ]
    }
}

/// A question as an address asks it.
struct SearchRequest {
    let question: SearchQuestion
    let page: Int

    /// - Throws: ``Problem`` 400 for what is no day or no page, with what was asked for left in the address.
    init(_ call: Call) throws {
        let query = call.request.query
        func value(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
        func day(_ name: String) throws -> CivilDate? {
            guard let text = value(name) else { return nil }
            guard let day = CivilDate(iso: text) else { throw Problem.badQuery(name, "請填日期，例如 2026-11-24。") }
            return day
        }
        var question = SearchQuestion(String((query["q"] ?? "").prefix(SearchQuestion.longest)))
        question.kind = value("kind")
        question.agency = value("agency")
        (question.from, question.until) = (try day("from"), try day("until"))
        self.question = question
        guard let page = value("page").map({ Int($0) }) ?? 1, (1...100).contains(page) else { throw Problem.badQuery("page", "請填 1 到 100 的整數。") }
        self.page = page
    }

    func results(_ call: Call) async throws -> SearchResults {
        let (person, today) = (call.granted.person, call.city.clock.today)
        return try await call.store.read { try SearchResults.find(question, page: page, for: person, on: today, $0) }
    }
}

/// What the kinds of documents are called.
struct SearchKinds {
    let all: [(kind: String, title: Phrase)]

    init(_ city: City) {
        all = city.contributions(Searchable.self).flatMap(\.kinds)
    }

    func title(_ kind: String) -> Phrase? { all.first { $0.kind == kind }?.title }
}
