/// Reads the text of a DOCX (Office Open XML, ECMA-376 part 1).
enum WordReader {
    static func read(_ bytes: [UInt8], _ limits: DocumentReader.Limits) throws(DocumentError) -> SourceDocument {
        var package = try DocumentPackage(bytes, .docx, limits)
        let styles = WordStyles()
        try package.parse("word/styles.xml", into: styles)
        let numbering = WordNumbering()
        try package.parse("word/numbering.xml", into: numbering)
        let notes = WordNotes()
        try package.parse("word/footnotes.xml", into: notes)
        try package.parse("word/endnotes.xml", into: notes)
        let content = WordContent(styles, numbering, notes.texts, limits)
        try package.parse("word/document.xml", into: content)
        let margins = WordNotes()
        for name in package.names(startingWith: "word/header") + package.names(startingWith: "word/footer") where name.hasSuffix(".xml") {
            try package.parse(name, into: margins)
        }
        content.body.addFurniture(margins.paragraphs)
        return try content.body.finish(.docx)
    }
}

/// Text of footnotes by their number, and of headers and footers by paragraph.
private final class WordNotes: XMLHandler {
    private(set) var texts: [String: String] = [:]
    private(set) var paragraphs: [String] = []
    private var note: String?
    private var text = ""
    private var isText = false

    func start(_ name: String, _ attributes: [String: String]) {
        switch name {
        // Separators have a type, notes have none.
        case "w:footnote", "w:endnote":
            note = attributes["w:type"] == nil || attributes["w:type"] == "normal" ? attributes["w:id"].map { "\(name.dropFirst(2))\($0)" } : nil
        case "w:t": isText = true
        case "w:tab", "w:br": text += " "
        default: break
        }
    }

    func end(_ name: String) {
        if name == "w:t" { isText = false }
        guard name == "w:p" else { return }
        if let note, !text.trimmed.isEmpty {
            texts[note] = texts[note].map { $0 + "\n" + text } ?? text
        } else if !text.trimmed.isEmpty {
            paragraphs.append(text)
        }
        text = ""
    }

    func characters(_ text: String) {
        if isText { self.text += text }
    }
}
