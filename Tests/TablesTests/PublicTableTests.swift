import Formats
import Foundation
import Indicators
import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning
@testable import Tables

/// Every public table there is, walked: rows are what the schema says, paging loses nothing, the past is the past, and nobody's data is in one.
@Suite struct PublicTableTests {
    private static func with(_ engine: Engine, _ body: (TestCity) async throws -> Void) async throws {
        try await TestCity.with(engine) { city in
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("Demo/plan-rdec-111-114.txt")
            let draft = try PlanDraft(from: Outline(reading: Array(Data(contentsOf: file))))
            _ = try await PlanImport(agency: "rdec", years: 111...114, draft: draft, publishes: true).run(
                as: .operatorAtConsole, at: TestCity.now, in: city.store)
            try await city.importCalendars("115")
            _ = try await AnnualPlan.make(from: "rdec-111-114", year: 114, as: .operatorAtConsole, in: city.city)
            try await city.store.write(as: .operatorAtConsole, "tests.meet") { db, changes in
                try db.run("UPDATE annual_plan SET status = 'published', published_at = \(TestCity.now)")
                changes.append(Change(Reference("planning/annual", "rdec-114")))
                try db.run(
                    """
                    INSERT INTO meeting_series (id, name, agency, kind, chair, is_public, is_sample, created_at)
                    VALUES ('s', '市政會議', 'rdec', 'municipal', '市長', TRUE, FALSE, \(TestCity.now))
                    """)
                for (number, state) in [(1, "convened"), (2, "planned")] {
                    try db.run(
                        """
                        INSERT INTO meeting (id, series, number, starts_at, ends_at, place, state, sequence, changed_at)
                        VALUES (\("m\(number)"), 's', \(number), \(TestCity.now), \(TestCity.now), '永華', \(state), 0, \(TestCity.now))
                        """)
                    changes.append(Change(Reference("meetings/meeting", "m\(number)")))
                }
                changes.append(Change(Reference("meetings/series", "s")))
                try db.run(
                    """
                    INSERT INTO matter (id, procedure, version, number, title, state, lead, author, opened_at, state_since, due_at, is_public,
                    is_open_to_staff, is_sample, revision, folded) VALUES ('d', 'monitoring.directive', 1, '指 115-9001', '請檢討', 'inProgress', 'rdec',
                    'system/console', \(TestCity.now), \(TestCity.now), \(TestCity.now), FALSE, TRUE, TRUE, 1, '')
                    """)
                for (id, isPublic, matter) in [("open", true, "d" as String?), ("inner", false, "e"), ("proposed", true, nil)] {
                    try db.run(
                        """
                        INSERT INTO directive (id, source, meeting, held_on, place, kind, number, heading, text, lead, lead_words, supporting,
                        supporting_words, due, due_words, is_chosen, is_public, matter) VALUES (\(id), 'council', '定期會', '2026-11-20', 0, 'rider', '一', '',
                        '請檢討', 'rdec', '', '', '', '2026-12-01', '', TRUE, \(isPublic), \(matter))
                        """)
                    changes.append(Change(Reference("monitoring/directive", id)))
                }
                try db.run(
                    """
                    INSERT INTO annual_plan (id, agency, year, title, plan, status, is_sample, next_item, next_indicator, made_at, published_at)
                    VALUES ('rdec-115', 'rdec', 115, '年度施政計畫', 'rdec-111-114', 'published', TRUE, 3, 1, \(TestCity.now), \(TestCity.now))
                    """)
                for (item, budget) in [("w1", 0), ("w2", 120_000)] {
                    try db.run(
                        """
                        INSERT INTO work_item (annual, id, goal, place, line, name, category, content, starts, ends, budget, funding, benefit, unit,
                        state, progress) VALUES ('rdec-115', \(item), 'g1', 1, 'g1-1', '工作', '', '', '2026-01-01', '2026-12-31', \(budget), '', '', '',
                        'open', '')
                        """)
                }
                changes.append(Change(Reference("planning/annual", "rdec-115")))
                let begins = try #require(CivilDate(iso: "2026-01-01"))
                for (id, isPublic) in [("hours", true), ("secret", false)] {
                    let indicator = Indicator(
                        id: id, title: "數位學習時數", agency: "rdec", line: nil, goal: nil, unit: "小時", decimals: 0, direction: .higher, cadence: .month,
                        formula: .sum, stages: [], weight: 100, metric: nil, subject: nil, method: "", source: "", begins: begins, ends: nil,
                        isPublic: isPublic, isSample: true)
                    try Indicators(city.city).keep(indicator, by: .operatorAtConsole, db, &changes)
                    for month in ["2026-01", "2026-02", "2026-03", "2026-04"] {
                        let period = try #require(Period(id: month))
                        try Indicators(city.city).tell(.init(value: 5), of: period, for: indicator, db, &changes)
                    }
                }
            }
            try await body(city)
        }
    }

    private static func rows(_ table: PublicTable, _ city: TestCity, page: Int = 10_000) async throws -> [[SheetCell]] {
        var (all, after): ([[SheetCell]], String?) = ([], nil)
        while true {
            let start = after
            let rows = try await city.store.read { try table.rows(start, page, .now, city.city, $0) }
            all += rows
            guard rows.count == page, let last = rows.last else { return all }
            after = last[0].plain
        }
    }

    @Test(arguments: TestCity.engines)
    func everyRowIsWhatTheSchemaSaysAndPagesCoverAll(_ engine: Engine) async throws {
        try await Self.with(engine) { city in
            let tables = city.city.publicTables
            #expect(tables.count >= 6)
            for table in tables {
                let whole = try await Self.rows(table, city)
                #expect(!whole.isEmpty, "\(table.id) has no row to look at")
                for row in whole {
                    #expect(row.count == table.columns.count, "\(table.id)")
                    for (column, cell) in zip(table.columns, row) { #expect(column.takes(cell), "\(table.id).\(column.name): \(cell)") }
                }
                let keys = whole.map { $0[0].plain }
                #expect(
                    keys == keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }, "\(table.id) is not in the order of its keys")
                #expect(Set(keys).count == keys.count, "\(table.id) has a key twice")
                let inPages = try await Self.rows(table, city, page: 3)
                #expect(inPages == whole, "\(table.id) by pages")
            }
        }
    }

    /// Known by hand: 1 plan; 6 priorities, 7 goals, 24 items; 365 days; 28 agencies; one public meeting that people were told of; one public indicator with
    /// four values.
    @Test func theTablesHoldWhatIsThere() async throws {
        try await Self.with(.sqlite) { city in
            var counts: [String: Int] = [:]
            for table in city.city.publicTables { counts[table.id] = try await Self.rows(table, city).count }
            #expect(counts["planning.plans"] == 1 && counts["planning.lines"] == 37)
            #expect(counts["indicators.indicators"] == 1 && counts["indicators.values"] == 4)
            #expect(counts["kernel.officeCalendar"] == 365 && counts["kernel.agencies"] == 28 && counts["meetings.public"] == 1)
            #expect(counts["monitoring.directives"] == 1, "neither what is not public nor what is only proposed")
        }
    }

    /// People with names of their own, then every cell of every table is looked at.
    @Test func noTableHasAnythingPersonal() async throws {
        try await Self.with(.sqlite) { city in
            let personal = Set(city.store.records.all.filter(\.isPersonal).map(\.name))
            #expect(personal.contains("kernel/person"))
            let id = try await city.add("zhuge-kongming", .officer, at: "rdec")
            for table in city.city.publicTables {
                #expect(personal.isDisjoint(with: table.sources), "\(table.id) is made of personal records")
                let known = Set(city.store.records.all.map(\.name))
                #expect(known.isSuperset(of: table.sources), "\(table.id) names records that are not there")
                let text = try await Self.rows(table, city).flatMap { $0.map(\.plain) }.joined(separator: "\n")
                #expect(!text.contains("zhuge-kongming") && !text.contains(id), "\(table.id)")
            }
        }
    }

    @Test func theFormsAgree() async throws {
        try await Self.with(.sqlite) { city in
            let browser = Browser(city.site)
            for table in city.city.publicTables {
                let page = try await browser.get("/data/\(table.id)")
                #expect(page.status == 200 && page.headers["content-type"]?.hasPrefix("text/html") == true)
                let csv = try CSV.read(try await browser.get("/data/\(table.id).csv").bytes)
                #expect(csv.first == table.columns.map(\.name))
                let whole = try await Self.rows(table, city)
                #expect(Array(csv.dropFirst()) == whole.map { $0.map(\.plain) })
                var (items, after): ([[String: Any]], String?) = ([], nil)
                repeat {
                    let place = after.map { "&after=" + ($0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "") } ?? ""
                    let answer = try await browser.get("/data/\(table.id).json?limit=100\(place)")
                    let object = try #require(JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
                    items += try #require(object["items"] as? [[String: Any]])
                    after = object["next"] as? String
                } while after != nil
                #expect(items.count == whole.count, "\(table.id)")
                let names = Set(table.columns.map(\.name))
                #expect(items.allSatisfy { Set($0.keys) == names })
                let sheet = try await browser.get("/data/\(table.id).ods")
                #expect(sheet.bytes.starts(with: [0x50, 0x4B, 3, 4]))
                let again = try await browser.get(
                    "/data/\(table.id).csv", ["if-none-match": try await browser.get("/data/\(table.id).csv").headers["etag"] ?? ""])
                #expect(again.status == 304)
            }
            #expect(try await browser.get("/data/kernel.people").status == 404)
            #expect(try await browser.get("/data/meetings.public?as-of=2026-11-20").status == 400)
            #expect(try await browser.get("/data.json").text.contains("planning.lines"))
        }
    }

    /// A table with a past shows what was there, and what came since is not in it.
    @Test func thePastIsThePast() async throws {
        let clock = MovingClock()
        try await TestCity.with(clock: Clock { clock.now }) { city in
            func publish(_ years: ClosedRange<Int>) async throws {
                let text = "壹、使命\n服務市民。\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策。\n"
                let draft = try PlanDraft(from: Outline(reading: Array(text.utf8)))
                _ = try await PlanImport(agency: "rdec", years: years, draft: draft, publishes: true).run(
                    as: .operatorAtConsole, at: clock.now, in: city.store)
                try await city.settleLedger()
            }
            try await publish(111...114)
            clock.now = clock.now.adding(seconds: 2 * 86_400)
            try await publish(115...118)
            let browser = Browser(city.site)
            let now = try CSV.read(try await browser.get("/data/planning.plans.csv").bytes)
            let then = try CSV.read(try await browser.get("/data/planning.plans.csv?as-of=2026-11-24").bytes)
            #expect(now.map { $0[0] } == ["id", "rdec-111-114", "rdec-115-118"])
            #expect(then.map { $0[0] } == ["id", "rdec-111-114"])
        }
    }
}

private final class MovingClock: @unchecked Sendable {
    // Moved between requests of one test, never during one.
    var now = TestCity.now
}
