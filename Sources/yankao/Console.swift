import App
import Foundation
import Logging

/// Standard output and error, and files named on the command line.
enum Console {
    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - limit: how many bytes are read at most; what is larger gives one more, so that it can be told.
    static func read(_ path: String, upTo limit: Int = .max) throws -> [UInt8] {
        if path == "-" { return try Array(FileHandle.standardInput.read(upToCount: limit == .max ? limit : limit + 1) ?? Data()) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: limit == .max ? limit : limit + 1) ?? Data()
        else { throw Failure("讀不到檔案 \(path)。 The file cannot be read.", .noInput) }
        return Array(data)
    }

    /// Asks at a terminal without showing what is typed; otherwise takes the first line of standard input.
    static func password(_ prompt: String) -> String {
        guard isatty(STDIN_FILENO) == 1 else { return readLine(strippingNewline: true) ?? "" }
        return getpass(prompt).map { String(cString: $0) } ?? ""
    }

    static func write(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// Columns side by side. Chinese characters are two columns wide in a terminal.
    static func table(_ rows: [[String]]) {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0.count > column ? width($0[column]) : 0 }.max() ?? 0 }
        for row in rows {
            let cells = row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - width(cell))
            }
            print(cells.joined(separator: "  "))
        }
    }

    private static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) } }
}

enum Logs {
    static func make(_ configuration: YankaoConfiguration) -> Logger {
        var logger = Logger(label: "yankao") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: configuration["log.level"]) ?? .info
        return logger
    }
}
