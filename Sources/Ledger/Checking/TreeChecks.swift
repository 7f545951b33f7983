/// A run of entries with what is kept about them.
struct Piece: Sendable {
    let range: Range<Int>
    let entries: [LedgerEntry]
    let references: [Int: [String]]
    /// Tiles of level 0 by number.
    let tiles: [Int: [UInt8]]
}

/// Builds the tree anew from the entries, holds it against the tiles, place by place, and against every head.
struct TreeChecks {
    private let outside: Int?
    /// The next place to check.
    private(set) var next = 0
    /// The root at the outside head's size.
    private(set) var outsideRoot: Hash?
    /// What the tiles above level 0 have to be, by level.
    private(set) var upper: [Int: [UInt8]] = [:]
    /// The roots of the full subtrees so far, the biggest first.
    private var peaks: [(level: Int, hash: Hash)] = []
    private var expected: [Int: Set<Hash>] = [:]
    private var lastGood = 0
    private var isBroken = false

    init(outside: Int?) {
        self.outside = outside
        if outside == 0 { outsideRoot = .empty }
    }

    mutating func expect(_ head: SignedHead) {
        expected[head.size, default: []].insert(head.root)
    }

    mutating func take(_ piece: Piece, _ report: inout LedgerReport) {
        if piece.range.lowerBound == 0, let roots = expected[0], roots != [.empty] { report.findings.append(.otherRoot(from: 0, to: 1)) }
        var rest = piece.entries[...]
        for position in piece.range {
            let kept = Self.leaf(position, piece.tiles)
            if kept == nil && (position % Tiles.width == 0 || position == piece.range.lowerBound) {
                report.findings.append(.damagedTile(level: 0, number: position / Tiles.width))
            }
            guard let entry = rest.first, entry.position == position else {
                report.findings.append(.missingEntry(position: position))
                add(kept ?? .empty, &report)
                continue
            }
            rest.removeFirst()
            let leaf = entry.leaf
            if let kept, leaf != kept { report.findings.append(.changedEntry(position: position, id: entry.id)) }
            if (piece.references[position] ?? []) != entry.references { report.findings.append(.otherIndex(position: position)) }
            // Where an entry was changed, the tree goes on with what was sequenced; else every later head would fail for one fault.
            add(kept ?? leaf, &report)
        }
    }

    private static func leaf(_ position: Int, _ tiles: [Int: [UInt8]]) -> Hash? {
        let offset = position % Tiles.width * 32
        guard let tile = tiles[position / Tiles.width], tile.count >= offset + 32 else { return nil }
        return Hash(tile[offset..<offset + 32])
    }

    private mutating func add(_ leaf: Hash, _ report: inout LedgerReport) {
        push((0, leaf))
        next += 1
        let isWanted = next == outside
        guard isWanted || expected[next] != nil else { return }
        let root = root
        if isWanted { outsideRoot = root }
        guard let roots = expected[next], !isBroken else { return }
        if roots == [root] {
            lastGood = next
        } else {
            isBroken = true
            report.findings.append(.otherRoot(from: lastGood, to: next))
        }
    }

    private mutating func push(_ peak: (level: Int, hash: Hash)) {
        var peak = peak
        while let last = peaks.last, last.level == peak.level {
            peaks.removeLast()
            peak = (peak.level + 1, .node(last.hash, peak.hash))
            if peak.level % Tiles.height == 0 { upper[peak.level / Tiles.height, default: []] += peak.hash.bytes }
        }
        peaks.append(peak)
    }

    /// The root over everything so far.
    private var root: Hash {
        guard var root = peaks.last?.hash else { return .empty }
        for peak in peaks.dropLast().reversed() { root = .node(peak.hash, root) }
        return root
    }
}
