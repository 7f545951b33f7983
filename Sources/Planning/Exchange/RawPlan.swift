public import Formats
public import Kernel

/// What is wrong with a plan that comes in, and where: a row and a column of a sheet, or a path of the JSON.
public struct PlanFault: Sendable, Equatable {
    public let place: String
    public let phrase: Phrase
}

/// A plan as a file says it, every value with its place, before anything is known to be right.
struct RawPlan {
    enum Value: Equatable {
        case text(String)
        case number(Double)
        /// Empty, or null.
        case nothing
        /// Neither words nor a number.
        case other

        var text: String? {
            switch self {
            case .text(let text): text
            // A spreadsheet program makes a number of what looks like one.
            case .number(let number): PlanSection.number(number)
            case .nothing: ""
            case .other: nil
            }
        }
    }

    struct Row {
        let place: (_ member: String) -> String
        let values: [String: Value]

        subscript(name: String) -> Value { values[name] ?? .nothing }
    }

    var head: Row
    var lines: [Row]
    var indicators: [Row]

    /// - Parameter bytes: JSON or ODS, told apart by what they are.
    /// - Throws: ``PlanFaults`` for what is neither.
    init(_ bytes: [UInt8]) throws(PlanFaults) {
        if SpreadsheetReader.isSpreadsheet(bytes) {
            do throws(SpreadsheetError) {
                try self.init(sheets: SpreadsheetReader.read(bytes))
            } catch {
                throw PlanFaults([.init(place: "ODS", phrase: Phrase(said: error.message(.chinese)))])
            }
            return
        }
        do throws(JSONError) {
            self.init(json: try JSON(parsing: bytes, limit: 32 << 20))
        } catch {
            throw PlanFaults([.init(place: "JSON", phrase: "不是正確的 JSON，也不是 ODS 試算表。")])
        }
    }

    /// Whether the bytes are meant to be a plan in one of these forms, and no document to be read.
    static func isMeant(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
        return first == UInt8(ascii: "{") || SpreadsheetReader.isSpreadsheet(bytes)
    }

    private init(json: JSON) {
        func rows(_ name: String) -> [Row] {
            guard case .array(let elements)? = json[name] else { return [] }
            return elements.enumerated().map { place, element in
                Row(place: { "\(name)[\(place)].\($0)" }, values: Self.members(element))
            }
        }
        var values = Self.members(json)
        for name in ["from", "to"] { values[name] = json["years"]?[name].map(Self.value) ?? .nothing }
        head = Row(place: { ["from", "to"].contains($0) ? "years.\($0)" : $0 }, values: values)
        (lines, indicators) = (rows("lines"), rows("indicators"))
    }

    private static func members(_ json: JSON) -> [String: Value] {
        guard case .object(let members) = json else { return [:] }
        return Dictionary(members.map { ($0.0, value($0.1)) }, uniquingKeysWith: { first, _ in first })
    }

    private static func value(_ json: JSON) -> Value {
        switch json {
        case .string(let text): .text(text)
        case .int(let number): .number(Double(number))
        case .double(let number): .number(number)
        case .null: .nothing
        case .bool, .array, .object: .other
        }
    }

    private init(sheets: [ReadSheet]) {
        func sheet(_ name: String) -> ReadSheet? { sheets.first { $0.name == name } }
        func rows(_ name: String) -> [Row] {
            guard let sheet = sheet(name), let names = sheet.rows.first?.map(\.plain) else { return [] }
            return sheet.rows.enumerated().dropFirst().filter { !$0.element.isEmpty }.map { place, cells in
                Row(
                    place: { "\(name) #\(place + 1) \($0)" },
                    values: Dictionary(zip(names, cells.map(Self.value)), uniquingKeysWith: { first, _ in first }))
            }
        }
        var values: [String: Value] = [:]
        for row in sheet(PlanDocument.sheets.head)?.rows.dropFirst() ?? [] where !row.isEmpty {
            values[row[0].plain] = row.count > 1 ? Self.value(row[1]) : .nothing
        }
        head = Row(place: { "\(PlanDocument.sheets.head) \($0)" }, values: values)
        (lines, indicators) = (rows(PlanDocument.sheets.lines), rows(PlanDocument.sheets.indicators))
    }

    private static func value(_ cell: SheetCell) -> Value {
        switch cell {
        case .empty: .nothing
        case .integer(let number), .money(let number): .number(Double(number))
        case .number(let number), .decimal(let number, _), .percentage(let number, _): .number(number)
        case .text(let text), .link(let text, _): .text(text)
        case .date, .moment, .bool: .text(cell.plain)
        }
    }
}

/// Everything that is wrong with a file; nothing of it was stored.
public struct PlanFaults: Error, Sendable, Equatable {
    public let faults: [PlanFault]

    init(_ faults: [PlanFault]) {
        self.faults = faults
    }
}
