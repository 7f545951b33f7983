import Formats
import Foundation
import Planning
import Testing

/// The real plan of the Tainan RDEC. Everything expected here was read from the document by eye.
@Suite struct RDECPlanTests {
    private let draft: PlanDraft

    init() throws {
        let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Demo/plan-rdec-111-114.txt").standardized
        draft = try PlanDraft(from: Outline(reading: Array(Data(contentsOf: file))))
    }

    @Test func namesAgencyAndYears() {
        #expect(draft.title == "臺南市政府研究發展考核委員會中程施政計畫")
        #expect(draft.agencyName == "臺南市政府研究發展考核委員會")
        #expect(draft.years == 111...114)
    }

    @Test func hasMissionAndVision() {
        #expect(
            draft.mission
                == "本會為臺南市政府政策幕僚單位，依法掌理施政計畫、研究發展、管制考核、為民服務及資訊流通督導之研究考核事項，專責整合各項市政建設目標，擘劃市政發展藍圖，實踐對市民的承諾。")
        #expect(draft.vision?.hasPrefix("透過前瞻、創新之規劃、精實之管考、務實之為民服務，輔以 E 化資訊系統，推動各項業務") == true)
        #expect(draft.vision?.hasSuffix("塑造高效能、智慧化、民意為本之現代化政府。") == true)
    }

    @Test func hasSixPriorities() {
        #expect(draft.priorities.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(
            draft.priorities.map(\.title) == ["落實開放政府", "強化決策品質", "精進個案管理", "推動青年事務，打造青年溝通平台", "促進資訊流通", "優化市政服務"])
        #expect(draft.priorities[3].text == "整合本府青年事務資源與研訂青年政策，強化本府青年事務委員會能量，深化青年公共參與。")
        #expect(draft.priorities[0].line == 23)
    }

    @Test func hasFiveKeyGoalsWithTheirItems() {
        let goals = draft.goals.filter { $0.kind == .key }
        #expect(goals.map(\.number) == [1, 2, 3, 4, 5])
        #expect(
            goals.map(\.title) == [
                "提升政府策略思維能力", "策訂施政目標，滾動修正政計畫並檢討成果", "提升管考效能，落實對市民的承諾", "促進資訊流通，便捷網路服務", "精進服務效能，提升為民服務品質",
            ])
        #expect(goals.map(\.items.count) == [4, 3, 2, 12, 3])
        #expect(goals.map(\.perspective) == [.businessResults, .businessResults, .businessResults, .businessResults, .administrativeEfficiency])
        #expect(goals[3].items.map(\.number) == Array(1...12))
        #expect(goals[3].items[3].text == "建置便民服務 E 化系統，便利民眾查詢及應用。")
        #expect(goals[2].items[0].text == "市政會議、市議會、重大會議、前瞻基礎建設計畫及各項專案計畫納入追蹤管制。透過系統化的追蹤管制作業，督促各局處會積極檢討辦理。")
    }

    @Test func hasTwoCommonGoals() {
        let goals = draft.goals.filter { $0.kind == .common }
        #expect(goals.map(\.title) == ["提升人力資源素質，落實終身學習觀念", "提高預算執行力"])
        #expect(goals.map(\.perspective) == [.organizationalLearning, .financialManagement])
        #expect(goals[0].text == "為強化終身學習觀念，鼓勵參與學習，機關公務人員每年達成與業務相關學習時數 20 小時。")
        #expect(goals.allSatisfy { $0.items.isEmpty })
    }

    @Test func proposesItsTwoIndicators() throws {
        try #require(draft.indicators.count == 2)
        let hours = draft.indicators[0]
        #expect((hours.title, hours.target, hours.unit, hours.comparison) == ("業務相關學習時數", 20, "小時", .atLeast))
        #expect(hours.sourceText == "為強化終身學習觀念，鼓勵參與學習，機關公務人員每年達成與業務相關學習時數 20 小時。")
        let budget = draft.indicators[1]
        #expect((budget.title, budget.target, budget.unit, budget.comparison) == ("預算執行率", 90, "%", .atLeast))
        #expect(budget.sourceText == "有效運用年度分配預算，提高預算執行效率，並撙節各項支出，每年預算執率達 90%以上。")
        #expect(draft.indicators.map { draft.goals[$0.goal].title } == ["提升人力資源素質，落實終身學習觀念", "提高預算執行力"])
    }

    @Test func leavesNothingOver() {
        #expect(draft.leftovers.isEmpty)
        #expect(draft.warnings == [.misprint(line: 178, printed: "預算執率", understood: "預算執行率")])
    }
}

/// Plans of other agencies and years, with other words and numbering. Made up for these tests.
@Suite struct OtherPlanTests {
    private func draft(_ text: String) throws -> PlanDraft { try PlanDraft(from: Outline(reading: Array(text.utf8))) }

    private let central = """
        某市政府　某某局
        中程施政計畫（112-115年度）

        一、使命：為民服務。
        二、願景 打造幸福城市。
        三、優先發展課題
        （一）交通：改善路口。
        （二）環境
        四、策略績效目標
        1、業務成果構面
        (1) 提升路口安全【業務成果】
        ① 改善路口每年至少 12 處，工程完工率不低於９５％。
        ② 已達 3 萬人次使用 1999 專線。
        (2) 提升滿意度：未來 4 年滿意度提升至 85%以上。
        2、行政效率面向
        (1) 縮短公文處理天數降至 3.5 天以下
        五、共同性目標
        1、節約能源
        六、附則
        本計畫自核定日實施。
        """

    @Test func understandsOtherWordsAndNumbering() throws {
        let draft = try draft(central)
        #expect(draft.agencyName == "某市政府　某某局")
        #expect(draft.title == "中程施政計畫（112-115年度）")
        #expect(draft.years == 112...115)
        #expect(draft.mission == "為民服務。")
        #expect(draft.vision == "打造幸福城市。")
        #expect(draft.priorities.map(\.title) == ["交通", "環境"])
        #expect(draft.goals.map(\.title) == ["提升路口安全", "提升滿意度", "縮短公文處理天數降至 3.5 天以下", "節約能源"])
        #expect(draft.goals.map(\.kind) == [.key, .key, .key, .common])
        #expect(draft.goals.map(\.perspective) == [.businessResults, .businessResults, .administrativeEfficiency, nil])
        #expect(draft.goals[0].items.map(\.number) == [1, 2])
        #expect(draft.leftovers.map(\.text) == ["六、附則\n本計畫自核定日實施。"])
        #expect(draft.warnings == [.noPerspective(line: 18, goal: "節約能源")])
    }

    @Test func proposesOnlyWhatIsStatedAsATarget() throws {
        let draft = try draft(central)
        #expect(draft.indicators.map(\.title) == ["改善路口", "工程完工率", "滿意度"])
        #expect(draft.indicators.map(\.target) == [12, 95, 85])
        #expect(draft.indicators.map(\.unit) == ["處", "%", "%"])
        #expect(draft.indicators.map(\.sourceText).first == "改善路口每年至少 12 處，工程完工率不低於９５％。")
    }

    @Test func saysWhatIsMissing() throws {
        let draft = try draft("壹、施政重點\n一、甲：乙\n貳、年度施政目標\n一、丙（財務管理面向）")
        #expect(draft.mission == nil)
        #expect(draft.goals.map(\.perspective) == [.financialManagement])
        #expect(draft.warnings == [.missing(.mission), .missing(.vision), .missing(.commonGoals)])
        #expect(draft.warnings[0].message(.chinese) == "找不到「使命」。")
    }

    @Test func goalsThatAreNotToldApartAreKeyGoals() throws {
        let draft = try draft("壹、使命：甲\n貳、關鍵策略目標及共同性目標\n一、乙（業務成果面向）\n二、丙（組織學習面向）")
        #expect(draft.goals.map(\.kind) == [.key, .key])
        #expect(draft.warnings.contains(.kindUnclear(line: 2)))
    }

    @Test func minutesAreNoPlan() throws {
        let error = PlanError.notAPlan(notFound: PlanPart.allCases)
        #expect(throws: error) { try draft("會議紀錄\n壹、主席宣告開會\n貳、報告事項\n一、本局重視施政重點之執行，並落實願景。") }
        #expect(error.message(.chinese) == "這份文件不像施政計畫：找不到「使命」、「願景」、「施政重點」、「關鍵策略目標」、「共同性目標」。")
        #expect(error.message(.english).hasPrefix("This document does not look like a plan: it has no mission (使命), no vision"))
    }

    @Test(arguments: [
        ("（111 年度至 114 年度）", 111...114), ("111-114年", 111...114), ("民國１１１年～１１４年", 111...114), ("112 年度", 112...112), ("2022至2025年", 111...114),
    ])
    func readsYears(_ line: String, _ years: ClosedRange<Int>) throws {
        #expect(try draft("某某局施政計畫\n\(line)\n壹、使命：甲\n貳、施政重點\n一、乙").years == years)
    }
}

@Suite struct DamagedPlanTests {
    /// Whatever is missing from the real plan, it is read or refused, and no character of its numbered text is made up.
    @Test func everyLineMayBeMissing() throws {
        let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Demo/plan-rdec-111-114.txt").standardized
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }
        for missing in lines.indices {
            let text = lines.indices.filter { $0 != missing }.map { lines[$0] }.joined(separator: "\n")
            let outline = try Outline(reading: Array(text.utf8))
            // A chapter's number that is missing takes all later chapters with it, for they do not continue the series: then it is refused.
            let draft: PlanDraft
            do { draft = try PlanDraft(from: outline) } catch {
                #expect(!outline.warnings.isEmpty)
                continue
            }
            let source = text.filter { !$0.isWhitespace }
            for priority in draft.priorities { #expect(source.contains(priority.text.prefix(10).filter { !$0.isWhitespace })) }
            #expect(draft.indicators.count <= 2)
        }
        #expect(throws: PlanError.self) { try PlanDraft(from: Outline(reading: Array(lines.prefix(1).joined().utf8))) }
    }
}
