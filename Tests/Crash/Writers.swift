import Formats
import Foundation
import Kernel
import Planning
import Storage

/// Several writers at once, each with plans of its own: new ones, and every third an earlier one with other content.
struct Writers {
    let city: City

    func write(from first: Int) async throws {
        let draft = try PlanDraft(from: Outline(reading: Array(Self.text.utf8)))
        let agencies = try await city.store.point { try AgencyQueries.all($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for agency in agencies.prefix(4) {
                group.addTask {
                    var number = first
                    while true {
                        await write(number, of: agency.id, draft)
                        number += 1
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func write(_ number: Int, of agency: String, _ draft: PlanDraft) async {
        var draft = draft
        // One key in three is written a second time, with another text and another number of lines.
        let key = number % 3 == 2 ? number - 1 : number
        draft.mission = "示範資料 \(number)"
        if key != number { draft.goals[0].items.removeLast() }
        let plan = PlanImport(agency: agency, years: key...(key + 3), draft: draft, publishes: true)
        do {
            _ = try await plan.run(as: .operatorAtConsole, at: city.clock.now(), in: city.store)
            let id = plan.id
            guard let digest: String = try await city.store.point({ try $0.first("SELECT digest FROM plan WHERE id = \(id)")?.get("digest") })
            else { throw StoreError.missingColumn("digest") }
            // One write(2) for a whole line: it is there or it is not.
            FileHandle.standardOutput.write(Data("\(id) \(digest)\n".utf8))
        } catch {
            // The database is being killed too. Nothing was promised, so nothing is acknowledged.
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// With wrapped paragraphs, as printed plans have: by them the reader tells a full line from a heading.
    private static let text = """
        示範機關中程施政計畫（示範資料）
        壹、使命
        示範資料：沒有機關寫過這份計畫，它只用來檢查寫進資料庫的每一筆在系統突然停止之
        後都還在、都完整。
        貳、願景
        示範資料：凡是系統回答過「已寫入」的，重新啟動之後都查得到；沒有回答的，要嘛全
        部都在，要嘛全部不在。
        參、施政重點
        一、示範重點：示範資料。
        肆、目標
        一、關鍵策略目標：
        (一) 示範目標：（業務成果面向）
        1. 示範資料一。
        2. 示範資料二。
        3. 示範資料三。

        """
}
