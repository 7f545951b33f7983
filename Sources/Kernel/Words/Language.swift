/// A language the pages are offered in. zh-TW is the source: its words are the keys of every catalogue.
public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh-Hant-TW"
    case english = "en"

    /// The value of `lang` attributes and of `Content-Language`.
    public var tag: String { rawValue }

    /// The best match for an `Accept-Language` header (RFC 9110 §12.5.4), Chinese when nothing matches.
    public init(accepting header: String?) {
        var best: (language: Language, quality: Double)?
        for item in (header ?? "").split(separator: ",") {
            let parts = item.split(separator: ";")
            guard let tag = parts.first?.trimmingBlanks().lowercased() else { continue }
            let quality =
                parts.dropFirst().compactMap { part -> Double? in
                    let part = part.trimmingBlanks()
                    return part.hasPrefix("q=") ? Double(part.dropFirst(2)) : nil
                }.first ?? 1
            let language: Language? = tag.hasPrefix("zh") ? .chinese : tag.hasPrefix("en") ? .english : nil
            if let language, quality > 0, quality > best?.quality ?? 0 { best = (language, quality) }
        }
        self = best?.language ?? .chinese
    }
}

extension StringProtocol {
    /// Without blanks at either end.
    public func trimmingBlanks() -> String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
