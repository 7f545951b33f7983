/// Where a value is about to stand: all that is left of a literal once it has been scanned. One byte, so that a scan can be remembered.
struct HTMLPlace: Equatable {
    let code: UInt8

    /// Between tags.
    static let text = HTMLPlace(code: 0)
    /// Inside a tag, between attributes.
    static let tag = HTMLPlace(code: 1)
    /// Inside a `<script` or `<style` tag: what follows its `>` is no text, whichever literal that stands in.
    static func tag(opens raw: RawElement?) -> HTMLPlace { HTMLPlace(code: 1 | (raw?.rawValue ?? 0)) }
    /// In a name, an unquoted attribute, a comment, a script or a style, where nothing may stand and no literal may end.
    static let elsewhere = HTMLPlace(code: 2)

    /// An element whose content is no markup.
    enum RawElement: UInt8 {
        case script = 0x20
        case style = 0x40

        var name: StaticString { self == .script ? "script" : "style" }
    }

    enum Quote: UInt8 {
        case double, single

        var byte: UInt8 { self == .double ? UInt8(ascii: "\"") : UInt8(ascii: "'") }
    }

    /// What the attribute's value holds so far.
    enum Content: UInt8 {
        case empty
        /// It begins with `#`.
        case fragment
        case other
    }

    /// Inside the quotes of an attribute.
    /// - Parameter raw: the element, where the tag is that of a script or a style.
    static func value(_ quote: Quote, _ kind: AttributeKind, _ content: Content, opens raw: RawElement? = nil) -> HTMLPlace {
        HTMLPlace(code: 0x80 | (raw?.rawValue ?? 0) | quote.rawValue << 4 | kind.rawValue << 2 | content.rawValue)
    }

    var isTag: Bool { code & 0x8F == 1 }
    var raw: RawElement? { RawElement(rawValue: code & 0x60) }

    var isValue: Bool { code & 0x80 != 0 }
    var quote: Quote { code & 0x10 == 0 ? .double : .single }
    var kind: AttributeKind { AttributeKind(rawValue: code >> 2 & 3) ?? .forbidden }
    var content: Content { Content(rawValue: code & 3) ?? .other }

    /// The place after a value stood here.
    var afterValue: HTMLPlace { isValue && content == .empty ? HTMLPlace(code: code | Content.other.rawValue) : self }

    /// Traps unless a value may stand here.
    @inline(__always)
    func requireValue(isURL: Bool) {
        if self == .text { return }
        precondition(isValue, "a value may stand in text or in a quoted attribute only")
        switch kind {
        case .plain: break
        case .address:
            // `href="#\(id)"` is safe: a fragment cannot change where the link leads.
            precondition(content == .fragment || (isURL && content == .empty), "only a LocalURL or ExternalURL alone may stand in this attribute")
        case .forbidden: preconditionFailure("no value may stand in this attribute")
        }
    }
}
