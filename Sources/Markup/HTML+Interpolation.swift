extension HTML {
    public struct Interpolation: StringInterpolationProtocol {
        private(set) var writer: HTMLWriter
        private(set) var place = HTMLPlace.text

        public init(literalCapacity: Int, interpolationCount: Int) {
            writer = HTMLWriter(capacity: literalCapacity + interpolationCount * 32)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            place = LiteralScans.end(of: literal, from: place)
            writer.append(literal)
        }

        /// Text, in text or in a quoted attribute that takes any text.
        public mutating func appendInterpolation(_ text: String) {
            place.requireValue(isURL: false)
            append(value: text)
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
            html.write(to: &writer)
        }

        /// Markup, or nothing.
        public mutating func appendInterpolation(_ html: HTML?) {
            precondition(place == .text, "markup spliced inside a tag")
            if let html { html.write(to: &writer) }
        }

        /// Markup, one piece after another.
        public mutating func appendInterpolation(_ pieces: [HTML]) {
            precondition(place == .text, "markup spliced inside a tag")
            for piece in pieces { piece.write(to: &writer) }
        }

        /// An address of this site.
        public mutating func appendInterpolation(_ url: LocalURL) {
            place.requireValue(isURL: true)
            append(value: url.text)
        }

        /// A checked address elsewhere.
        public mutating func appendInterpolation(_ url: ExternalURL) {
            place.requireValue(isURL: true)
            append(value: url.text)
        }

        /// An attribute that may be there or not, after a blank inside a tag: `<a href="…" \(current)>`.
        public mutating func appendInterpolation(_ attribute: Attribute?) {
            precondition(place.isTag, "an attribute outside a tag")
            if let attribute { append(attribute) }
        }

        /// Several attributes.
        public mutating func appendInterpolation(_ attributes: [Attribute]) {
            precondition(place.isTag, "attributes outside a tag")
            for (index, attribute) in attributes.enumerated() {
                if index > 0 { writer.append(" ") }
                append(attribute)
            }
        }

        private mutating func append(value text: String) {
            place = place.afterValue
            writer.append(escaping: text)
        }

        private mutating func append(_ attribute: Attribute) {
            writer.append(attribute.name)
            guard let text = attribute.text else { return }
            writer.append("=\"")
            append(value: text)
            writer.append("\"")
        }
    }
}
