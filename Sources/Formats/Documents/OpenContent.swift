/// The body of an ODT.
final class OpenContent: XMLHandler {
    var body: DocumentBody
    private let styles: OpenStyles
    private var numbering: OpenNumbering
    /// Elements whose text is not the document's: changes that were taken back, comments, readings beside characters.
    private static let unread: Set<String> = [
        "text:tracked-changes", "office:annotation", "text:ruby-text", "office:forms", "?:title", "?:desc", "text:note-citation", "text:number",
        "text:sequence-decls",
    ]
    private var skipped = 0
    private var spans: [OpenStyles.Style] = []
    private var contents = 0
    private var notes = 0
    private var kept: [String: OpenStyles.Style] = [:]

    init(_ styles: OpenStyles, _ limits: DocumentReader.Limits) {
        self.styles = styles
        numbering = OpenNumbering(styles)
        body = DocumentBody(limit: limits.text)
    }

    func start(_ name: String, _ attributes: [String: String]) {
        if skipped > 0 || Self.unread.contains(name) {
            skipped += 1
            return
        }
        switch name {
        case "text:p", "text:h": begin(attributes, isHeading: name == "text:h")
        case "text:span": spans.append(resolved(attributes["text:style-name"], family: "text", over: spans.last))
        case "text:s": add(String(repeating: " ", count: min(max(attributes["text:c"].flatMap { Int($0) } ?? 1, 1), 64)))
        case "text:tab": add("\t")
        case "text:line-break": add("\n")
        case "text:list": numbering.begin(attributes)
        case "text:list-item": numbering.beginItem(attributes, isCounted: true)
        case "text:list-header": numbering.beginItem(attributes, isCounted: false)
        case "text:table-of-content", "text:illustration-index", "text:table-index": contents += 1
        case "text:note-body": notes += 1
        case "table:table": body.beginTable()
        case "table:table-row": body.beginRow()
        case "table:table-cell", "table:covered-table-cell": body.beginCell()
        default: styles.start(name, attributes)
        }
    }

    func end(_ name: String) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch name {
        case "text:p", "text:h":
            body.endParagraph()
            _ = spans.popLast()
        case "text:span": _ = spans.popLast()
        case "text:list": numbering.end()
        case "text:table-of-content", "text:illustration-index", "text:table-index": contents -= 1
        case "text:note-body": notes -= 1
        case "table:table": body.endTable()
        default: styles.end(name)
        }
    }

    func characters(_ text: String) {
        guard skipped == 0 else { return }
        add(text)
    }

    private func add(_ text: String) {
        body.add(text.replacing("\n", with: text == "\n" ? "\n" : " "), isBold: spans.last?.isBold ?? false, size: spans.last?.size)
    }

    private func begin(_ attributes: [String: String], isHeading: Bool) {
        let style = resolved(attributes["text:style-name"], family: "paragraph", over: nil)
        spans.append(style)
        var paragraph = DocumentParagraph()
        if isHeading { paragraph.headingLevel = attributes["text:outline-level"].flatMap { Int($0) } ?? style.headingLevel ?? 1 }
        paragraph.role = notes > 0 ? .footnote : contents > 0 ? .contents : .text
        if paragraph.role == .text {
            paragraph.label = numbering.label(heading: attributes["text:is-list-header"] == "true" ? nil : paragraph.headingLevel)
        }
        body.beginParagraph(paragraph)
    }

    private func resolved(_ name: String?, family: String, over outer: OpenStyles.Style?) -> OpenStyles.Style {
        let key = "\(family)\u{0}\(name ?? "")"
        var style = kept[key] ?? styles.resolved(name, family: family)
        kept[key] = style
        style.isBold = style.isBold ?? outer?.isBold
        style.size = style.size ?? outer?.size
        return style
    }
}
