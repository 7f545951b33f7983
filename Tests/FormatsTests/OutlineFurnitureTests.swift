import Formats
import Testing

@Suite struct OutlineFurnitureTests {
    @Test(arguments: ["- 3 -", "－３－", "第 3 頁", "第3頁，共10頁", "第 3 頁/共 10 頁", "Page 3 of 10", "~3~", "3", "3/93"])
    func pageNumbersBetweenPagesAreRemoved(_ page: String) throws {
        let outline = try read("一、這是一個很長的段落在此折\n\n\(page)\n\n\u{C}行並且繼續。\n二、乙。")
        #expect(outline.furniture.map(\.text) == [page])
        #expect(outline.nodes.map(\.text) == ["這是一個很長的段落在此折行並且繼續。", "乙。"])
    }

    @Test func aNumberThatTheSentenceNeedsStays() throws {
        let outline = try read("一、機關公務人員每年達成學習時數\n20\n小時以上，並列入考核之參據辦理。\n二、乙。")
        #expect(outline.furniture.isEmpty)
        #expect(outline.nodes[0].title == "機關公務人員每年達成學習時數20小時以上，並列入考核之參據辦理")
        #expect(outline.warnings == [.numberKept(line: 2, text: "20")])
    }

    @Test func pageNumbersCountOn() throws {
        let outline = try read("一、甲甲甲。\n1\n二、乙乙乙乙乙乙乙乙乙乙\n2\n乙乙。\n三、丙丙\n4\n5\n")
        #expect(outline.furniture.map(\.text) == ["1", "2", "5"])
        #expect(outline.warnings == [.numberKept(line: 7, text: "4")])
    }

    @Test(arguments: ["3 月", "第 3 條", "3.5", "-3", "10/3", "12345", "3 -"]) func isNoPageNumber(_ line: String) throws {
        #expect(try read("一、甲。\n\n\n\(line)\n\n\n二、乙。").furniture.isEmpty)
    }
}

/// Pages as a converter prints them.
@Suite struct OutlineRunningLineTests {
    private func pages(_ header: (Int) -> String, _ footer: (Int) -> String) -> String {
        let subjects = ["天文", "地理", "人事", "水利", "交通", "教育"]
        return (1...6).map { page in
            "\(header(page))\n\n關於\(subjects[page - 1])的第一段文字在這裡結束。\n\(["一", "二", "三", "四", "五", "六"][page - 1])、標題\(page)\n\(subjects[page - 1])這一段文字寫得很長很長，到了這一頁的底下還沒有寫完，所\n\n\(footer(page))\n"
        }.joined(separator: "\u{C}")
    }

    @Test func headersAndFootersAreRemoved() throws {
        let outline = try read(pages({ $0 % 2 == 0 ? "某某市政府" : "年度施政計畫 第 \($0) 季" }, { "\($0 + 10)" }))
        #expect(outline.furniture.count == 12)
        #expect(outline.nodes.map(\.title) == (1...6).map { "標題\($0)" })
        #expect(outline.nodes[0].text.hasSuffix("還沒有寫完，所關於地理的第一段文字在這裡結束。"))
        #expect(outline.nodes.map(\.page) == [1, 2, 3, 4, 5, 6])
    }

    @Test(arguments: ["壹-3", "iii", "〔3〕", "第三頁", "3/6", "共 6 頁，第 3 頁"]) func everyFormOfNumberCounts(_ form: String) throws {
        let romans = ["i", "ii", "iii", "iv", "v", "vi"]
        let chinese = ["一", "二", "三", "四", "五", "六"]
        let outline = try read(
            pages(
                { _ in "" },
                { form.replacing("iii", with: romans[$0 - 1]).replacing("三", with: chinese[$0 - 1]).replacing("3", with: String($0)) }))
        #expect(outline.furniture.count == 6)
        #expect(outline.warnings.isEmpty)
    }

    @Test func aChaptersNameAboveItsPagesIsKeptOnce() throws {
        let outline = try read(["甲", "乙", "丙", "丁"].map { "壹、施政重點\n本局今年持續辦理\($0)案之規劃設計與發包施工作業。\n其後續為\($0)\n" }.joined(separator: "\u{C}"))
        #expect(outline.rows == ["1 壹 施政重點"])
        #expect(outline.furniture.count == 3)
    }

    @Test func whatStandsInsidePagesTooIsText() throws {
        let outline = try read(
            ["子", "丑", "寅", "卯", "辰"].map { "議決通過\n一、\($0)案\n議決通過\n乙\($0)案\n" }.joined(separator: "\u{C}"))
        #expect(outline.furniture.isEmpty)
    }

    @Test func headersBesidePageNumbersAreFoundWithoutFormFeeds() throws {
        let outline = try read((1...4).map { "這一段文字寫到這裡為止\(String(repeating: "了", count: $0 * $0 * 4))。\n某某市議會公報\n- \($0) -\n" }.joined())
        #expect(outline.furniture.count == 8)
        #expect(outline.leftovers.count == 4 && outline.leftovers.allSatisfy { $0.text.hasSuffix("了。") })
    }
}
