import App
import Formats
import Kernel
import Markup
import Storage
import TestSupport
import Testing

@testable import Search

/// The index in the store: who finds what, how it keeps up, and how it forgets.
@Suite struct SearchStoreTests {
    /// Notes that tests write and change; their audience stands in the row.
    private static let notes = Module(
        name: "notes", title: "x",
        migrations: [
            Migration(
                "notes/0001", [.createTable("note", [.text("id"), .text("title"), .text("text"), .text("who"), .date("date").null], key: ["id"])])
        ],
        contributions: [
            Searchable(
                "notes/note", [(kind: "notes/note", title: "筆記")],
                keys: { after, limit, _, db in
                    try db.all("SELECT id FROM note WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
                }
            ) { id, _, db in
                let rows = try db.all("SELECT title, text, who, date FROM note WHERE id = \(id)")
                return try rows.map { row -> SearchDocument in
                    let audience: [String: SearchDocument.Audience] = ["staff": .staff, "culture": .agency("culture"), "mayor": .role(.mayor)]
                    let who: String = try row.get("who")
                    var document = SearchDocument(
                        Reference("notes/note", id), title: try row.get("title"), text: try row.get("text"), url: "/data",
                        for: who.isEmpty ? [.everyone] : Set([audience[who] ?? .person(who)]))
                    document.date = try row.optional("date", as: String.self).flatMap { CivilDate(iso: $0) }
                    return document
                }
            }
        ])

    private static func with(_ engine: Engine, _ body: (City, TestCity) async throws -> Void) async throws {
        try await TestCity.with(engine) { test in
            try await Migrator(Modules.migrations + notes.migrations).migrate(test.store)
            try await body(test.city.with(notes), test)
        }
    }

    private static func write(_ id: String, _ title: String, _ text: String = "", who: String = "", date: String? = nil, in city: City) async throws {
        try await city.store.write(as: .operatorAtConsole, "tests.note") { db, changes in
            try db.run("DELETE FROM note WHERE id = \(id)")
            try db.run("INSERT INTO note (id, title, text, who, date) VALUES (\(id), \(title), \(text), \(who), \(date))")
            changes.append(Change(Reference("notes/note", id)))
        }
    }

    private static func follow(_ city: City, _ test: TestCity) async throws {
        try await test.settleLedger()
        while try await SearchFollowing(city: city).step() {}
    }

    private static func found(_ text: String, _ city: City, for person: SignedInPerson? = nil) async throws -> [String] {
        try await Library.find(text, in: city, for: person).found.map(\.document.reference.id)
    }

    @Test(arguments: TestCity.engines)
    func theIndexFollowsTheLedger(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            try await Self.follow(city, test)
            try await Self.write("1", "蝴蝶蘭產銷", "臺灣出口", in: city)
            #expect(try await Self.found("蝴蝶蘭", city) == [], "nothing has its place in the ledger yet")
            try await Self.follow(city, test)
            #expect(try await Self.found("蝴蝶蘭", city) == ["1"])
            #expect(try await Self.found("台灣出口", city) == ["1"])
            try await Self.write("1", "鳳梨產銷", "臺灣出口", in: city)
            try await Self.follow(city, test)
            #expect(try await Self.found("蝴蝶蘭", city) == [])
            #expect(try await Self.found("鳳梨", city) == ["1"])
            try await city.store.write(as: .operatorAtConsole, "tests.note") { db, changes in
                try db.run("DELETE FROM note WHERE id = '1'")
                changes.append(Change(Reference("notes/note", "1")))
            }
            try await Self.follow(city, test)
            #expect(try await Self.found("鳳梨", city) == [])
            let left = try await city.store.read { try $0.all("SELECT term FROM search_term WHERE term IN ('鳳梨', '蝴蝶', '出口')").count }
            #expect(left == 0, "counts go with the last document")
        }
    }

    @Test(arguments: TestCity.engines)
    func aNewIndexIsTheSameAsOneThatFollowed(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            for number in 1...250 { try await Self.write("n\(number)", "第 \(number) 號筆記", "內容 \(number % 7)", in: city) }
            try await Self.follow(city, test)
            let before = try await Self.found("筆記", city)
            let terms = try await city.store.read { try $0.all("SELECT term, documents FROM search_term ORDER BY term").map(\.values) }
            _ = try await SearchFollowing(city: city).rebuild()
            #expect(try await Self.found("筆記", city) == before)
            #expect(before.count == SearchResults.pageSize)
            #expect(try await city.store.read { try $0.all("SELECT term, documents FROM search_term ORDER BY term").map(\.values) } == terms)
            #expect(try await Library.find("筆記", in: city).count == 250)
        }
    }

    @Test(arguments: TestCity.engines)
    func everyoneFindsWhatTheyMaySee(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            for who in ["", "staff", "culture", "mayor", "person-9"] { try await Self.write("for-\(who)", "蓮花 \(who)", who: who, in: city) }
            try await Self.follow(city, test)
            func person(_ id: String, _ role: Role, _ agency: String) -> SignedInPerson {
                SignedInPerson(id: id, handle: id, name: id, appointments: [Appointment(agency: agency, role: role)])
            }
            func seen(_ person: SignedInPerson?) async throws -> Set<String> { Set(try await Self.found("蓮花", city, for: person)) }
            #expect(try await seen(nil) == ["for-"])
            #expect(try await seen(person("c", .citizen, "culture")) == ["for-"], "a citizen registered there does not work there")
            #expect(try await seen(person("o", .officer, "rdec")) == ["for-", "for-staff"])
            #expect(try await seen(person("o", .officer, "culture")) == ["for-", "for-staff", "for-culture"])
            #expect(try await seen(person("m", .mayor, "city")) == ["for-", "for-staff", "for-mayor"])
            #expect(try await seen(person("person-9", .dataUser, "city")) == ["for-", "for-person-9"])
            var deputy = person("d", .officer, "rdec")
            deputy.principals = [person("m", .mayor, "city")]
            #expect(try await seen(deputy) == ["for-", "for-staff", "for-mayor"])
        }
    }

    /// Nor does a slip tell what stands in a document of others.
    @Test(arguments: TestCity.engines)
    func aCorrectionTellsNothingOfOthers(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            try await Self.write("1", "sesquipedalian 祕密方案", who: "culture", in: city)
            try await Self.follow(city, test)
            #expect(try await Library.find("sesquipedalain", in: city).correction == nil)
            #expect(try await Library.find("祕密芳案", in: city).correction == nil)
            let officer = SignedInPerson(id: "o", handle: "o", name: "o", appointments: [Appointment(agency: "culture", role: .officer)])
            #expect(try await Library.find("sesquipedalain", in: city, for: officer).correction == "sesquipedalian")
            #expect(try await Library.find("祕密芳案", in: city, for: officer).correction == "祕密方案")
            let suggested = try await city.store.read { try Suggestions.find("祕密", for: nil, on: city.clock.today, $0) }
            #expect(suggested.isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func kindsAgenciesAndDaysNarrowIt(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            try await Self.write("a", "荷花", date: "2026-01-05", in: city)
            try await Self.write("b", "荷花", date: "2026-03-05", in: city)
            try await Self.write("c", "荷花", in: city)
            try await Self.follow(city, test)
            func found(_ change: (inout SearchQuestion) -> Void) async throws -> [String] {
                var question = SearchQuestion("荷花")
                change(&question)
                let asked = question
                return try await city.store.read { db in
                    try SearchResults.find(asked, page: 1, for: nil, on: city.clock.today, db).found.map(\.document.reference.id)
                }
            }
            #expect(Set(try await found { _ in }) == ["a", "b", "c"])
            #expect(try await found { $0.from = CivilDate(iso: "2026-02-01") } == ["b"])
            #expect(try await found { $0.until = CivilDate(iso: "2026-01-05") } == ["a"])
            #expect(
                try await found {
                    $0.from = CivilDate(iso: "2026-01-05"); $0.until = CivilDate(iso: "2026-01-05")
                } == ["a"])
            #expect(try await found { $0.kind = "planning/plan" } == [])
            #expect(Set(try await found { $0.kind = "notes/note" }) == ["a", "b", "c"])
            #expect(try await found { $0.agency = "culture" } == [])
        }
    }

    /// By hand: title before text, together before scattered, newer before older, exactly before more.
    @Test(arguments: TestCity.engines)
    func theOrderIsTheOneWritten(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            try await Self.write("title", "蓮霧外銷", "本案", in: city)
            try await Self.write("text", "一般報告", "本年蓮霧外銷情形良好", in: city)
            try await Self.write("scattered", "一般報告", "蓮霧產量，外銷則未定", in: city)
            try await Self.write("exact", "蓮霧", "", in: city)
            try await Self.write("longer", "蓮霧與其他水果的年度整體產銷調節計畫書", "", in: city)
            try await Self.write("older", "芒果節", "相同", date: "2010-01-01", in: city)
            try await Self.write("newer", "芒果節", "相同", date: "2026-01-01", in: city)
            try await Self.follow(city, test)
            #expect(try await Self.found("蓮霧外銷", city).prefix(3) == ["title", "text", "scattered"])
            #expect(try await Self.found("蓮霧", city).first == "exact")
            #expect(try await Self.found("芒果節", city) == ["newer", "older"])
            // 芒果節 twice, and 調節 in the longer one.
            #expect(try await Self.found("節", city).count == 3, "one character is found as an end too")
        }
    }

    @Test(arguments: TestCity.engines)
    func nothingInAQuestionIsTakenForTheEnginesLanguage(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            try await Self.write("1", "OR NEAR AND NOT", "a' OR '1", in: city)
            try await Self.follow(city, test)
            for text in [
                "\"", "'", "a'b", "*", ":*", "a & b | !c", "(", "NEAR(a b)", "tokens:x", "^a", "a\\", "\u{0}", "-a", "{", "<->",
                String(repeating: "長", count: 5000),
            ] {
                _ = try await Library.find(text, in: city)
            }
            #expect(try await Self.found("NOT OR", city) == ["1"])
            #expect(try await Self.found("", city) == [])
        }
    }

    /// What was erased by law is in no part of the index.
    @Test(arguments: TestCity.engines)
    func erasureReachesTheIndex(_ engine: Engine) async throws {
        try await Self.with(engine) { city, test in
            let id = try await test.add("someone", .officer, at: "rdec")
            try await Self.follow(city, test)
            try await city.store.write(exempt: .subscriber) { db in
                var index = SearchIndex(db)
                let person = Reference("kernel/person", id)
                try index.replace(person, with: [SearchDocument(person, title: "鸚鵡螺先生", text: "chrysanthemum", url: "/data")])
                try index.finish()
            }
            #expect(try await Library.find("鸚鵡螺", in: city).count == 1)
            _ = try await PersonErasure(city).run(id, basis: "x", as: .operatorAtConsole)
            #expect(try await Library.find("鸚鵡螺", in: city).count == 0)
            #expect(try await city.store.read { try $0.all("SELECT term FROM search_term WHERE term IN ('鸚鵡', 'chrysanthemum')").count } == 0)
            if engine == .sqlite {
                let blocks: Int = try await city.store.read { db in
                    try db.first("SELECT count(*) AS n FROM search_index_data WHERE instr(CAST(block AS TEXT), 'hrysanthemum') > 0")?.get("n") ?? -1
                }
                #expect(blocks == 0)
            }
        }
    }
}
