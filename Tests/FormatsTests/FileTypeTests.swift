import Foundation
import Testing

@testable import Formats

@Suite struct FileTypeTests {
    /// The samples as LibreOffice and Word wrote them.
    @Test(arguments: [
        ("plan.odt", "application/vnd.oasis.opendocument.text"),
        ("plan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), ("plan.pdf", "application/pdf"),
        ("plan.fodt", "text/plain"), ("rdec.csv", "text/plain"),
    ]) func realFilesAreKnown(_ name: String, _ type: String) throws {
        let url = try #require(Bundle.module.url(forResource: "Samples/" + name, withExtension: nil))
        #expect(FileType.of(Array(try Data(contentsOf: url))).mediaType == type)
    }

    /// The first bytes of each format's own specification.
    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
            (Array("GIF89a".utf8), "image/gif"), (Array("RIFF\u{4}\u{0}\u{0}\u{0}WEBPVP8 ".utf8), "image/webp"),
            (Array("%PDF-1.7".utf8), "application/pdf"),
            ([0x50, 0x4B, 0x03, 0x04, 1, 2], "application/octet-stream"), ([0x4D, 0x5A, 0x90], "application/octet-stream"),
            (Array("<svg onload='x()'>".utf8), "text/plain"), ([0xA4, 0xA4], "application/octet-stream"), ([0x41, 0x00], "application/octet-stream"),
            (Array("研考\t\r\n".utf8), "text/plain"), (Array("RIFF....AVI ".utf8), "text/plain"),
        ] as [([UInt8], String)])
    func contentTells(_ bytes: [UInt8], _ type: String) {
        #expect(FileType.of(bytes).mediaType == type)
    }

    @Test func picturesAreTheOnlyOnesShown() {
        #expect(Set(FileType.known.filter(\.isPicture).map(\.ending)) == ["png", "jpg", "gif", "webp"])
    }
}
