import Testing

@testable import Formats

/// Spreadsheets that we write, taken apart again; LibreOffice and odfdo open them in the tests from outside.
@Suite struct SpreadsheetTests {
    private static func content(_ bytes: [UInt8]) throws -> String {
        String(decoding: try #require(try ZipArchive(bytes).read("content.xml", upTo: 1 << 28)), as: UTF8.self)
    }

    private static func cell(_ cell: SheetCell) -> String {
        var xml: [UInt8] = []
        SheetXML.append(cell, to: &xml)
        return String(decoding: xml, as: UTF8.self)
    }

    @Test(arguments: [
        (SheetCell.integer(-12), #"office:value-type="float" office:value="-12"><text:p>-12</text:p>"#),
        (.decimal(0.125, places: 2), #"office:value-type="float" office:value="0.125"><text:p>0.13</text:p>"#),
        (.decimal(-0.5, places: 0), #"office:value="-0.5"><text:p>-1</text:p>"#),
        (.decimal(7, places: 3), #"office:value="7.0"><text:p>7.000</text:p>"#),
        (.percentage(0.925, places: 1), #"office:value-type="percentage" office:value="0.925"><text:p>92.5%</text:p>"#),
        (.bool(true), #"office:value-type="boolean" office:boolean-value="true""#),
        (.money(1_500), #"office:value-type="currency" office:value="1500" office:currency="TWD"><text:p>NT$1500</text:p>"#),
        (.link("公告", url: "https://example.org/?a=1&b=\"2\""), #"xlink:href="https://example.org/?a=1&amp;b=&quot;2&quot;">公告</text:a>"#),
    ])
    func everyCellHasItsType(_ cell: SheetCell, _ expected: String) {
        #expect(Self.cell(cell).contains(expected), "\(Self.cell(cell))")
    }

    @Test func datesAndMomentsAreOnesOfTaipei() throws {
        let day = try #require(CivilDate(iso: "2026-11-24"))
        #expect(Self.cell(.date(day)).contains(#"office:value-type="date" office:date-value="2026-11-24"><text:p>2026-11-24<"#))
        // 2026-11-23T20:44:53.123Z, by `date -d @1795466693`, is the next morning in Taipei.
        let moment = SheetCell.moment(milliseconds: 1_795_466_693_123)
        #expect(Self.cell(moment).contains(#"office:date-value="2026-11-24T04:44:53.123"><text:p>2026-11-24 04:44:53<"#))
        #expect(moment.plain == "2026-11-23T20:44:53.123Z")
        #expect(SheetCell.moment(milliseconds: -1).plain == "1969-12-31T23:59:59.999Z")
    }

    @Test func whatASpreadsheetCannotHoldStaysWords() {
        #expect(Self.cell(.integer(9_007_199_254_740_993)).contains(#"value-type="string"><text:p>9007199254740993<"#))
        #expect(Self.cell(.decimal(.nan, places: 1)).contains(#"value-type="string""#))
        #expect(Self.cell(.link("x", url: "javascript:alert(1)")) == Self.cell(.text("x")))
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")"])
    func wordsNeverBecomeAFormula(_ text: String) {
        #expect(Self.cell(.text(text)).contains(#"office:value-type="string"><text:p>"#))
        #expect(!Self.cell(.text(text)).contains("formula"))
    }

    @Test func blanksLinesAndControlCharacters() {
        #expect(
            Self.cell(.text(" a  b\tc ")).contains(#"<text:p><text:s text:c="1"/>a <text:s text:c="1"/>b<text:tab/>c<text:s text:c="1"/></text:p>"#))
        #expect(Self.cell(.text("甲\r\n乙\n")).contains("<text:p>甲</text:p><text:p>乙</text:p><text:p></text:p>"))
        #expect(Self.cell(.text("a\u{0}\u{B}\u{1F}\u{7F}\u{9B}\u{FFFE}\u{FFFF}b<&>")).contains("<text:p>ab&lt;&amp;&gt;</text:p>"))
    }

    @Test func sheetsHaveHeadingsThatRepeatAndNamesThatProgramsTake() throws {
        let writer = SpreadsheetWriter(title: "測試", language: "zh-Hant-TW")
        writer.beginSheet("計畫/一", columns: [SheetColumn("代號", .narrow), SheetColumn("名稱 <&>", .broad)])
        writer.append([.text("a"), .empty])
        writer.beginSheet("計畫一", columns: [SheetColumn("x")])
        let bytes = try writer.finish()
        let content = try Self.content(bytes)
        #expect(content.contains("<table:table-header-rows><table:table-row table:style-name=\"row\"><table:table-cell table:style-name=\"head\""))
        #expect(content.contains("名稱 &lt;&amp;&gt;"))
        #expect(content.contains("table:name=\"計畫一\"") && content.contains("table:name=\"計畫一 (2)\""))
        let archive = try ZipArchive(bytes)
        for name in ["styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"] { #expect(archive.has(name)) }
        #expect(Array(bytes[38..<38 + SpreadsheetWriter.type.utf8.count]) == Array(SpreadsheetWriter.type.utf8))
    }

    @Test func rowsBeyondASheetGoOnInTheNext() throws {
        let writer = SpreadsheetWriter(title: "t", language: "en", rowsInSheet: 3)
        writer.beginSheet("n", columns: [SheetColumn("number")])
        for number in 1...5 { writer.append([.integer(Int64(number))]) }
        let content = try Self.content(try writer.finish())
        let sheets = content.pieces(between: "<table:table ")
        #expect(sheets.count == 4)
        #expect(sheets.dropFirst().map { $0.pieces(between: "office:value-type=\"float\"").count - 1 } == [2, 2, 1])
        #expect(sheets.dropFirst().allSatisfy { $0.contains("<text:p>number</text:p>") })
    }

    @Test func aLongTableComesBackWhole() throws {
        let writer = SpreadsheetWriter(title: "t", language: "en")
        writer.beginSheet("n", columns: [SheetColumn("number"), SheetColumn("text")])
        for number in 0..<20_000 { writer.append([.integer(Int64(number)), .text("第 \(number) 列")]) }
        let bytes = try writer.finish()
        let content = try Self.content(bytes)
        #expect(content.pieces(between: "office:value-type=\"float\"").count == 20_001)
        #expect(content.contains("office:value=\"19999\"") && content.contains("第 19999 列"))
        #expect(bytes.count * 8 < content.utf8.count)
    }

    @Test func aDocumentWithoutSheetsHasOne() throws {
        #expect(try Self.content(SpreadsheetWriter(title: "空", language: "en").finish()).contains("table:name=\"空\""))
    }

    @Test func theSameRowsAreTheSameFile() throws {
        func file() throws -> [UInt8] {
            let writer = SpreadsheetWriter(title: "t", language: "en")
            writer.beginSheet("n", columns: [SheetColumn("x")])
            writer.append([.text("y")])
            return try writer.finish()
        }
        #expect(try file() == file())
    }
}

extension StringProtocol where SubSequence == Substring {
    fileprivate func pieces(between separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }
}
