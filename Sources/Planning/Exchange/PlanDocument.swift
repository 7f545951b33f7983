internal import Formats

/// A whole plan on its way in or out: what it says and the keys of its lines, and nothing of where it stands. Out and in again it is the same, byte for
/// byte.
public struct PlanDocument: Sendable, Equatable {
    /// The contract of the JSON; raised when a member changes its meaning.
    static let schema = "yankao.plan/1"

    /// The key of the agency.
    public let agency: String
    public let years: ClosedRange<Int>
    let title: String
    let mission: String
    let vision: String
    let lines: [PlanLine]
    let indicators: [ProposedIndicator]

    /// The key the plan has, or will have.
    public var id: String { Plan.id(agency: agency, years: years) }
}

extension PlanDocument {
    init(_ content: PlanContent) {
        self.init(
            agency: content.plan.agency, years: content.plan.years, title: content.plan.title, mission: content.plan.mission,
            vision: content.plan.vision, lines: content.lines, indicators: content.indicators)
    }

    public static func == (left: PlanDocument, right: PlanDocument) -> Bool { left.json.utf8() == right.json.utf8() }

    /// `docs/api.md` describes it.
    var json: JSON {
        [
            "schema": .string(Self.schema), "agency": .string(agency),
            "years": ["from": .int(Int64(years.lowerBound)), "to": .int(Int64(years.upperBound))], "title": .string(title),
            "mission": .string(mission), "vision": .string(vision),
            "lines": .array(
                lines.map { line in
                    [
                        "id": .string(line.id), "kind": .string(line.kind.rawValue), "parent": Self.optional(line.parent),
                        "number": .int(Int64(line.number)), "goalKind": Self.optional(line.goalKind?.rawValue),
                        "perspective": Self.optional(line.perspective?.rawValue), "title": .string(line.title), "text": .string(line.text),
                        "shortName": Self.optional(line.shortName),
                    ]
                }),
            "indicators": .array(
                indicators.map { indicator in
                    [
                        "id": .string(indicator.id), "line": .string(indicator.line), "title": .string(indicator.title),
                        "target": Int64(exactly: indicator.target).map { .int($0) } ?? .double(indicator.target), "unit": .string(indicator.unit),
                        "comparison": .string(indicator.comparison.rawValue), "sourceText": .string(indicator.sourceText),
                    ]
                }),
        ]
    }

    private static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    static let sheets = (head: "計畫", lines: "項目", indicators: "指標")
    static let headNames = ["schema", "agency", "from", "to", "title", "mission", "vision"]
    static let lineNames = ["id", "kind", "parent", "number", "goalKind", "perspective", "title", "text", "shortName"]
    static let indicatorNames = ["id", "line", "title", "target", "unit", "comparison", "sourceText"]

    /// Three sheets; the first row of each has the names that the JSON has.
    func ods() throws -> [UInt8] {
        let writer = SpreadsheetWriter(title: title, language: "zh-Hant-TW")
        writer.beginSheet(Self.sheets.head, columns: [SheetColumn("name"), SheetColumn("value", .broad)])
        for (name, value) in zip(
            Self.headNames, [Self.schema, agency, String(years.lowerBound), String(years.upperBound), title, mission, vision])
        { writer.append([.text(name), .text(value)]) }
        writer.beginSheet(Self.sheets.lines, columns: Self.lineNames.map { SheetColumn($0, $0 == "text" ? .broad : .usual) })
        for line in lines {
            writer.append([
                .text(line.id), .text(line.kind.rawValue), Self.cell(line.parent), .integer(Int64(line.number)), Self.cell(line.goalKind?.rawValue),
                Self.cell(line.perspective?.rawValue), .text(line.title), .text(line.text), Self.cell(line.shortName),
            ])
        }
        writer.beginSheet(Self.sheets.indicators, columns: Self.indicatorNames.map { SheetColumn($0, $0 == "sourceText" ? .broad : .usual) })
        for indicator in indicators {
            writer.append([
                .text(indicator.id), .text(indicator.line), .text(indicator.title), .number(indicator.target), .text(indicator.unit),
                .text(indicator.comparison.rawValue), .text(indicator.sourceText),
            ])
        }
        return try writer.finish()
    }

    private static func cell(_ text: String?) -> SheetCell { text.map { .text($0) } ?? .empty }
}
