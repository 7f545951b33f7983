/// The table of contents (ODF 1.3 part 3 §8.3). Only a program that lays out pages knows their numbers, so the entries lead to their headings; where
/// somebody has the index updated, the numbers appear.
struct ODTIndex {
    let document: TextDocument
    let title: String
    /// 1…3
    let depth: Int

    var xml: String {
        let templates = (1...depth).map { level in
            "<text:table-of-content-entry-template text:outline-level=\"\(level)\" text:style-name=\"Contents_20_\(level)\"><text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type=\"right\" style:leader-char=\".\"/><text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
        }.joined()
        let words = OpenXML.words(title)
        return "<text:table-of-content text:name=\"Contents\" text:protected=\"false\"><text:table-of-content-source text:outline-level=\"\(depth)\">"
            + "<text:index-title-template text:style-name=\"Contents_20_Heading\">\(words)</text:index-title-template>\(templates)</text:table-of-content-source>"
            + "<text:index-body><text:index-title text:name=\"Contents_Head\"><text:p text:style-name=\"Contents_20_Heading\">\(words)</text:p></text:index-title>\(entries)</text:index-body></text:table-of-content>"
    }

    private var entries: String {
        let headings = document.blocks.compactMap { block -> (text: String, level: Int)? in
            if case .heading(let text, let level) = block { (text, ODTContent.level(level)) } else { nil }
        }
        return headings.enumerated().filter { $0.element.level <= depth }.map { index, heading in
            "<text:p text:style-name=\"Contents_20_\(heading.level)\"><text:a xlink:type=\"simple\" xlink:href=\"#h\(index + 1)\">\(OpenXML.words(heading.text))</text:a></text:p>"
        }.joined()
    }
}
