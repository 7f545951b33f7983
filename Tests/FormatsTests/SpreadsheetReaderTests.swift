import Testing

@testable import Formats

/// Spreadsheets as they come from other programs, and from ours.
@Suite struct SpreadsheetReaderTests {
    private static let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"

    private static func package(_ body: String, manifest: String = "", mimetype: String = SpreadsheetWriter.type) throws -> [UInt8] {
        let zip = ZipWriter()
        try zip.add("mimetype", Array(mimetype.utf8))
        try zip.add("content.xml", Array((head + body + "</office:spreadsheet></office:body></office:document-content>").utf8))
        if !manifest.isEmpty { try zip.add("META-INF/manifest.xml", Array(manifest.utf8)) }
        return try zip.finish()
    }

    private static func rows(_ table: String) throws -> [[SheetCell]] {
        try #require(try SpreadsheetReader.read(package("<table:table table:name=\"一\">\(table)</table:table>")).first).rows
    }

    @Test func cellsHaveTheirTypes() throws {
        let rows = try Self.rows(
            """
            <table:table-row><table:table-cell office:value-type="string"><text:p>0012</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="0.5"/><table:table-cell office:value-type="percentage" office:value="0.9"/><table:table-cell office:value-type="currency" office:value="1500"/><table:table-cell office:value-type="date" office:date-value="2026-11-24"/><table:table-cell office:value-type="date" office:date-value="2026-11-24T04:44:53.123"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell><text:p>無型別</text:p></table:table-cell></table:table-row>
            """)
        let day = try #require(CivilDate(iso: "2026-11-24"))
        #expect(
            rows == [
                [
                    .text("0012"), .integer(12), .number(0.5), .percentage(0.9, places: 0), .money(1500), .date(day),
                    .moment(milliseconds: 1_795_466_693_123), .bool(true), .text("無型別"),
                ]
            ])
    }

    @Test func whatRepeatsIsWrittenOutOnlyWhereSomethingFollows() throws {
        let rows = try Self.rows(
            """
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            """)
        let first: [SheetCell] = [.empty, .empty, .text("a"), .text("a")]
        #expect(rows == [first, first, [], [], [], [.text("b"), .empty, .text("c")]])
    }

    @Test func blanksAndLinesOfAParagraphAreAsTheyWereTyped() throws {
        let rows = try Self.rows(
            """
            <table:table-row><table:table-cell office:value-type="string"><text:p> 甲  乙<text:s text:c="2"/>丙<text:tab/><text:span>丁</text:span><text:line-break/>戊 </text:p><text:p/><text:p>己</text:p><office:annotation><text:p>註解不算</text:p></office:annotation></table:table-cell></table:table-row>
            """)
        #expect(rows == [[.text("甲 乙  丙\t丁\n戊\n\n己")]])
    }

    @Test func whatWeWriteComesBackAsItWas() throws {
        let texts = ["", "0012", " 前後空白 ", "a  b   c", "一\n二\n\n三\n", "\t定位", "\"引號\" & <標籤>", "👩‍👩‍👧‍👦 𠮷", "=1+1", "  "]
        let writer = SpreadsheetWriter(title: "測試", language: "zh-Hant-TW")
        writer.beginSheet("字", columns: [SheetColumn("值")])
        for text in texts { writer.append([.text(text), .integer(7)]) }
        writer.beginSheet("數", columns: [SheetColumn("值")])
        writer.append([.number(20.5), .money(3), .empty, .bool(false)])
        let sheets = try SpreadsheetReader.read(writer.finish())
        #expect(sheets.map(\.name) == ["字", "數"])
        #expect(sheets[0].rows.dropFirst().map { $0[0].plain } == texts)
        #expect(sheets[1].rows[1] == [.number(20.5), .money(3), .empty, .bool(false)])
    }

    @Test func whatIsNoSpreadsheetIsRefused() throws {
        #expect(throws: SpreadsheetError.unknown) { try SpreadsheetReader.read(Array("id,name".utf8)) }
        #expect(throws: SpreadsheetError.unknown) {
            try SpreadsheetReader.read(Self.package("", mimetype: "application/vnd.oasis.opendocument.text"))
        }
        let whole = try Self.package("<table:table/>")
        #expect(throws: SpreadsheetError.damaged) { try SpreadsheetReader.read(Array(whole.prefix(whole.count / 2))) }
        #expect(throws: SpreadsheetError.damaged) { try SpreadsheetReader.read(Self.package("<table:table>")) }
        let manifest =
            "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
        #expect(throws: SpreadsheetError.encrypted) { try SpreadsheetReader.read(Self.package("<table:table/>", manifest: manifest)) }
    }

    @Test(arguments: [
        "<table:table-row table:number-rows-repeated=\"2000000\"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>",
        "<table:table-row><table:table-cell table:number-columns-repeated=\"9223372036854775807\"><text:p>a</text:p></table:table-cell></table:table-row>",
        "<table:table-row table:number-rows-repeated=\"9223372036854775807\"><table:table-cell/></table:table-row><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>",
        "<table:table-row><table:table-cell table:number-columns-repeated=\"5000\"/><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>",
        "<table:table-row table:number-rows-repeated=\"90000\"><table:table-cell table:number-columns-repeated=\"1000\"><text:p>a</text:p></table:table-cell></table:table-row>",
    ])
    func whatAsksForTooMuchIsRefused(_ row: String) throws {
        #expect(throws: SpreadsheetError.tooLarge) { try SpreadsheetReader.read(Self.package("<table:table>\(row)</table:table>")) }
    }
}
