import Storage
import Testing

/// What one engine answers, the other answers too, in the same order.
@Suite struct SameRowsTests {
    @Test(arguments: Engine.underTest)
    func chineseTextSortsByCodePoint(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            for (index, title) in ["臺", "一", "𠮷", "a", "Ａ", "", "丁", "A", "台", "é", "南"].enumerated() {
                try await test.run("INSERT INTO thing (id, title) VALUES (\("t\(index)"), \(title))")
            }
            let titles: [String] = try await test.column("title", "SELECT title FROM thing ORDER BY title")
            #expect(titles == ["", "A", "a", "é", "一", "丁", "南", "台", "臺", "Ａ", "𠮷"])
        }
    }

    @Test(arguments: Engine.underTest)
    func nullsStandWhereTheQuerySays(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, amount) VALUES ('b', 2), ('none', NULL), ('a', 1)")
            try await #expect(test.column("id", "SELECT id FROM thing ORDER BY amount NULLS FIRST") == ["none", "a", "b"])
            try await #expect(test.column("id", "SELECT id FROM thing ORDER BY amount NULLS LAST") == ["a", "b", "none"])
            try await #expect(test.column("id", "SELECT id FROM thing ORDER BY amount DESC NULLS LAST") == ["b", "a", "none"])
        }
    }

    /// PostgreSQL answers `sum(bigint)` as numeric, and a double would lose the last dollar.
    @Test(arguments: Engine.underTest)
    func bigSumsAreExact(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, amount) VALUES ('a', 9007199254740993), ('b', 9007199254740994)")
            let row = try #require(try await test.all("SELECT sum(amount) AS total, count(*) AS n FROM thing").first)
            #expect(try row.get("total", as: Int64.self) == 18_014_398_509_481_987)
            #expect(try row.get("n", as: Int.self) == 2)
        }
    }

    @Test(arguments: Engine.underTest)
    func averagesThatAreNotWholeAreDoubles(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, amount) VALUES ('a', 1), ('b', 2), ('c', 2)")
            try await #expect(test.column("mean", "SELECT avg(amount) AS mean FROM thing") == [5.0 / 3.0])
        }
    }

    /// Why names are compared through a stored folded column: the engines differ, and this test says how.
    @Test(arguments: Engine.underTest)
    func likeFoldsAsciiCaseOnSQLiteOnly(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, title) VALUES ('a', 'RDEC')")
            let found = try await test.all("SELECT id FROM thing WHERE title LIKE \("rdec%")")
            #expect(found.count == (engine == .sqlite ? 1 : 0))
        }
    }

    /// Optional filters are put together in Swift; `$1 IS NULL OR …` has no type PostgreSQL could infer.
    @Test(arguments: Engine.underTest, [nil, "南"])
    func aFilterMayBeAbsent(_ engine: Engine, _ title: String?) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, title) VALUES ('a', '南'), ('b', '臺')")
            let filter: SQL = title.map { "WHERE title = \($0)" } ?? ""
            let ids: [String] = try await test.column("id", "SELECT id FROM thing \(filter) ORDER BY id")
            #expect(ids == (title == nil ? ["a", "b"] : ["a"]))
        }
    }

    @Test(arguments: Engine.underTest)
    func listsMatchAndEmptyListsMatchNothing(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, amount) VALUES ('a', 1), ('b', 2), ('c', 3)")
            try await #expect(test.column("id", "SELECT id FROM thing WHERE id IN (\(list: ["c", "a"])) ORDER BY id") == ["a", "c"])
            try await #expect(test.column("id", "SELECT id FROM thing WHERE amount IN (\(list: [2, 3])) ORDER BY id") == ["b", "c"])
            try await #expect(test.all("SELECT id FROM thing WHERE id IN (\(list: [String]()))").isEmpty)
        }
    }
}
