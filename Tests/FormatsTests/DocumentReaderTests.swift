import Formats
import Foundation
import Testing

@Suite struct DocumentReaderTests {
    private func file(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Samples/\(name)", withExtension: nil))
        return Array(try Data(contentsOf: url))
    }

    private func text(_ document: SourceDocument) -> [String] { document.lines.map(\.text) }

    @Test func encodingsAreRecognised() throws {
        let words = "壹、使命\r\n提升服務品質。\n"
        let little = words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = words.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        // 壹、使命 and 提升服務品質。 in Big5, from the code table.
        let big5: [UInt8] = [
            0xB3, 0xFC, 0xA1, 0x42, 0xA8, 0xCF, 0xA9, 0x52, 0x0D, 0x0A, 0xB4, 0xA3, 0xA4, 0xC9, 0xAA, 0x41, 0xB0, 0xC8, 0xAB, 0x7E, 0xBD, 0xE8, 0xA1,
            0x43,
            0x0A,
        ]
        let cases: [([UInt8], SourceDocument.Encoding)] = [
            (Array(words.utf8), .utf8), ([0xEF, 0xBB, 0xBF] + Array(words.utf8), .utf8), ([0xFF, 0xFE] + little, .utf16LittleEndian),
            ([0xFE, 0xFF] + big, .utf16BigEndian), (little, .utf16LittleEndian), (big, .utf16BigEndian), (big5, .big5),
        ]
        for (bytes, encoding) in cases {
            let document = try DocumentReader().read(bytes, named: "計畫.txt")
            #expect(document.format == .text && document.encoding == encoding)
            #expect(text(document) == ["壹、使命", "提升服務品質。"])
        }
    }

    @Test func aNameThatSaysAnotherFormatIsRefused() throws {
        #expect(throws: DocumentError.wronglyNamed(found: .text, extension: "pdf")) { try DocumentReader().read(Array("壹、使命".utf8), named: "a.PDF") }
        #expect(throws: DocumentError.wronglyNamed(found: .pdf, extension: "docx")) { try DocumentReader().read(file("plan.pdf"), named: "a.docx") }
        #expect(try DocumentReader().read(file("plan.odt"), named: nil).format == .odt)
        #expect(try DocumentReader().read(file("plan.odt"), named: "../../etc/passwd").format == .odt)
    }

    @Test(arguments: [
        ("\u{89}PNG", "PNG"), ("{\\rtf1 x}", "RTF"), ("<!DOCTYPE html><p>x", "HTML"), ("GIF89a", "GIF"), ("Rar!x", "RAR"),
    ]) func otherFilesAreNamed(_ text: String, _ kind: String) {
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        #expect(throws: DocumentError.unknown(kind: kind)) { try DocumentReader().read(bytes, named: "a.txt") }
    }

    @Test func whatIsTooLargeIsNotLookedAt() {
        var reader = DocumentReader()
        reader.limits.bytes = 3 << 20
        #expect(throws: DocumentError.tooLarge(limit: 3)) { try reader.read([UInt8](repeating: 0x41, count: 3 << 20 + 1), named: nil) }
    }

    /// One source, made into the three formats by an office program.
    @Test(arguments: ["plan.odt", "plan.docx"]) func officeFilesSayWhatTheyMark(_ name: String) throws {
        let document = try DocumentReader().read(file(name), named: name)
        let outline = try Outline(of: document)
        let headings = outline.allNodes.filter(\.kind.isHeading)
        let series = ["一", "二", "一", "二", "三"]
        #expect(
            headings.map { $0.label.isEmpty ? $0.title : $0.label } == ["壹", "貳", "文化資產"] + series + ["表演藝術"] + series + ["圖書閱讀"] + series + [
                "參", "附件一", "一", "二",
            ])
        #expect(headings.map(\.level) == [1, 1, 2, 3, 3, 4, 4, 3, 2, 3, 3, 4, 4, 3, 2, 3, 3, 4, 4, 3, 1, 1, 2, 2])
        let table = try #require(outline.allNodes.first { $0.kind == .table })
        #expect(table.text == "計畫名稱\t內容\t預算（千元）\n一、古蹟修復\t1.修復三處古蹟。\t12,000\n二、藝文推廣\t1.辦理藝術節。2.補助團體。\t8,500")
        #expect(outline.allNodes.filter { $0.kind == .footnote }.map(\.text) == Array(repeating: "依據本縣施政計畫編製要點。", count: 3))
        #expect(outline.contents.map { $0.text.filter { !$0.isWhitespace } }.contains("貳、年度施政目標與策略2"))
        #expect(outline.furniture.contains { $0.text == "某某縣政府一百一十五年度施政計畫" })
        #expect(outline.preamble.map(\.text).prefix(2) == ["某某縣政府文化局", "一百一十五年度施政計畫"])
    }

    @Test func pagesOfAPDFAreRead() throws {
        let outline = try Outline(of: DocumentReader().read(file("plan.pdf"), named: "plan.pdf"))
        #expect(outline.allNodes.filter { $0.level == 1 }.map(\.label) == ["壹", "貳", "參", "附件一"])
        #expect(outline.nodes.map(\.page) == [1, 1, 2, 3])
        #expect(outline.furniture.map(\.text).filter { $0.hasPrefix("第") } == ["第 1 頁，共 3 頁", "第 2 頁，共 3 頁", "第 3 頁，共 3 頁"])
        #expect(outline.furniture.count { $0.text == "某某縣政府一百一十五年度施政計畫" } == 3)
        #expect(outline.contents.count == 4)
    }

    @Test func readingWaitsForNobody() async throws {
        let bytes = try file("plan.docx")
        let formats = try await withThrowingTaskGroup(of: SourceDocument.Format.self) { group in
            for _ in 0..<8 { group.addTask { try await DocumentReader().document(bytes, named: "plan.docx").format } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(formats == Array(repeating: .docx, count: 8))
    }

    @Test func aConverterThatHangsIsStopped() throws {
        var reader = DocumentReader()
        reader.limits.seconds = 1
        reader.converter = PDFConverter(
            text: { _, _ throws(DocumentError) in throw .tooDemanding(.pdf) }, recognise: { _, _, _ throws(DocumentError) in nil })
        #expect(throws: DocumentError.tooDemanding(.pdf)) { try reader.read(Array("%PDF-1.4\n%%EOF".utf8), named: nil) }
    }

    @Test func scannedPagesAreSaid() throws {
        var reader = DocumentReader()
        reader.converter = PDFConverter(
            text: { _, _ throws(DocumentError) in [0x20, 0x0C, 0x0C] }, recognise: { _, _, _ throws(DocumentError) in nil })
        #expect(throws: DocumentError.scanned(pages: 2)) { try reader.read(Array("%PDF-1.4\n%%EOF".utf8), named: nil) }
        reader.converter.recognise = { _, pages, _ throws(DocumentError) in Array("壹、使命\n\u{C}".utf8) }
        #expect(try reader.read(Array("%PDF-1.4\n%%EOF".utf8), named: nil).lines.map(\.text) == ["壹、使命"])
    }

    @Test(arguments: MessageLanguage.allCases) func everyErrorHasAWayOut(_ language: MessageLanguage) {
        let errors: [DocumentError] = [
            .empty, .unknown(kind: nil), .unknown(kind: "JPEG"), .undecodable(line: 2), .controlCharacter(line: 2),
            .wronglyNamed(found: .docx, extension: "pdf"), .encrypted(.odt), .damaged(.docx), .tooLarge(limit: 32), .swells(.odt),
            .declaresEntities(.docx), .unsafeNames(.odt), .scanned(pages: 3), .tooDemanding(.pdf), .noConverter,
        ]
        let messages = errors.map { $0.message(language) }
        #expect(Set(messages).count == errors.count)
        #expect(messages.allSatisfy { $0.hasSuffix(language == .chinese ? "。" : ".") })
    }
}
