/// What an attribute does with its value.
enum AttributeKind {
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
        let lower = String(decoding: name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        // The attributes that pages are full of, before the sets are asked.
        if lower == "class" || lower == "id" || lower == "href" {
            self = lower == "href" ? .address : .plain
        } else if lower.hasPrefix("on") || Self.refused.contains(lower) {
            self = .forbidden
        } else {
            self = Self.addresses.contains(lower) ? .address : .plain
        }
    }
}
