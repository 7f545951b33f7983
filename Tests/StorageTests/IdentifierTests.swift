import Storage
import Testing

@Suite struct IdentifierTests {
    @Test(arguments: ["a", "plan", "order", "dataset_0193_rows", String(repeating: "a", count: 63)])
    func plainNamesPass(_ name: String) {
        #expect(Identifier(checking: name)?.name == name)
    }

    @Test(arguments: [
        "", "Plan", "1st", "_plan", "plan-item", "plan item", "plan\"", "plan;", "plan\0", "計畫", "ｐlan", "plan\n", String(repeating: "a", count: 64),
    ])
    func othersAreRefused(_ name: String) {
        #expect(Identifier(checking: name) == nil)
    }

    @Test(arguments: Engine.underTest)
    func aReservedWordMayBeAName(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            let (table, column): (Identifier, Identifier) = ("order", "select")
            try await test.run("CREATE TABLE \(table) (\(column) TEXT)")
            try await test.run("INSERT INTO \(table) (\(column)) VALUES ('a')")
            try await #expect(test.column("select", "SELECT \(column) FROM \(table)") == ["a"])
        }
    }
}
