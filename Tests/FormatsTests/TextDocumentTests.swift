import Testing

@testable import Formats

/// Documents that we write, read back by our own reader; LibreOffice opens them in the tests from outside.
@Suite struct TextDocumentTests {
    private static let document = TextDocument(
        title: "議程 & <附件>", language: "zh-Hant-TW",
        blocks: [
            .title("第 1 次會議議程"), .heading("報告事項", level: 2), .fact("時間", "11月24日 09:00"), .paragraph("第一行\n第二行 <b>&\"\u{1}"),
            .list(["甲", "乙"], isNumbered: true), .table(columns: ["決議", "機關"], rows: [["辦理", "文化局"]]),
        ])

    @Test func ourOwnReaderReadsIt() async throws {
        let read = try await DocumentReader().document(try Self.document.odt(), named: "agenda.odt")
        let text = read.lines.map(\.text).joined(separator: "\n")
        for line in ["第 1 次會議議程", "報告事項", "時間：11月24日 09:00", "第一行", "第二行 <b>&\"", "甲", "乙", "辦理", "文化局"] {
            #expect(text.contains(line), "\(line)")
        }
    }

    /// ODF 1.3 part 2 §3.3: the type is the first file, stored, without an extra field, so that it stands at byte 38.
    @Test func theTypeStandsWhereFileTypeProgramsLookForIt() throws {
        let bytes = try Self.document.odt()
        #expect(Array(bytes[30..<38]) == Array("mimetype".utf8))
        #expect(Array(bytes[38..<38 + TextDocument.type.utf8.count]) == Array(TextDocument.type.utf8))
        #expect(bytes[26] == 8 && bytes[28] == 0 && bytes[8] == 0)
    }

    @Test func theSameDocumentIsTheSameFile() throws {
        #expect(try Self.document.odt() == Self.document.odt())
    }

    @Test func picturesHaveWordsAndLinksLead() async throws {
        let picture = TextDocument.Picture([1, 2, 3], .png, title: "圖 1", description: "每月 <件數> 的折線", width: 12.5, height: 6)
        let document = TextDocument(
            title: "t", language: "zh-Hant-TW",
            blocks: [
                .contents(title: "目次", depth: 2), .heading("甲", level: 1), .picture(picture), .heading("乙", level: 3), .heading("丙", level: 2),
                .runs([.text("見 "), .link("公告", url: "https://example.org/?a&b"), .strong("重要"), .link("壞", url: "javascript:x")], .note), .pageBreak,
            ])
        let archive = try ZipArchive(document.odt())
        let content = String(decoding: try #require(try archive.read("content.xml", upTo: 1 << 20)), as: UTF8.self)
        #expect(content.contains("<svg:title>圖 1</svg:title><svg:desc>每月 &lt;件數&gt; 的折線</svg:desc>"))
        #expect(content.contains(#"svg:width="12.50cm" svg:height="6.00cm""#) && content.contains(#"xlink:href="Pictures/1.png""#))
        #expect(try archive.read("Pictures/1.png", upTo: 10) == [1, 2, 3])
        let manifest = String(decoding: try #require(try archive.read("META-INF/manifest.xml", upTo: 1 << 20)), as: UTF8.self)
        #expect(manifest.contains(#"manifest:full-path="Pictures/1.png" manifest:media-type="image/png""#))
        #expect(content.contains(#"xlink:href="https://example.org/?a&amp;b">公告</text:a>"#) && !content.contains("javascript"))
        // The contents go down to the second level: 甲 and 丙, which are the first and the third heading.
        #expect(content.contains(##"xlink:href="#h1">甲</text:a>"##) && content.contains(##"xlink:href="#h3">丙</text:a>"##))
        #expect(!content.contains(##"xlink:href="#h2""##) && content.contains(#"<text:bookmark text:name="h3"/>丙</text:h>"#))
        let read = try await DocumentReader().document(document.odt(), named: "a.odt")
        #expect(read.lines.map(\.text).joined().contains("見 公告重要壞"))
    }

    /// Check values of CRC-32/ISO-HDLC from the catalogue of parametrised CRC algorithms, and of the empty string.
    @Test func checksums() {
        #expect(ZipWriter.checksum(0, Array("123456789".utf8)[...]) == 0xCBF4_3926)
        #expect(ZipWriter.checksum(0, []) == 0)
    }
}
