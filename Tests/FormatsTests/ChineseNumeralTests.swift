import Formats
import Testing

@Suite struct ChineseNumeralTests {
    @Test(arguments: [
        ("一", 1), ("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("二十三", 23), ("九十九", 99), ("〇", 0), ("零", 0), ("廿", 20), ("廿一", 21),
        ("卅五", 35), ("二〇", 20), ("三二", 32), ("壹", 1), ("叁", 3), ("弍", 2), ("肆", 4), ("拾", 10), ("拾壹", 11), ("貳拾", 20), ("玖拾玖", 99),
        ("7", 7), ("12", 12), ("１２", 12), ("①", 1), ("⑳", 20),
    ])
    func reads(_ text: String, _ value: Int) {
        #expect(ChineseNumeral.value(of: text) == value)
    }

    @Test(arguments: ["", "百", "十十", "一十一二", "1一", "1１", "壹十", "十〇", "二零零", "①②", "1999", "甲", "十一 "])
    func refuses(_ text: String) {
        #expect(ChineseNumeral.value(of: text) == nil)
    }

    @Test func writes() {
        #expect(ChineseNumeral.text(10, .ordinary) == "十")
        #expect(ChineseNumeral.text(23, .ordinary) == "二十三")
        #expect(ChineseNumeral.text(99, .financial) == "玖拾玖")
        #expect(ChineseNumeral.text(115, .fullWidthDigits) == "１１５")
        #expect(ChineseNumeral.text(20, .circled) == "⑳")
        #expect(ChineseNumeral.text(21, .circled) == nil)
        #expect(ChineseNumeral.text(100, .ordinary) == nil)
        #expect(ChineseNumeral.text(-1, .digits) == nil)
    }

    @Test(arguments: NumeralStyle.allCases) func readsBackWhatItWrites(_ style: NumeralStyle) {
        for number in 0...99 {
            guard let text = ChineseNumeral.text(number, style) else { continue }
            #expect(ChineseNumeral.value(of: text) == number)
        }
    }
}
