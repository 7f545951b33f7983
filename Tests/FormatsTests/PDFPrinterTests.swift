import Foundation
import Testing

@testable import Formats

/// Documents of ours, printed by LibreOffice where it is installed: it is among the packages that `make test` wants.
@Suite struct PDFPrinterTests {
    private static let programs = ["/usr/bin/soffice", "/usr/bin/libreoffice", "/usr/local/bin/soffice"]
    private static let isThere = programs.contains { ChildProcess.isProgram($0) }

    /// A red pixel (PNG, ISO/IEC 15948), made by hand.
    private static let pixel: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53,
        0xDE, 0, 0, 0, 12, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0xF7, 3, 0x41, 0x43, 0, 0, 0, 0, 0x49, 0x45,
        0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    private static let document = TextDocument(
        title: "施政成果報告", language: "zh-Hant-TW",
        blocks: [
            .title("施政成果報告"), .heading("壹、文化資產", level: 1), .paragraph("參觀人數達 16 萬 6,511 人。"),
            .table(columns: ["指標", "實際"], rows: [["參觀人數", "166511"]]),
            .picture(.init(pixel, .png, title: "圖 1", description: "紅色的一點", width: 2, height: 2)),
        ])

    /// Lends a folder of its own, which must be empty in the end, without a process that still names it.
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("printing-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        let commands = processes.compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }.map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(commands.allSatisfy { !$0.contains(folder) })
        #expect(!commands.isEmpty)
    }

    private func printer(_ folder: String, _ limits: PDFPrinter.Limits = .init()) throws -> PDFPrinter {
        try #require(PDFPrinter.libreOffice(at: Self.programs, limits, in: folder))
    }

    @Test(.enabled(if: isThere)) func aTextWithTableAndPictureBecomesAPDF() async throws {
        try await inFolder { folder in
            let pdf = try await printer(folder).pdf(Self.document.odt(), .text)
            let text = try PDFConverter.poppler.text(pdf, DocumentReader.Limits())
            let words = String(decoding: text, as: UTF8.self)
            for word in ["施政成果報告", "壹、文化資產", "參觀人數達 16 萬 6,511 人。", "指標", "166511"] { #expect(words.contains(word), "\(word)") }
            // For who listens to it: its structure is there, and its title and language are said.
            let information = ChildProcess.run("/usr/bin/pdfinfo", ["-"], input: pdf, .init(seconds: 20, memory: 1 << 30, output: 1 << 16))
            guard case .ended(0, let output, _) = information else { throw DocumentError.noConverter }
            let facts = String(decoding: output, as: UTF8.self)
            #expect(facts.contains("Tagged:          yes") && facts.contains("Title:           施政成果報告"), "\(facts)")
        }
    }

    @Test(.enabled(if: isThere)) func aSpreadsheetBecomesAPDF() async throws {
        try await inFolder { folder in
            let writer = SpreadsheetWriter(title: "表", language: "zh-Hant-TW")
            writer.beginSheet("指標", columns: [SheetColumn("指標"), SheetColumn("實際")])
            writer.append([.text("參觀人數"), .integer(166_511)])
            let pdf = try await printer(folder).pdf(writer.finish(), .spreadsheet)
            let words = String(decoding: try PDFConverter.poppler.text(pdf, DocumentReader.Limits()), as: UTF8.self)
            #expect(words.contains("參觀人數") && words.contains("166,511"), "\(words)")
            // A text is no spreadsheet.
            await #expect(throws: PrintingError.unreadable) { try await printer(folder).pdf(Self.document.odt(), .spreadsheet) }
        }
    }

    @Test(.enabled(if: isThere)) func aBrokenDocumentIsAnErrorAndLeavesNothing() async throws {
        try await inFolder { folder in
            let whole = try Self.document.odt()
            let printer = try printer(folder)
            await #expect(throws: PrintingError.unreadable) { try await printer.pdf(Array(whole.prefix(whole.count / 2)), .text) }
            await #expect(throws: PrintingError.unreadable) { try await printer.pdf(Array("plain words".utf8), .text) }
            await #expect(throws: PrintingError.unreadable) { try await printer.pdf([], .text) }
        }
    }

    @Test(.enabled(if: isThere)) func whatTakesTooMuchIsStopped() async throws {
        try await inFolder { folder in
            let whole = try Self.document.odt()
            for limits in [PDFPrinter.Limits(seconds: 0), .init(output: 4096)] {
                await #expect(throws: PrintingError.tooDemanding) { try await printer(folder, limits).pdf(whole, .text) }
            }
            // With too little memory it cannot even load its parts, and says that the document is to blame.
            await #expect(throws: PrintingError.self) { try await printer(folder, .init(memory: 200 << 20)).pdf(whole, .text) }
        }
    }

    @Test func withoutTheProgramThereIsNoPrinter() {
        #expect(PDFPrinter.libreOffice(at: ["/nowhere/soffice"], .init(), in: "/tmp") == nil)
        #expect((PDFPrinter.libreOffice != nil) == Self.isThere)
    }

    @Test(.enabled(if: isThere)) func withoutAFolderThereIsNoPDF() async throws {
        let printer = try printer("/nowhere")
        await #expect(throws: PrintingError.noRoom) { try await printer.pdf(Self.document.odt(), .text) }
    }

    /// A server that was killed in the middle cannot clean up; the next print does, and leaves what may still be in use.
    @Test(.enabled(if: isThere)) func whatAKilledServerLeftIsRemoved() async throws {
        let files = FileManager.default
        let place = files.temporaryDirectory.appendingPathComponent("printing-\(UUID().uuidString)").path
        defer { try? files.removeItem(atPath: place) }
        for name in ["yankao-print-oldold/profile/user", "yankao-print-newnew", "other"] {
            try files.createDirectory(atPath: "\(place)/\(name)", withIntermediateDirectories: true)
        }
        for name in ["yankao-print-oldold", "other"] {
            try files.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: "\(place)/\(name)")
        }
        PrivateFolder.removeForgotten(in: place)
        #expect(try files.contentsOfDirectory(atPath: place).sorted() == ["other", "yankao-print-newnew"])
    }

    @Test(arguments: MessageLanguage.allCases) func everyErrorHasAWayOut(_ language: MessageLanguage) {
        let messages = [PrintingError.unreadable, .tooDemanding, .noRoom].map { $0.message(language) }
        #expect(Set(messages).count == 3)
        #expect(messages.allSatisfy { $0.hasSuffix(language == .chinese ? "。" : ".") })
    }
}
