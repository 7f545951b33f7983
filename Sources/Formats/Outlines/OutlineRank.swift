/// How high a line's type makes it.
struct OutlineRank: Hashable {
    /// The level that the format gives it, nil where only its type does.
    let level: Int?
    /// In tenths of a point.
    let size: Int
    let isBold: Bool

    /// A number for it, not negative.
    var order: Int { (level ?? 0) * 100_000 + size * 2 + (isBold ? 1 : 0) }

    /// Whether what is set so stands under what is set like the other. False where they cannot be compared.
    func isBelow(_ other: Self) -> Bool {
        if let level, let otherLevel = other.level { return level >= otherLevel }
        if level == nil, other.level == nil { return size < other.size || size == other.size && !isBold && other.isBold }
        return other.level != nil
    }
}

/// Which lines without number are headings, by what the format says of their type.
struct OutlineTypography {
    /// The size of most of the text, in tenths of a point.
    private let bodySize: Int
    /// Whether bold is rare enough to mean something.
    private let boldMeans: Bool
    /// How often each kind of heading occurs, numbered ones included.
    private var counts: [OutlineRank: Int] = [:]
    private let hasNumbers: Bool

    init(_ lines: [OutlineSource.Line]) {
        var sizes: [Int: Int] = [:]
        var (bold, all) = (0, 0)
        for line in lines where line.role == .text {
            sizes[Self.tenths(line.size), default: 0] += line.text.count
            all += line.text.count
            if line.isBold { bold += line.text.count }
        }
        bodySize = sizes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
        boldMeans = bold * 3 < all
        hasNumbers = lines.contains { $0.marker != nil }
        for line in lines { if let rank = rank(line) { counts[rank, default: 0] += 1 } }
    }

    private static func tenths(_ size: Double?) -> Int { size.flatMap { Int(exactly: ($0 * 10).rounded()) } ?? 0 }

    /// Nil for a line that is set like the text.
    func rank(_ line: OutlineSource.Line) -> OutlineRank? {
        guard line.role == .text else { return nil }
        let size = Self.tenths(line.size)
        let isLarge = size > 0 && bodySize > 0 && size >= bodySize + 10
        guard line.headingLevel != nil || isLarge || line.isBold && boldMeans else { return nil }
        return OutlineRank(
            level: line.headingLevel, size: line.headingLevel == nil ? max(size, bodySize) : 0, isBold: line.headingLevel == nil && line.isBold)
    }

    /// - Parameter isBeforeNumbers: no heading stands before it, so it may be the document's title, which is above all headings.
    func heading(_ line: OutlineSource.Line, isBeforeNumbers: Bool) -> OutlineRank? {
        guard let rank = rank(line), !line.isAligned, line.width <= 80, let last = line.text.last,
            rank.level != nil || !["。", "，", "；", "、", ",", "：", ":"].contains(last)
        else { return nil }
        if isBeforeNumbers && (hasNumbers && rank.level == nil || counts[rank] == 1) { return nil }
        return rank
    }
}
