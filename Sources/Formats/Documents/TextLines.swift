/// Cuts text into lines: LF, CR and CRLF end a line; a form feed ends a page and the line before it, but is not counted as a line.
struct TextLines {
    private(set) var lines: [SourceDocument.Line] = []
    private var number = 1
    private var page = 1

    /// - Throws: ``DocumentError/controlCharacter(line:)``: no paper has them and XML cannot carry them, so one would break every feed it came into.
    init(_ text: String) throws(DocumentError) {
        var text = text
        var start = 0
        var forbidden = false
        text.withUTF8 { bytes in
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
            var index = start
            while index < bytes.count && !forbidden {
                switch bytes[index] {
                case 0x0A, 0x0D:
                    add(bytes[start..<index])
                    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                    number += 1
                    start = index + 1
                case 0x0C:
                    if start < index { add(bytes[start..<index]) }
                    page += 1
                    start = index + 1
                case 0x09: break
                case 0..<0x20, 0x7F: forbidden = true
                // U+FFFE and U+FFFF.
                case 0xEF: forbidden = index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
                default: break
                }
                index += 1
            }
            if !forbidden && start < bytes.count { add(bytes[start...]) }
        }
        if forbidden { throw .controlCharacter(line: number) }
    }

    private mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        lines.append(SourceDocument.Line(number: number, page: page, text: String(decoding: bytes, as: UTF8.self)))
    }
}
