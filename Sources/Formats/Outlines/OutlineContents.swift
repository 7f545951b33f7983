/// The table of contents: lines that end in leaders and a page number, or that the format marks as such.
struct OutlineContents {
    struct Entry {
        /// Of its line.
        let number: Int
        let marker: OutlineMarker?
        /// Without marker, leaders and page number.
        let title: String
        let indent: Int
    }

    /// Indices of its lines, the title 目錄 included.
    private(set) var lines: Set<Int> = []
    private(set) var entries: [Entry] = []

    /// - Parameter isText: whether a line is neither furniture nor a part of a table.
    init(_ source: OutlineSource, isText: (Int) -> Bool) {
        let all = source.lines
        var index = 0
        while index < all.count {
            guard isText(index), all[index].role == .contents || Self.isTitle(all[index].text) || Self.leader(all[index].text) != nil else {
                index += 1
                continue
            }
            index = max(take(all, from: index, isText: isText), index + 1)
        }
    }

    /// Takes a region: from its title or first entry to the last entry, with at most two other lines between entries.
    private mutating func take(_ all: [OutlineSource.Line], from start: Int, isText: (Int) -> Bool) -> Int {
        var region: [Int] = []
        var waiting: [Int] = []
        var found: [Entry] = []
        var count = 0
        let hasTitle = Self.isTitle(all[start].text)
        var index = start
        while index < all.count {
            defer { index += 1 }
            guard isText(index) else { continue }
            let line = all[index]
            let end = line.role == .contents ? line.text.endIndex : Self.leader(line.text) ?? (hasTitle ? Self.column(line.text) : nil)
            if let end {
                // The first half of an entry that was wrapped stands before it.
                let isWrapped = line.marker == nil && waiting.count == 1 && all[waiting[0]].marker != nil
                let head = isWrapped ? all[waiting[0]] : line
                let tail = Self.title(line.text[..<end], after: isWrapped ? nil : line.marker)
                let whole = isWrapped ? Self.title(head.text, after: head.marker) + tail : tail
                found.append(Entry(number: head.number, marker: head.marker, title: whole, indent: head.indent))
                region += waiting + [index]
                waiting = []
                count += 1
            } else {
                waiting.append(index)
                if waiting.count > 4 || waiting.filter({ !Self.isTitle(all[$0].text) }).count > 2 { break }
            }
        }
        let isMarked = region.contains { all[$0].role == .contents }
        guard count >= 3 || hasTitle && count >= 2 || isMarked else { return start + 1 }
        lines.formUnion(region)
        entries += found
        return (region.last ?? start) + 1
    }

    /// 目錄, 目次, 表目錄, Contents.
    private static func isTitle(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard text.count <= 12 else { return false }
        return titles.contains(text.filter { !$0.isBlank })
    }

    private static let titles = Set(["目錄", "目次", "圖目錄", "表目錄", "圖表目錄", "Contents", "目錄頁", "頁次"].scalars)

    /// Where the leaders begin that end in a page number.
    private static func leader(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard text.count <= 120, let page = pageStart(text) else { return nil }
        let before = text[..<page]
        let dots = before.reversed().prefix { $0.isBlank || isDot($0) }
        let count = dots.reduce(0) { $0 + ($1.isBlank ? 0 : $1 == "…" || $1 == "⋯" ? 3 : 1) }
        return count >= 3 && dots.count < before.count ? before.endIndex - dots.count : nil
    }

    /// Where a gap begins that ends in a page number: entries without leaders, which only a title makes a table of contents.
    private static func column(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard text.count <= 120, let page = pageStart(text) else { return nil }
        let blanks = text[..<page].reversed().prefix { $0.isBlank }
        guard !blanks.isEmpty, blanks.count < page - text.startIndex else { return nil }
        return page - blanks.count
    }

    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        [".", "…", "⋯", "‧", "·", "．", "・", "_", "─", "-", "–", "•"].contains(scalar)
    }

    /// Where the page number at a line's end begins: `12`, `iii`, `壹-3`.
    private static func pageStart(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        var page = text.suffix(8)
        if let last = page.lastIndex(where: { $0.isBlank || isDot($0) && $0 != "-" && $0 != "–" }) { page = page[(last + 1)...] }
        while let first = page.first, first == "-" || first == "–" { page.removeFirst() }
        guard !page.isEmpty, page.count < text.count, let number = PageNumber(page), !number.isCertain || page.contains(where: { $0.isDigit }) else {
            return nil
        }
        return page.startIndex
    }

    private static func title(_ text: ArraySlice<Unicode.Scalar>, after marker: OutlineMarker?) -> String {
        String(text.dropFirst(marker?.length ?? 0)).trimmed
    }
}
