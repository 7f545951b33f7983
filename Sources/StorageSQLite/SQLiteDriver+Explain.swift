internal import GRDB
package import Storage

extension SQLiteDriver: ExplainingDriver {
    package func plan(of query: SQLText) async throws -> [String] {
        try await aside { db in
            guard let connection = db.sqliteConnection else { return [] }
            // Values stay unbound, which is NULL: the plan does not depend on them.
            let statement = try Statement("EXPLAIN QUERY PLAN \(query.text)", on: connection)
            defer { statement.finalize() }
            var steps: [String] = []
            while try statement.step() {
                steps += try [Storage.Row(columns: statement.columns, values: statement.row()).get("detail")]
            }
            return steps
        }
    }
}
