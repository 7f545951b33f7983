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
        let read = try await DocumentReader().document(Self.document.odt(), named: "agenda.odt")
        let text = read.lines.map(\.text).joined(separator: "\n")
        for line in ["第 1 次會議議程", "報告事項", "時間：11月24日 09:00", "第一行", "第二行 <b>&\"", "甲", "乙", "辦理", "文化局"] {
            #expect(text.contains(line), "\(line)")
        }
    }

    /// ODF 1.3 part 2 §3.3: the type is the first file, stored, without an extra field, so that it stands at byte 38.
    @Test func theTypeStandsWhereFileTypeProgramsLookForIt() {
        let bytes = Self.document.odt()
        #expect(Array(bytes[30..<38]) == Array("mimetype".utf8))
        #expect(Array(bytes[38..<38 + TextDocument.type.utf8.count]) == Array(TextDocument.type.utf8))
        #expect(bytes[26] == 8 && bytes[28] == 0 && bytes[8] == 0)
    }

    @Test func theSameDocumentIsTheSameFile() {
        #expect(Self.document.odt() == Self.document.odt())
    }

    /// Check values of CRC-32/ISO-HDLC from the catalogue of parametrised CRC algorithms, and of the empty string.
    @Test func checksums() {
        #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.of([]) == 0)
    }
}
