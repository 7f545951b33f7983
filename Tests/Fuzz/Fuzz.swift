import Glibc

// One program for libFuzzer and every parser; scripts/fuzz compiles it together with Sources/Formats and says which parser in FUZZ_PARSER.

private let parser = getenv("FUZZ_PARSER").map { String(cString: $0) } ?? "text"

private let limits: DocumentReader.Limits = {
    var limits = DocumentReader.Limits()
    limits.unpackedBytes = 4 << 20
    limits.text = 1 << 20
    return limits
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    switch parser {
    case "text": check(try? SourceDocument(text: bytes))
    case "odt": check(openDocument(bytes))
    case "docx": check(word(bytes))
    case "ods": sheets(bytes)
    case "package": if let document = try? DocumentReader(limits: limits, converter: .none).read(bytes, named: nil) { check(document) }
    default: abort()
    }
    return 0
}

/// The parts of an ODT, told apart by where the input is cut: styles, then content.
private func openDocument(_ bytes: [UInt8]) -> SourceDocument? {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let styles = OpenStyles()
    if parts.count > 1 { try? XMLScanner.scan(Array(parts[0]), into: styles, depth: limits.depth) }
    let content = OpenContent(styles, limits)
    try? XMLScanner.scan(Array(parts[parts.count - 1]), into: content, depth: limits.depth)
    return try? content.body.finish(.odt)
}

/// The content of a spreadsheet: what is read stays within its limits.
private func sheets(_ bytes: [UInt8]) {
    var limits = SpreadsheetReader.Limits()
    (limits.rows, limits.columns, limits.cells) = (1000, 64, 10_000)
    let content = SheetContent(limits)
    try? XMLScanner.scan(bytes, into: content, depth: 256)
    guard !content.isTooLarge else { return }
    let rows = content.sheets.flatMap(\.rows)
    guard content.sheets.allSatisfy({ $0.rows.count <= limits.rows }), rows.allSatisfy({ $0.count <= limits.columns }),
        rows.reduce(0, { $0 + $1.count { $0 != .empty } }) <= limits.cells
    else { abort() }
}

/// The parts of a DOCX: styles, numbering, document.
private func word(_ bytes: [UInt8]) -> SourceDocument? {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    let styles = WordStyles()
    let numbering = WordNumbering()
    if parts.count > 1 { try? XMLScanner.scan(Array(parts[0]), into: styles, depth: limits.depth) }
    if parts.count > 2 { try? XMLScanner.scan(Array(parts[1]), into: numbering, depth: limits.depth) }
    let content = WordContent(styles, numbering, ["footnote1": "附註"], limits)
    try? XMLScanner.scan(Array(parts[parts.count - 1]), into: content, depth: limits.depth)
    return try? content.body.finish(.docx)
}

/// Nothing is lost or added on the way from lines to an outline.
private func check(_ document: SourceDocument?) {
    guard let document, let outline = try? Outline(of: document) else { return }
    let passages = outline.preamble + outline.contents + outline.furniture + outline.leftovers
    var texts = passages.map(\.text)
    for node in outline.allNodes { texts += [node.marker, node.text] }
    guard letters(texts) == letters(document.lines.map(\.text)) else { abort() }
    _ = outline.csv()
    _ = outline.json(.english).prettyUTF8()
}

private func letters(_ texts: [String]) -> [Unicode.Scalar: Int] {
    var counts: [Unicode.Scalar: Int] = [:]
    for text in texts { for scalar in text.unicodeScalars where !scalar.isBlank { counts[scalar, default: 0] += 1 } }
    return counts
}

extension PDFConverter {
    fileprivate static let none = PDFConverter(
        text: { _, _ throws(DocumentError) in throw .noConverter }, recognise: { _, _, _ throws(DocumentError) in nil })
}
