/// The body of a DOCX.
final class WordContent: XMLHandler {
    var body: DocumentBody
    private let styles: WordStyles
    private let numbering: WordNumbering
    private let notes: [String: String]
    /// What was deleted or moved away, the second copy of a text box, and readings beside characters.
    private static let unread: Set<String> = ["w:del", "w:moveFrom", "mc:Fallback", "w:rt", "w:instrText", "w:delText"]
    private var skipped = 0
    /// Paragraphs inside each other, as text boxes are.
    private var open: [Paragraph] = []
    private var isText = false

    private struct Paragraph {
        var style = WordStyles.Style()
        var styleID: String?
        var headingLevel: Int?
        var list: (number: String?, level: Int?) = (nil, nil)
        var notes: [String] = []
        /// Whether its properties were read and its text has begun.
        var hasBegun = false
        var isInRun = false
        var run: (isBold: Bool?, size: Double?, style: String?) = (nil, nil, nil)
    }

    init(_ styles: WordStyles, _ numbering: WordNumbering, _ notes: [String: String], _ limits: DocumentReader.Limits) {
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        body = DocumentBody(limit: limits.text)
    }

    /// A switch without value is on (17.17.4).
    static func isOn(_ value: String?) -> Bool { !["0", "false", "off"].contains(value ?? "1") }

    func start(_ name: String, _ attributes: [String: String]) {
        if skipped > 0 || Self.unread.contains(name) {
            skipped += 1
            return
        }
        switch name {
        case "w:tbl": body.beginTable()
        case "w:tr": body.beginRow()
        case "w:tc": body.beginCell()
        case "w:p": open.append(Paragraph())
        default: if let last = open.indices.last { inside(last, name, attributes) }
        }
    }

    private func inside(_ last: Int, _ name: String, _ attributes: [String: String]) {
        let value = attributes["w:val"]
        switch name {
        case "w:pStyle": open[last].styleID = value
        case "w:numId": open[last].list.number = value
        case "w:ilvl": open[last].list.level = value.flatMap { Int($0) }
        case "w:outlineLvl": open[last].headingLevel = value.flatMap { Int($0) }.map { $0 + 1 }
        case "w:r":
            begin(last)
            open[last].isInRun = true
            open[last].run = (nil, nil, nil)
        case "w:b" where open[last].isInRun: open[last].run.isBold = Self.isOn(value)
        case "w:sz" where open[last].isInRun: open[last].run.size = value.flatMap { Double($0) }.map { $0 / 2 }
        case "w:rStyle" where open[last].isInRun: open[last].run.style = value
        case "w:t": isText = true
        case "w:tab" where open[last].isInRun, "w:ptab" where open[last].isInRun: add("\t")
        case "w:br" where open[last].isInRun, "w:cr" where open[last].isInRun: add(attributes["w:type"] == "page" ? " " : "\n")
        case "w:noBreakHyphen": add("-")
        case "w:footnoteReference": open[last].notes += (attributes["w:id"].flatMap { notes["footnote\($0)"] }).map { [$0] } ?? []
        case "w:endnoteReference": open[last].notes += (attributes["w:id"].flatMap { notes["endnote\($0)"] }).map { [$0] } ?? []
        default: break
        }
    }

    func end(_ name: String) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch name {
        case "w:tbl": body.endTable()
        case "w:t": isText = false
        case "w:r": if let last = open.indices.last { open[last].isInRun = false }
        case "w:p":
            guard let last = open.indices.last else { return }
            begin(last)
            let paragraph = open.removeLast()
            for note in paragraph.notes {
                var footnote = DocumentParagraph()
                footnote.role = .footnote
                body.beginParagraph(footnote)
                body.add(note)
                body.endParagraph()
            }
            body.endParagraph()
        default: break
        }
    }

    func characters(_ text: String) {
        if isText, skipped == 0 { add(text) }
    }

    private func add(_ text: String) {
        guard let paragraph = open.last else { return }
        let style = styles.resolved(paragraph.run.style, withDefaults: false)
        body.add(
            text, isBold: paragraph.run.isBold ?? style.isBold ?? paragraph.style.isBold ?? false,
            size: paragraph.run.size ?? style.size ?? paragraph.style.size)
    }

    /// Its properties come before its text (17.3.1.26), so at the first run they are known.
    private func begin(_ last: Int) {
        guard !open[last].hasBegun else { return }
        open[last].hasBegun = true
        let style = styles.resolved(open[last].styleID, withDefaults: true)
        open[last].style = style
        let paragraph = open[last]
        var result = DocumentParagraph()
        result.headingLevel = (paragraph.headingLevel ?? style.headingLevel).flatMap { $0 <= 9 ? $0 : nil }
        if style.name.hasPrefix("toc ") || style.name == "table of figures" { result.role = .contents }
        if result.role == .text, let list = paragraph.list.number ?? style.list.number, list != "0" {
            result.label = numbering.label(list, paragraph.list.level ?? style.list.level ?? 0)
        }
        body.beginParagraph(result)
    }
}
