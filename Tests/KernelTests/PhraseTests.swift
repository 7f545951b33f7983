import Kernel
import Testing

@Suite struct PhraseTests {
    private let english: Catalogue = Catalogue([
        "共 {} 項": "{} items", "{} 起，{} 止": "from {} until {}", "首頁": "Home", "臺南市政府": "Tainan City Government", "多": "more {} {}",
    ])

    @Test func aPhraseIsItsOwnKey() {
        let count = 3
        let phrase: Phrase = "共 \(count) 項"
        #expect(phrase.key == "共 {} 項")
        #expect(Words(.chinese, english: english)(phrase) == "共 3 項")
        #expect(Words(.english, english: english)(phrase) == "3 items")
    }

    @Test func valuesStayInOrderAndAreNeverTemplates() {
        let phrase: Phrase = "\("{}") 起，\("甲") 止"
        #expect(Words(.english, english: english)(phrase) == "from {} until 甲")
        #expect(Words(.chinese, english: english)(phrase) == "{} 起，甲 止")
    }

    @Test func whatIsNotTranslatedIsSaidInChinese() {
        #expect(Words(.english, english: english)("沒有翻譯") == "沒有翻譯")
        #expect(Words(.english, english: english)("沒有 \(2) 個") == "沒有 2 個")
    }

    @Test func aTranslationWithMorePlacesThanValuesShowsThem() {
        #expect(Words(.english, english: english)("多") == "more {} {}")
    }

    @Test func dataIsSaidAsItIs() {
        #expect(Words(.english, english: english)(Phrase(said: "首頁")) == "首頁")
        #expect(Words(.english, english: english)(verbatim: "臺南市政府") == "Tainan City Government")
        #expect(Words(.chinese, english: english)(verbatim: "臺南市政府") == "臺南市政府")
        #expect(Words(.english, english: english)(verbatim: "高雄市政府") == "高雄市政府")
    }

    @Test func cataloguesMergeAndTheLaterWins() throws {
        let merged = try Catalogue(merging: [Array(#"{"甲":"a","乙":"b"}"#.utf8), Array(#"{"乙":"c"}"#.utf8)])
        #expect(merged["甲"] == "a" && merged["乙"] == "c" && merged["丙"] == nil)
    }

    @Test func whatIsNoCatalogueIsRefused() {
        #expect(throws: CatalogueError.notAnObject) { try Catalogue(merging: [Array("[]".utf8)]) }
        #expect(throws: CatalogueError.notText(key: "甲")) { try Catalogue(merging: [Array(#"{"甲":1}"#.utf8)]) }
        #expect(throws: (any Error).self) { try Catalogue(merging: [Array("{".utf8)]) }
    }

    @Test(
        arguments: [
            (nil, Language.chinese), ("", .chinese), ("en", .english), ("en-US,en;q=0.9", .english), ("zh-TW,zh;q=0.9,en;q=0.8", .chinese),
            ("en;q=0.8, zh-TW;q=0.9", .chinese), ("fr, en;q=0.5", .english), ("fr", .chinese), ("en;q=0, fr", .chinese), ("EN-gb", .english),
            ("en;q=0.5,zh;q=0.5", .english), ("zh;q=0.1,en ; q=0.2", .english), ("en;q=x", .english), ("*", .chinese), (";;,,=", .chinese),
            ("en;q=nan", .chinese),
        ] as [(String?, Language)])
    func theReadersLanguage(_ header: String?, _ language: Language) {
        #expect(Language(accepting: header) == language)
    }

    @Test func blanksGoAtBothEndsOnly() {
        #expect("  a b\u{3000}\n".trimmingBlanks() == "a b")
        #expect(" \t ".trimmingBlanks().isEmpty)
        #expect("e\u{301} ".trimmingBlanks() == "e\u{301}")
    }
}
