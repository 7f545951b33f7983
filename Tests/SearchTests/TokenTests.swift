import Testing

@testable import Search

@Suite struct TokenTests {
    @Test func chineseIsPairsAndWordsAreWords() {
        #expect(SearchTokens.terms("臺南市") == ["臺南", "南市", "市"])
        #expect(SearchTokens.terms("台南 ＡＢＣ policies") == ["臺南", "南", "abc", "policy"])
        #expect(SearchTokens.terms("111-114年") == ["111", "114", "年"])
        #expect(SearchTokens.terms("，。！\u{E000}\u{0}'\"") == [])
    }

    /// By hand from Harman's three rules.
    @Test(arguments: [
        ("policies", "policy"), ("plans", "plan"), ("houses", "house"), ("class", "class"), ("status", "status"), ("bus", "bus"), ("shoes", "shoes"),
        ("trees", "trees"), ("gas", "gas"), ("abc1s", "abc1s"),
    ])
    func plurals(_ word: String, _ stem: String) {
        #expect(Stemming.stem(word) == stem)
    }

    @Test func aQuestionIsGroupsOfTerms() {
        let question = SearchQuestion("青年 實習「青年」 ")
        #expect(question.groups.map(\.text) == ["青年", "實習"])
        #expect(question.terms == ["青年", "實習"])
        #expect(SearchQuestion(String(repeating: "一二三四五", count: 100)).terms.count <= 40)
    }

    @Test func tokensCannotEndTheirQuotes() {
        for token in SearchTokens.terms("a'b\"c\\d:* & | ! ( ) <-> NEAR OR 甲'乙") {
            #expect(!token.unicodeScalars.contains { "'\"\\:*&|!()<>- ".unicodeScalars.contains($0) }, "\(token)")
        }
    }

    @Test(arguments: [
        ("青年實習", "青年實昔", true), ("青年實習", "青年習實", true), ("青年實習", "青實習", true), ("青年實習", "青年年實習", true), ("青年實習", "青年實習", false),
        ("青年實習", "少年實昔", false), ("business", "busness", true), ("business", "buisness", true), ("plan", "plans", true),
    ])
    func aSlipIsOneCharacter(_ word: String, _ other: String, _ isSlip: Bool) {
        #expect(Spelling.isSlip(of: word, other) == isSlip)
    }

    @Test func patternsAreCounted() {
        #expect(BytePattern("aa").count(in: Array("aaaaa".utf8)) == 2)
        #expect(BytePattern("臺南").count(in: Array("臺南市在臺南，臺灣".utf8)) == 2)
        #expect(BytePattern("南市").count(in: Array("臺南".utf8)) == 0)
        #expect(BytePattern("a").count(in: Array("aaaaa".utf8)) == 3)
    }

    @Test func whatIsFoundIsMarkedInTheTextsOwnWords() {
        let highlight = Highlight(SearchQuestion("臺南市 plans"))
        #expect(highlight.pieces("台南市的 PLANS").map { $0.isHit ? "[\($0.text)]" : $0.text }.joined() == "[台南市]的 [PLANS]")
        let excerpt = highlight.excerpt(String(repeating: "甲", count: 300) + "臺南市" + String(repeating: "乙", count: 300), length: 40)
        #expect(excerpt.map(\.text).joined().contains("甲臺南市乙") && excerpt.first?.text == "…" && excerpt.last?.text == "…")
        #expect(Highlight(SearchQuestion("無")).excerpt("短的", length: 40) == [.init(text: "短的", isHit: false)])
    }
}
