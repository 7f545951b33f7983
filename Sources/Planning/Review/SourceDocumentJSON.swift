internal import Formats

/// A document's lines in the record: `{"format":"pdf","lines":[{"t":"壹、使命","p":1}]}`. Lines are numbered by their place.
enum SourceDocumentJSON {
    /// In bytes of the record: some two million characters, a hundred times a four-year plan. Every correction reads all of it again.
    static let limit = 8 << 20

    static func json(_ document: SourceDocument) -> JSON {
        ["format": .string(document.format.rawValue), "lines": .array(document.lines.map(json))]
    }

    /// - Throws: ``Formats/JSONError`` or ``PlanReviewError`` when it is no such object.
    static func document(_ bytes: [UInt8]) throws -> SourceDocument {
        let json = try JSON(parsing: bytes, limit: limit)
        guard case .string(let name)? = json["format"], let format = SourceDocument.Format(rawValue: name), case .array(let lines)? = json["lines"]
        else { throw PlanReviewError.badSource }
        return SourceDocument(format: format, lines: try lines.enumerated().map { try line($0.element, number: $0.offset + 1) })
    }

    private static func json(_ line: SourceDocument.Line) -> JSON {
        var members: [(String, JSON)] = [("t", .string(line.text))]
        if let page = line.page { members.append(("p", .int(Int64(page)))) }
        switch line.role {
        case .text: break
        case .contents: members.append(("r", "contents"))
        case .row(let table): members.append(("row", .int(Int64(table))))
        case .footnote: members.append(("r", "footnote"))
        case .furniture: members.append(("r", "furniture"))
        }
        if let level = line.headingLevel { members.append(("h", .int(Int64(level)))) }
        if line.isBold { members.append(("b", .bool(true))) }
        if let size = line.size { members.append(("s", .double(size))) }
        return .object(members)
    }

    private static func line(_ json: JSON, number: Int) throws -> SourceDocument.Line {
        guard case .string(let text)? = json["t"] else { throw PlanReviewError.badSource }
        return SourceDocument.Line(
            number: number, page: whole(json["p"]), text: text, role: role(json), headingLevel: whole(json["h"]), isBold: json["b"] == .bool(true),
            size: size(json["s"]))
    }

    private static func role(_ json: JSON) -> SourceDocument.Role {
        if let table = whole(json["row"]) { return .row(table: table) }
        return switch json["r"] {
        case .string("contents"): .contents
        case .string("footnote"): .footnote
        case .string("furniture"): .furniture
        default: .text
        }
    }

    private static func whole(_ json: JSON?) -> Int? {
        if case .int(let number)? = json { Int(number) } else { nil }
    }

    private static func size(_ json: JSON?) -> Double? {
        switch json {
        case .double(let size): size
        case .int(let size): Double(size)
        default: nil
        }
    }
}

enum PlanReviewError: Error {
    /// The record of a document is not what was written.
    case badSource
}
