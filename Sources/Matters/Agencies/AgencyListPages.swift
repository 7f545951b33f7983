internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 機關的案件: everything an agency leads or led, for who works there and who watches over all of them.
enum AgencyListPages {
    static let read = Permission("matters.readAgencyMatters", "看機關的全部案件，包括已結的")

    static let page = Endpoint(
        .get, "/agencies/{lead}/matters", .holdsOn(read, "lead"), .page("機關的案件", query: AgencyListFilter.parameters)
    ) { call in .page(try await AgencyListPage(call).page) }

    static let list = Endpoint(
        .get, "/api/v1/agencies/{lead}/matters", .holdsOn(read, "lead"),
        .json("機關的案件", .page(of: InboxAPI.shape), alsoTable: true, query: AgencyListFilter.parameters)
    ) { call in
        let filter = try AgencyListFilter(call)
        let queries = AgencyListQueries(filter: filter, now: call.city.clock.now())
        if let table = try await InboxAPI.table("matters", title: "機關的案件", call, { try await all(queries, call.store) }) { return table }
        let limit = try call.limit(or: 50)
        let rows = try await call.store.read { try queries.page(limit: limit + 1, $0) }
        let next = rows.count > limit ? rows.dropLast().last.map(queries.cursor).map { "\($0.key)_\($0.id)" } : nil
        return try await .json(["items": .array(InboxAPI.items(Array(rows.prefix(limit)), call)), "next": next.map { .string($0) } ?? .null])
    }

    /// The most that one table holds.
    private static let most = 50_000

    /// All of them, read page by page so that nothing is held up meanwhile.
    private static func all(_ queries: AgencyListQueries, _ store: Store) async throws -> [Matter] {
        var (found, filter): ([Matter], AgencyListFilter) = ([], queries.filter)
        while found.count < most {
            let part = AgencyListQueries(filter: filter, now: queries.now)
            let rows = try await store.read { try part.page(limit: 1000, $0) }
            found += rows
            guard rows.count == 1000, let last = rows.last else { break }
            filter.after = part.cursor(last)
        }
        return found
    }
}
