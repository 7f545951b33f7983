/// An attribute that depends on something. Its name is a literal and never one that carries script, style or an address.
public struct Attribute: Sendable {
    let name: StaticString
    let text: String?

    /// `name="text"`
    public init(_ name: StaticString, _ text: String) {
        LiteralScans.requireAttributeName(name)
        self.name = name
        self.text = text
    }

    /// `name`, for `checked`, `selected`, `required`, `open` …
    public init(_ name: StaticString) {
        LiteralScans.requireAttributeName(name)
        self.name = name
        text = nil
    }

    /// Traps where the name is not one that takes plain text.
    static func check(name: UnsafeBufferPointer<UInt8>) {
        precondition(!name.isEmpty && name.allSatisfy(isNamePart), "this is not the name of an attribute")
        precondition(AttributeKind(name: name) == .plain, "this attribute takes no plain text")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
