internal import Foundation
internal import Kernel
internal import Storage

/// A virus scanner that is a command: it reads the file from its standard input and ends with 0 for clean and 1 for harmful, as ClamAV's do.
enum CommandScanner {
    /// - Parameter command: the program's path and its arguments, with blanks between; empty takes ClamAV's `clamdscan` where it is installed.
    static func named(_ command: String) -> FileScanner? {
        let words = command.split(separator: " ").map(String.init)
        if let program = words.first { return scanner(program, Array(words.dropFirst())) }
        let usual = "/usr/bin/clamdscan"
        return FileManager.default.isExecutableFile(atPath: usual) ? scanner(usual, ["--no-summary", "-"]) : nil
    }

    /// One at a time, on a thread of its own: a scanner takes a processor and much memory.
    private static func scanner(_ program: String, _ arguments: [String]) -> FileScanner {
        let worker = Workers("scanner", count: 1, waiting: 64) { _ in () }
        return FileScanner { bytes in try await worker.run { try scan(bytes, program, arguments) } }
    }

    /// It neither ended with 0 nor 1, or took too long: try again later.
    struct Unanswered: Error {}

    private static func scan(_ bytes: [UInt8], _ program: String, _ arguments: [String]) throws -> FileScanner.Verdict {
        let input = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-scan-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: input.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
            throw Unanswered()
        }
        let handle = try FileHandle(forReadingFrom: input)
        // Open, it needs no name any more.
        try FileManager.default.removeItem(at: input)
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = handle
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let end = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: end)
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile().prefix(1000), as: UTF8.self)
        process.waitUntilExit()
        end.cancel()
        guard process.terminationReason == .exit else { throw Unanswered() }
        switch process.terminationStatus {
        case 0: return .clean
        case 1: return .harmful(text.trimmingBlanks())
        default: throw Unanswered()
        }
    }
}
