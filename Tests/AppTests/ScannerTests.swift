import Foundation
import Kernel
import Testing

@testable import App

@Suite struct ScannerTests {
    /// A scanner that finds what contains EICAR, does not answer on what contains SILENT, and takes the rest for clean.
    private func scanner(_ body: (FileScanner) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("scanner-\(UUID().uuidString)")
        let script = "#!/bin/sh\ntext=$(cat)\ncase \"$text\" in *EICAR*) echo found; exit 1;; *SILENT*) exit 2;; esac\n[ \"$1\" = --stream ]\n"
        #expect(FileManager.default.createFile(atPath: file.path, contents: Data(script.utf8), attributes: [.posixPermissions: 0o700]))
        defer { try? FileManager.default.removeItem(at: file) }
        try await body(try #require(CommandScanner.named(file.path + " --stream")))
    }

    @Test func aCommandDecides() async throws {
        try await scanner { scanner in
            let (good, bad) = (try await scanner.scan(Array("ok".utf8)), try await scanner.scan(Array("xEICARx".utf8)))
            #expect(good == .clean && bad == .harmful("found"))
            await #expect(throws: CommandScanner.Unanswered.self) { try await scanner.scan(Array("SILENT".utf8)) }
        }
    }

    @Test func aScannerThatIsNotThereDoesNotAnswer() async throws {
        let scanner = try #require(CommandScanner.named("/nowhere/scanner"))
        await #expect(throws: (any Error).self) { try await scanner.scan([1]) }
    }
}
