internal import Formats
internal import Kernel
internal import Markup

/// What a table says about itself, for programs.
struct TableSchema {
    let table: PublicTable
    let call: Call

    static let shape = Schema.object([
        ("id", .string), ("title", .string), ("summary", .string), ("agency", .string), ("licence", .string), ("licenceURL", .string),
        ("frequency", .word(PublicTable.Frequency.allCases.map(\.rawValue))), ("hasPast", .bool), ("key", .string),
        (
            "columns",
            .list(
                .object([
                    ("name", .string), ("title", .string), ("type", .word(PublicColumn.Kind.allCases.map(\.rawValue))), ("unit", .nullable(.string)),
                    ("summary", .string), ("isOptional", .bool),
                ]))
        ), ("url", .string),
    ])

    var json: JSON {
        let t = call.t
        return [
            "id": .string(table.id), "title": .string(t(table.title)), "summary": .string(t(table.summary)), "agency": .string(table.agency),
            "licence": .string(t(table.licence.title)), "licenceURL": .string(table.licence.url), "frequency": .string(table.frequency.rawValue),
            "hasPast": .bool(table.hasPast), "key": .string(table.columns[0].name),
            "columns": .array(
                table.columns.map { column in
                    [
                        "name": .string(column.name), "title": .string(t(column.title)), "type": .string(column.kind.rawValue),
                        "unit": column.unit.map { .string(t($0)) } ?? .null, "summary": .string(t(column.summary)),
                        "isOptional": .bool(column.isOptional),
                    ]
                }), "url": .string(TableURL.table(table.id).text),
        ]
    }

    /// A row as an object, by the names of its columns.
    func json(_ row: [SheetCell]) -> JSON {
        .object(zip(table.columns, row).map { ($0.name, Self.value($1)) })
    }

    private static func value(_ cell: SheetCell) -> JSON {
        switch cell {
        case .empty: .null
        case .integer(let number), .money(let number): .int(number)
        case .number(let number), .decimal(let number, _), .percentage(let number, _): .double(number)
        case .bool(let value): .bool(value)
        case .text, .date, .moment, .link: .string(cell.plain)
        }
    }
}
