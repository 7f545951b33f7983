/// Why bytes are not a table that can be read. Lines count from 1.
public enum CSVError: Error, Equatable, Sendable {
    /// A quote that opens a cell at this line is never closed.
    case unterminatedQuote(line: Int)
    /// Text between a closing quote and the next comma.
    case textAfterQuote(line: Int)
    case invalidUTF8(line: Int)
}

/// Comma-separated values (RFC 4180), UTF-8.
public enum CSV {
    /// Writes rows with CRLF after each. Cells are written as they are; a cell that begins with `=` is a formula to some spreadsheet programs.
    /// - Parameter byteOrderMark: for spreadsheet programs that take a file without it for the old local encoding.
    public static func write(_ rows: some Sequence<[String]>, byteOrderMark: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        for row in rows { append(row, to: &bytes) }
        return bytes
    }

    /// Appends one row, for tables that are written while they are read.
    public static func append(_ row: [String], to bytes: inout [UInt8]) {
        var first = true
        for cell in row {
            if !first { bytes.append(UInt8(ascii: ",")) }
            first = false
            append(cell: cell, to: &bytes)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    private static func append(cell: String, to bytes: inout [UInt8]) {
        // Blanks at the ends are data (RFC 4180 §2.4), yet some readers trim them unless they are quoted.
        let mustQuote =
            cell.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
            || cell.utf8.first == 0x20 || cell.utf8.last == 0x20
        guard mustQuote else { return bytes.append(contentsOf: cell.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Reads all rows. A byte order mark is skipped; lines end with CRLF, LF or CR; an empty line is a row of one empty cell; rows may differ in length.
    public static func read(_ bytes: [UInt8]) throws(CSVError) -> [[String]] {
        var reader = CSVReader(bytes)
        var rows: [[String]] = []
        while let row = try reader.row() { rows.append(row) }
        return rows
    }
}

private struct CSVReader {
    private let bytes: [UInt8]
    private var index: Int
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func row() throws(CSVError) -> [String]? {
        guard index < bytes.count else { return nil }
        var cells: [String] = []
        while true {
            cells.append(try bytes[safe: index] == UInt8(ascii: "\"") ? quoted() : plain())
            guard bytes[safe: index] == UInt8(ascii: ",") else { break }
            index += 1
        }
        skipLineBreak()
        return cells
    }

    private mutating func plain() throws(CSVError) -> String {
        let start = index
        while let byte = bytes[safe: index], byte != UInt8(ascii: ","), byte != 0x0A, byte != 0x0D { index += 1 }
        return try text(bytes[start..<index], line: line)
    }

    private mutating func quoted() throws(CSVError) -> String {
        let opened = line
        var cell: [UInt8] = []
        index += 1
        while let byte = bytes[safe: index] {
            if byte == UInt8(ascii: "\"") {
                index += 1
                guard bytes[safe: index] == UInt8(ascii: "\"") else {
                    if let next = bytes[safe: index], next != UInt8(ascii: ","), next != 0x0A, next != 0x0D { throw .textAfterQuote(line: line) }
                    return try text(cell[...], line: opened)
                }
            } else if byte == 0x0A || byte == 0x0D && bytes[safe: index + 1] != 0x0A {
                line += 1
            }
            cell.append(byte)
            index += 1
        }
        throw .unterminatedQuote(line: opened)
    }

    private func text(_ cell: ArraySlice<UInt8>, line: Int) throws(CSVError) -> String {
        guard let text = String(validating: cell, as: UTF8.self) else { throw .invalidUTF8(line: line) }
        return text
    }

    private mutating func skipLineBreak() {
        guard index < bytes.count else { return }
        if bytes[index] == 0x0D && bytes[safe: index + 1] == 0x0A { index += 1 }
        index += 1
        line += 1
    }
}

extension [UInt8] {
    fileprivate subscript(safe index: Int) -> UInt8? { index < count ? self[index] : nil }
}
