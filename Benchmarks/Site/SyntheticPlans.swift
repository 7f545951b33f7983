import App
import Formats
import Kernel
import Planning
import Storage

/// Plans that nobody made, each marked 示範資料, put into the record the way that real ones are.
struct SyntheticPlans {
    let count: Int

    /// PostgreSQL writes them side by side; SQLite has one writer.
    private static let writers = 4

    func add(to city: City) async throws {
        let agencies = try await city.store.point { try AgencyQueries.all($0) }
        let drafts = try agencies.map { try PlanDraft(from: Outline(reading: Array(Self.text(for: $0).utf8))) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                group.addTask {
                    for number in stride(from: writer, to: count, by: Self.writers) {
                        let place = number % agencies.count
                        // Three years each, so that none has the key of a real plan, which is for four.
                        let first = 1 + number / agencies.count
                        let plan = PlanImport(
                            agency: agencies[place].id, years: first...(first + 2), draft: drafts[place], publishes: true)
                        _ = try await plan.run(as: .operatorAtConsole, at: city.clock.now(), in: city.store)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// With wrapped paragraphs, as printed plans have: by them the reader tells a full line from a heading.
    private static func text(for agency: Agency) -> String {
        let goals = ["一", "二", "三"].map { number in
            """
            (\(number)) 示範資料之目標\(number)：（業務成果面向）
            1. 示範資料：每月檢視一次辦理情形，並將結果公開於網站。
            2. 示範資料：邀請市民參與討論，逐項回應提出的意見。
            3. 示範資料：結合各機關資源，簡化申辦流程與應備文件。
            """
        }
        return """
            \(agency.name)中程施政計畫（示範資料）
            壹、使命
            示範資料：本機關為市民提供便捷、透明的服務，把每一項承諾寫成可以查的文字，定
            期公開辦理情形，並對承諾的每一件事負責。
            貳、願景
            示範資料：讓每一位市民都看得見政府答應了什麼、做到了什麼、還差什麼，並且說得
            出自己的意見到了哪裡。
            參、施政重點
            一、示範重點一：以公開資料為基礎，推動業務透明。
            二、示範重點二：以市民的經驗為準，改善服務流程。
            肆、目標
            一、關鍵策略目標：
            \(goals.joined(separator: "\n"))

            """
    }
}
