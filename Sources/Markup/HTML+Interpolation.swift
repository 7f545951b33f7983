extension HTML {
    public struct Interpolation: StringInterpolationProtocol {
        var scanner: HTMLScanner

        public init(literalCapacity: Int, interpolationCount: Int) {
            scanner = HTMLScanner(capacity: literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { scanner.append($0) }
        }

        /// Text, in text or in a quoted attribute that takes any text.
        public mutating func appendInterpolation(_ text: String) {
            scanner.requireValue(isURL: false)
            Escaping.append(text, to: &scanner.bytes)
        }

        /// Text, or nothing.
        public mutating func appendInterpolation(_ text: String?) {
            appendInterpolation(text ?? "")
        }

        /// A whole number, without grouping.
        public mutating func appendInterpolation(_ number: Int) {
            appendInterpolation(String(number))
        }

        /// Markup, in text only.
        public mutating func appendInterpolation(_ html: HTML) {
            precondition(scanner.place == .text, "markup spliced inside a tag")
            scanner.makeRoom(for: html.bytes.count)
            scanner.bytes += html.bytes
        }

        /// Markup, or nothing.
        public mutating func appendInterpolation(_ html: HTML?) {
            if let html { appendInterpolation(html) }
        }

        /// Markup, one piece after another.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            precondition(scanner.place == .text, "markup spliced inside a tag")
            scanner.makeRoom(for: pieces.reduce(0) { $0 + $1.bytes.count })
            for piece in pieces { scanner.bytes += piece.bytes }
        }

        /// An address of this site.
        public mutating func appendInterpolation(_ url: LocalURL) {
            scanner.requireValue(isURL: true)
            Escaping.append(url.text, to: &scanner.bytes)
        }

        /// A checked address elsewhere.
        public mutating func appendInterpolation(_ url: ExternalURL) {
            scanner.requireValue(isURL: true)
            Escaping.append(url.text, to: &scanner.bytes)
        }

        /// An attribute that may be there or not, after a blank inside a tag: `<a href="…" \(current)>`.
        public mutating func appendInterpolation(_ attribute: Attribute?) {
            precondition(scanner.place == .tag, "an attribute outside a tag")
            if let attribute { attribute.append(to: &scanner.bytes) }
        }

        /// Several attributes.
        public mutating func appendInterpolation(_ attributes: [Attribute]) {
            precondition(scanner.place == .tag, "attributes outside a tag")
            for (index, attribute) in attributes.enumerated() {
                if index > 0 { scanner.bytes.append(UInt8(ascii: " ")) }
                attribute.append(to: &scanner.bytes)
            }
        }
    }
}

/// An attribute that depends on something. Its name is a literal and never one that carries script, style or an address.
public struct Attribute: Sendable, Equatable {
    let name: String
    let text: String?

    /// `name="text"`
    public init(_ name: StaticString, _ text: String) {
        self.name = Self.checked(name)
        self.text = text
    }

    /// `name`, for `checked`, `selected`, `required`, `open` …
    public init(_ name: StaticString) {
        self.name = Self.checked(name)
        text = nil
    }

    private static func checked(_ name: StaticString) -> String {
        let name = name.description
        precondition(!name.isEmpty && name.utf8.allSatisfy(isNamePart), "\(name) is not the name of an attribute")
        precondition(AttributeKind(name: name.utf8) == .plain, "the attribute \(name) takes no plain text")
        return name
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    func append(to bytes: inout [UInt8]) {
        bytes += name.utf8
        guard let text else { return }
        bytes += "=\"".utf8
        Escaping.append(text, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
