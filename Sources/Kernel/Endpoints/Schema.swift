public import Formats

/// The shape of a JSON answer, as JSON Schema in the OpenAPI document.
public indirect enum Schema: Sendable {
    case string
    case word([String])
    case integer(ClosedRange<Int>)
    case wholeNumber
    case number
    case bool
    /// The same, or null.
    case nullable(Schema)
    case list(Schema)
    /// Members in order; every one of them is always there.
    case object([(String, Schema)])
    case anyObject

    public var json: JSON {
        switch self {
        case .string: ["type": "string"]
        case .word(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        case .integer(let range):
            ["type": "integer", "minimum": .int(Int64(range.lowerBound)), "maximum": .int(Int64(range.upperBound))]
        case .wholeNumber: ["type": "integer"]
        case .number: ["type": "number"]
        case .bool: ["type": "boolean"]
        case .nullable(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .list(let schema): ["type": "array", "items": schema.json]
        case .object(let members):
            [
                "type": "object", "properties": .object(members.map { ($0.0, $0.1.json) }),
                "required": .array(members.map { .string($0.0) }),
            ]
        case .anyObject: ["type": "object"]
        }
    }

    /// One page of a list: `{"items": […], "next": …}`, where `next` is null at the end.
    public static func page(of item: Schema) -> Schema { .object([("items", .list(item)), ("next", .nullable(.string))]) }
}
