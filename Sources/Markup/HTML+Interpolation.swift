extension HTML {
    public struct Interpolation: StringInterpolationProtocol {
        private(set) var pieces: [Piece] = []
        private(set) var size = 0
        private(set) var place = HTMLPlace.text

        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            guard literal.utf8CodeUnitCount > 0 else { return }
            place = LiteralScans.end(of: literal, from: place)
            add(literal)
        }

        /// Text, in text or in a quoted attribute that takes any text.
        public mutating func appendInterpolation(_ text: String) {
            place.requireValue(isURL: false)
            add(value: text)
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
            precondition(place == .text, "markup spliced inside a tag")
            pieces.append(.nested(html))
            size += html.size
        }

        /// Markup, or nothing.
        public mutating func appendInterpolation(_ html: HTML?) {
            if let html {
                appendInterpolation(html)
            } else {
                precondition(place == .text, "markup spliced inside a tag")
            }
        }

        /// Markup, one piece after another.
        public mutating func appendInterpolation(_ list: [HTML]) {
            precondition(place == .text, "markup spliced inside a tag")
            pieces.append(.list(list))
            for html in list { size += html.size }
        }

        /// An address of this site.
        public mutating func appendInterpolation(_ url: LocalURL) {
            place.requireValue(isURL: true)
            add(value: url.text)
        }

        /// A checked address elsewhere.
        public mutating func appendInterpolation(_ url: ExternalURL) {
            place.requireValue(isURL: true)
            add(value: url.text)
        }

        /// An attribute that may be there or not, after a blank inside a tag: `<a href="…" \(current)>`.
        public mutating func appendInterpolation(_ attribute: Attribute?) {
            precondition(place == .tag, "an attribute outside a tag")
            if let attribute { add(attribute) }
        }

        /// Several attributes.
        public mutating func appendInterpolation(_ attributes: [Attribute]) {
            precondition(place == .tag, "attributes outside a tag")
            for (index, attribute) in attributes.enumerated() {
                if index > 0 { add(" ") }
                add(attribute)
            }
        }

        private mutating func add(_ literal: StaticString) {
            let count = literal.utf8CodeUnitCount
            precondition(literal.hasPointerRepresentation, "a literal without bytes")
            pieces.append(.literal(UnsafeBufferPointer(start: literal.utf8Start, count: count)))
            size += count
        }

        private mutating func add(value text: String) {
            place = place.afterValue
            pieces.append(.text(text))
            size += text.utf8.count
        }

        private mutating func add(_ attribute: Attribute) {
            add(attribute.name)
            guard let text = attribute.text else { return }
            add("=\"")
            add(value: text)
            add("\"")
        }
    }
}
