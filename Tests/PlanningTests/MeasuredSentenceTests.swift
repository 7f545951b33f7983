import Testing

@testable import Planning

/// What is measured in the sentences of a real report, against what a reader found.
@Suite struct MeasuredSentenceTests {
    private static let heading = "保存文化資產"

    private func measured(_ text: String) -> [MeasuredSentence] { MeasuredSentence.all(in: text, under: Self.heading) }

    /// The bars of the issue. What is printed is what was measured.
    @Test func mostNumbersOfARealChapterAreFoundAndFewAreMadeUp() {
        var (found, missed, madeUp, named) = (0, [String](), [String](), 0)
        for (text, expected) in MeasuredSamples.sentences {
            var rest = measured(text)
            for one in expected {
                guard let place = rest.firstIndex(where: { $0.value == one.value && $0.unit == one.unit }) else {
                    missed.append("\(one.value) \(one.unit): \(text)")
                    continue
                }
                found += 1
                if rest[place].title.contains(one.word) { named += 1 } else { print("named \(rest[place].title), not \(one.word)") }
                rest.remove(at: place)
            }
            madeUp += rest.map { "\($0.title) \($0.value) \($0.unit): \(text)" }
        }
        let all = MeasuredSamples.sentences.reduce(0) { $0 + $1.measured.count }
        let (precision, recall) = (Double(found) / Double(found + madeUp.count), Double(found) / Double(all))
        print("numbers: \(all), found \(found), made up \(madeUp.count), precision \(precision), recall \(recall), well named \(named)")
        #expect(all >= 40)
        #expect(precision >= 0.9, "\(madeUp)")
        #expect(recall >= 0.85, "\(missed)")
        #expect(named * 100 >= found * 85)
    }

    @Test func aNumberHasTheNameItsSentenceGivesIt() {
        let one = measured("展出國際案例，參觀人數達 16 萬 6,511 人。")
        #expect(one.map(\.title) == ["參觀人數"] && one.map(\.value) == [166_511] && one.map(\.unit) == ["人"])
        let two = measured("第 15屆臺北兒童藝術節計 32 萬 8,636 人次參與（含 12 萬 3,374 網路人次）。")
        #expect(two.map(\.value) == [328_636, 123_374] && two.map(\.unit) == ["人次", "人次"])
        #expect(two.map(\.title) == ["第15屆臺北兒童藝術節參與人次", "網路人次"])
    }

    /// What is shown beside a proposal: the whole sentence as printed, and where in it the number stands.
    @Test func theSentenceAndThePlaceInItAreKeptAsPrinted() throws {
        let one = try #require(measured("成績斐然。參觀人數 達 16 萬 6,511 人，創新高。次年再辦。").first)
        #expect(one.sentence == "參觀人數 達 16 萬 6,511 人，創新高。")
        #expect(one.printed == "16 萬 6,511 人" && one.start == 7)
        let same = measured("甲館 3 場、乙館 3 場。")
        #expect(same.map(\.start) == [3, 10] && same.map(\.printed) == ["3 場", "3 場"])
    }

    @Test(arguments: [
        "103 年 7 月 19 日、20 日。", "第 9 屆藝術節。", "杭州南路 2 段 67 號 3 樓。", "依促參法第 46 條第 1 項第 2 款。", "2016世界設計之都。", "2014臺北爵士音樂節、2014台灣月琴民謠祭。",
        "連續 7 年成長，歷時 3 個月。", "16 周年館慶。", "（照片 13）", "上午 9 時 30 分開幕。", "第 3 場、第 1 案、第 2 次會議。", "提供 3 大面向服務。", "電話 06-2991111。", "預計辦理 10 場活動。",
        "101-103 年度。", "B1 層、A4 面。", "", "。。。",
    ]) func whatMeasuresNothingIsLeft(_ text: String) {
        #expect(measured(text).isEmpty, "\(measured(text))")
    }

    @Test(arguments: [
        ("本市立法代表 57 席", 57, "席"), ("參訪達 70 餘萬人次", 700_000, "人次"), ("經費 6 千萬元", 60_000_000, "元"), ("滿意度 87.5％", 87.5, "%"), ("設置據點 12 個", 12, "個"),
        ("平均處理 3.5 天", 3.5, "天"), ("補助 ３２００ 元", 3200, "元"), ("綠地 2 萬 3,000 平方公尺", 23_000, "平方公尺"), ("網站瀏覽 5 百萬次", 5_000_000, "次"),
    ]) func unitsOfReportsAreKnown(_ text: String, _ value: Double, _ unit: String) {
        let found = measured(text)
        #expect(found.map(\.value) == [value] && found.map(\.unit) == [unit], "\(found)")
    }
}
