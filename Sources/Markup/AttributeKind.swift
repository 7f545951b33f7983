/// What an attribute does with its value.
enum AttributeKind: UInt8 {
    case plain
    /// A browser follows it, so only a checked address may stand in it.
    case address
    /// Script, style or a document: no value is safe in it.
    case forbidden

    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "poster", "cite", "data", "background", "manifest", "ping", "xlink:href", "longdesc", "usemap",
    ]
    private static let refused: Set<String> = ["style", "srcdoc", "srcset", "imagesrcset"]

    init(name: some Collection<UInt8>) {
        // The attributes that pages are full of, before a text is made of the name and the sets are asked.
        if let known = Self.common(name) {
            self = known
            return
        }
        let lower = String(decoding: name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        if lower.hasPrefix("on") || Self.refused.contains(lower) {
            self = .forbidden
        } else {
            self = Self.addresses.contains(lower) ? .address : .plain
        }
    }

    private static func common(_ name: some Collection<UInt8>) -> AttributeKind? {
        switch name.count {
        case 2: name.elementsEqual("id".utf8) ? .plain : nil
        case 4: name.elementsEqual("href".utf8) ? .address : nil
        case 5: name.elementsEqual("class".utf8) ? .plain : nil
        case 6...: name.starts(with: "aria-".utf8) || name.starts(with: "data-".utf8) ? .plain : nil
        default: nil
        }
    }
}
