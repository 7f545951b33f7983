import Formats
import Kernel
import Meetings
import Storage
import TestSupport
import Testing

@testable import Planning

/// A policy across agencies: who owes what.
@Suite struct PolicyTests {
    private static let values = [
        "title": "開放資料品質提升", "text": "三年內全部達金標章。", "lead": "culture", "from": "2026-01-01", "to": "2028-12-31", "isPublic": "yes",
        "lines": "planning/item/rdec-111-114/g1-1",
    ]

    @Test(arguments: TestCity.engines)
    func theDecisionsOfItsMeetingsAreWhatItsAgenciesOwe(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            #expect(try await stage.officer.post("/desk/policies", Self.values, tokenFrom: "/desk/policies").status == 403)
            let wrong = Self.values.merging(["lines": "planning/item/rdec-111-114/g9-9", "to": "2025-01-01"]) { $1 }
            let refused = try await stage.reviewer.post("/desk/policies", wrong, tokenFrom: "/desk/policies")
            #expect(refused.status == 422 && refused.text.contains("結束不能早於開始。") && refused.text.contains("每一行填一個看得到的計畫項目"))
            let added = try #require(try await stage.reviewer.post("/desk/policies", Self.values, tokenFrom: "/desk/policies").location)
            let desk = String(added.prefix { $0 != "?" })
            let id = String(desk.dropFirst("/desk/policies/".count))
            let shared = try await stage.reviewer.post("\(desk)/parts", ["agency": "labor", "owes": "提供職缺資料"], tokenFrom: desk)
            #expect(shared.status == 303)

            let now = TestCity.now
            let actor = Actor(try await stage.person("wu").reference)
            let series = try await Meeting.addSeries(
                named: "開放資料協調會議", kind: .coordination, agency: "rdec", chair: "秘書長", isPublic: true, at: now, as: actor, in: city.store)
            let key = try await Meeting.plan(
                series, from: now.adding(seconds: 3600), to: now.adding(seconds: 7200), place: "市政中心", at: now, as: actor, in: city.store)
            let meeting = try #require(try await city.store.read { try MeetingQueries.find(key, $0) })
            try await meeting.addItem(.discussion, title: "分工", presenter: "文化局", text: "", at: now, as: actor, in: city.store)
            try await meeting.proceed(from: .planned, at: now, as: actor, in: city.store)
            let due = try #require(CivilDate(iso: "2026-12-04"))
            let opening = try #require(city.city.contributions(DecisionOpening.self).first { $0.id == "monitoring.directive" })
            _ = try await meeting.decide(
                .init(item: nil, text: "文化局盤點資料集。", leadAgency: "culture", supporting: ["labor"], due: due), opening: opening, as: actor,
                in: city.city)
            for state in [Meeting.State.convened, .drafted] { try await meeting.proceed(from: state, at: now, as: actor, in: city.store) }
            try await city.store.write(as: actor, "threads.tie") { db, changes in
                try Links(city.city).tie(meeting.reference, .relates, Reference("planning/policy", id), by: actor, db, &changes)
            }

            let visitor = Browser(city.site)
            let page = try await visitor.get("/policies/\(id)").text
            #expect(page.contains("文化局盤點資料集。") && page.contains("提供職缺資料") && page.contains("開放資料協調會議"))
            let csv = try await visitor.get("/api/v1/policies/\(id).csv").text
            #expect(csv.contains("culture,true,文化局盤點資料集。,2026-12-04") && csv.contains("labor,false,文化局盤點資料集。,2026-12-04"))
            #expect(try await visitor.get("/policies").text.contains("開放資料品質提升"))
            #expect(try await visitor.get("/plans/rdec-111-114/items/g1-1").text.contains("開放資料品質提升"), "the line's thread shows it")
            // Two weeks later nobody has done it.
            let later = city.city.at(now.adding(seconds: 14 * 86_400))
            let policy = try #require(try await city.store.read { try PolicyQueries.find(id, $0) })
            let granted = try await stage.granted(later)
            let board = try await city.store.read { try PolicyBoard.read(policy, Noun.View(city: later, granted: granted), $0) }
            #expect(board.open("culture") == 1 && board.late("culture") == 1 && board.late("labor") == 1 && board.done("culture") == 0)
        }
    }

    @Test(arguments: TestCity.engines)
    func theLeadAgencyWritesTheTextAndNothingElse(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            let added = try #require(try await stage.reviewer.post("/desk/policies", Self.values, tokenFrom: "/desk/policies").location)
            let desk = String(added.prefix { $0 != "?" })
            let seen = try await stage.stranger.hidden("seen", on: desk)
            let kept = try await stage.stranger.post(
                desk, ["text": "文化局改寫。", "title": "別的名字", "lead": "labor", "seen": seen], tokenFrom: desk)
            #expect(kept.status == 303)
            let policy = try #require(try await city.store.read { try PolicyQueries.all(onlyPublic: true, $0) }.first)
            #expect(policy.text == "文化局改寫。" && policy.title == "開放資料品質提升" && policy.lead == "culture")
            let late = try await stage.stranger.post(desk, ["text": "又一次", "seen": seen], tokenFrom: desk)
            #expect(late.status == 409 && late.text.contains("文化局改寫。") && late.text.contains("又一次"))
            #expect(try await stage.officer.get(desk).status == 404, "another agency's policy is not there")
        }
    }
}

extension AnnualStage {
    /// What a visitor is granted.
    fileprivate func granted(_ city: City) async throws -> Granted {
        try await Authorizer(grants: [], scopes: []).grant(.everyone, to: nil, parameters: [:], store: city.store)
    }
}
