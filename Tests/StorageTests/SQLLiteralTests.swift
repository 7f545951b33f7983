import Storage
import Testing

@Suite struct SQLLiteralTests {
    @Test func valuesAreBoundInOrder() {
        let sql: SQL = "SELECT id FROM plan WHERE agency = \("rdec") AND year = \(111) AND open = \(true) AND note = \(String?.none)"
        let sqlite = sql.rendered(for: .sqlite)
        #expect(sqlite.text == "SELECT id FROM plan WHERE agency = ? AND year = ? AND open = ? AND note = ?")
        #expect(sqlite.values == [.text("rdec"), .int(111), .bool(true), .null])
        let postgres = sql.rendered(for: .postgres)
        #expect(postgres.text == "SELECT id FROM plan WHERE agency = $1 AND year = $2 AND open = $3 AND note = $4")
        #expect(postgres.values == [.text("rdec"), .int(111), .bool(true), .null])
    }

    @Test func textNeverBecomesQuery() {
        let hostile = "'; DROP TABLE plan; --"
        let (text, values) = ("SELECT id FROM plan WHERE title = \(hostile)" as SQL).rendered(for: .sqlite)
        #expect(text == "SELECT id FROM plan WHERE title = ?")
        #expect(values == [.text("'; DROP TABLE plan; --")])
    }

    @Test func splicesKeepTheirValuesInPlace() {
        let filter: SQL = "year > \(110)"
        let sql: SQL = "SELECT id FROM plan WHERE agency = \("rdec") AND \(filter) LIMIT \(5)"
        let (text, values) = sql.rendered(for: .postgres)
        #expect(text == "SELECT id FROM plan WHERE agency = $1 AND year > $2 LIMIT $3")
        #expect(values == [.text("rdec"), .int(110), .int(5)])
    }

    @Test func listsAreBoundOneByOne() {
        let (text, values) = ("id IN (\(list: ["a", "b", "c"]))" as SQL).rendered(for: .postgres)
        #expect(text == "id IN ($1, $2, $3)")
        #expect(values == [.text("a"), .text("b"), .text("c")])
        #expect(("id IN (\(list: [Int]()))" as SQL).rendered(for: .sqlite).text == "id IN (NULL)")
    }

    @Test func namesAreQuoted() {
        let table: Identifier = "order"
        #expect(("SELECT id FROM \(table)" as SQL).rendered(for: .sqlite).text == #"SELECT id FROM "order""#)
    }

    @Test func enginesMayDiffer() {
        let sql: SQL = "SELECT \(sqlite: "one", postgres: "two")\(SQL.forUpdate)"
        #expect(sql.rendered(for: .sqlite).text == "SELECT one")
        #expect(sql.rendered(for: .postgres).text == "SELECT two FOR UPDATE")
    }

    @Test func conditionsAreJoined() {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
        #expect(SQL.joined(conditions, by: " AND ").rendered(for: .postgres).text == "a = $1 AND b = $2")
        #expect(SQL.joined([], by: " AND ").rendered(for: .postgres).text == "")
    }
}
