internal import Formats
public import Kernel
internal import Matters
internal import Storage

/// Matters for a demo: directives in every state, made up and marked so, with days around today.
public struct DemoDesk: Sendable {
    private let city: City
    private let people: [String: SignedInPerson]

    /// - Parameter handles: by what they do: `officer`, `agencyhead`, `reviewer`, `mayor`, `officer2`.
    /// - Returns: nil when somebody is missing, or there are such matters already.
    public init?(_ city: City) async throws {
        self.city = city
        let today = city.clock.today
        let (people, isThere) = try await city.store.read { db in
            var people: [String: SignedInPerson] = [:]
            for handle in Self.handles {
                if let id = try PersonQueries.credentials(handle: handle, db)?.id {
                    people[handle] = try PersonQueries.signedIn(id: id, on: today, db)
                }
            }
            return (people, try db.first("SELECT id FROM matter WHERE is_sample LIMIT 1") != nil)
        }
        guard !isThere, people.count == Self.handles.count else { return nil }
        self.people = people
    }

    private static let handles = ["officer", "agencyhead", "reviewer", "mayor", "officer2"]

    /// What each goes through: opened so many days ago, due so many days from today, then steps with their words.
    private static let cases: [(title: String, opened: Int, due: Int, steps: [(who: String, action: String, form: [String: String])])] = [
        ("各機關開放資料品質未達金標章者，請提出改善期程", -2, 6, []),
        ("市政網站無障礙檢測不合格項目，請於一個月內改善", -1, 20, []),
        ("青年事務委員會第 4 屆第 3 次會議紀錄辦理情形彙整", -1, 0, []),
        ("1999 市民服務熱線夜間人力調度檢討", -20, -3, [("officer", "accept", [:])]),
        ("智慧路燈試辦區效益評估，請納入使用者意見", -15, 3, [("officer", "accept", [:]), ("officer", "report", ["status": "B", "words": "已完成問卷設計，下週開始發放。"])]),
        (
            "跨機關數據交換案之法規疑義，請彙整相關機關意見", -12, 9,
            [("officer", "accept", [:]), ("officer", "ask", ["agency": "water-resources", "words": "請提供水情資料介接之法規依據與限制。", "due": "+4"])]
        ),
        ("公務人員數位課程開課進度", -10, 12, [("officer", "accept", [:]), ("officer", "requestExtension", ["wanted": "+40", "words": "講師時間調整。"])]),
        ("區公所聯合服務中心等候時間公開", -9, 15, [("officer", "requestTransfer", ["words": "屬民政局權責，建議改分民政局。"])]),
        ("市政滿意度調查結果之因應作為", -25, 2, [("officer", "accept", [:]), ("officer", "propose", ["words": "已訂定六項改善作為，如附表。"])]),
        (
            "施政計畫與預算編列之勾稽", -30, 5,
            [
                ("officer", "accept", [:]), ("officer", "propose", ["words": "已建立對照表。"]), ("agencyhead", "approve", ["words": "如擬。"]),
            ]
        ),
        (
            "公共 Wi-Fi 熱點斷線通報機制", -40, 1,
            [
                ("officer", "accept", [:]), ("officer", "propose", ["words": "通報機制已上線三個月，平均修復 6 小時。"]), ("agencyhead", "approve", [:]),
                ("reviewer", "proposeRelease", ["words": "建議解除列管。"]),
            ]
        ),
        (
            "電子公文線上簽核比率提升", -60, -10,
            [
                ("officer", "accept", [:]), ("officer", "propose", ["words": "比率已達 78%。"]), ("agencyhead", "return", ["words": "請補各單位數字。"]),
                ("officer", "propose", ["words": "已補。"]), ("agencyhead", "approve", [:]), ("reviewer", "proposeRelease", [:]),
                ("mayor", "release", ["words": "同意解除列管。"]),
            ]
        ),
        (
            "行動辦公室試辦計畫", -50, 8,
            [
                ("officer", "accept", [:]), ("officer", "propose", ["words": "試辦完成。"]), ("agencyhead", "approve", [:]),
                ("reviewer", "continue", ["due": "+30", "words": "請補成本效益分析。"]),
            ]
        ),
        ("社群媒體回應時效", -18, 18, [("reviewer", "withdraw", ["words": "併入新聞處列管案。"])]),
        ("資安健診發現高風險項目之修補", -5, 7, [("officer", "accept", [:]), ("reviewer", "suspend", ["words": "待廠商提供修補程式。"])]),
    ]

    /// - Returns: how many matters were opened.
    public func open() async throws -> Int {
        guard let reviewer = people["reviewer"] else { return 0 }
        var opened = 0
        // Deadlines may lie in the next year, before its official calendar is published.
        _ = try await city.openProvisionalYear(city.clock.today.year + 1, as: .operatorAtConsole)
        for sample in Self.cases {
            opened += 1
            var now = moment(days: sample.opened)
            let opening = self.opening(sample.title, due: sample.due)
            let actor = Actor(reviewer.reference)
            var matters = Matters(city.at(now))
            let desk = matters
            var matter = try await city.store.write(as: actor, "monitoring.dispatch") { db, changes in try desk.open(opening, as: actor, db, &changes)
            }
            for (number, step) in sample.steps.enumerated() {
                guard let person = people[step.who] else { continue }
                // Spread over the days since, the last one yesterday at the latest.
                now = moment(days: sample.opened + (number + 1) * max(1, -sample.opened / (sample.steps.count + 1)))
                matters = Matters(city.at(min(now, city.clock.now())))
                let form = step.form.mapValues { $0.hasPrefix("+") ? day(Int($0.dropFirst()) ?? 0).iso : $0 }
                matter = try await matters.act(
                    Move(matter: matter.id, action: step.action, revision: matter.revision, form: Submission(values: form)), by: person)
            }
        }
        return opened
    }

    private func opening(_ title: String, due: Int) -> Opening {
        var opening = Opening("monitoring.directive", title: title, lead: "rdec")
        (opening.origin, opening.due, opening.words, opening.isSample) = ("rdec", day(due), "第 698 次市政會議（示範資料）", true)
        // So that visitors meet matters on the plan's threads.
        opening.isPublic = true
        return opening
    }

    private func day(_ days: Int) -> CivilDate { city.clock.today.adding(days: days) }

    private func moment(days: Int) -> Instant { city.clock.now().adding(seconds: Int64(days) * 86_400) }
}
