/// The Merkle tree of RFC 6962 §2.1 over the first `size` entries, read from tiles.
package struct Tree {
    let size: Int
    private var tiles: Tiles

    init(size: Int, _ tiles: Tiles) {
        self.size = size
        self.tiles = tiles
    }

    /// The root, which a head signs.
    package mutating func root() throws -> Hash { size == 0 ? .empty : try root(0..<size) }

    /// The hash of one leaf.
    mutating func leaf(_ index: Int) throws -> Hash {
        guard (0..<size).contains(index) else { throw LedgerError.noSuchProof }
        return try tiles.subtree(level: 0, index: index)
    }

    /// The audit path of a leaf, from its neighbour upwards (RFC 6962 §2.1.1).
    /// - Throws: ``LedgerError/noSuchProof`` when the tree has no such leaf.
    mutating func inclusion(of index: Int) throws -> [Hash] {
        guard (0..<size).contains(index) else { throw LedgerError.noSuchProof }
        return try path(index, 0..<size)
    }

    /// Proves that the first `first` leaves of this tree are those of the tree that had so many (RFC 6962 §2.1.2). Empty where both are the same.
    /// - Throws: ``LedgerError/noSuchProof`` for a size below 1 or above this one.
    mutating func consistency(from first: Int) throws -> [Hash] {
        guard (1...max(size, 1)).contains(first), first <= size else { throw LedgerError.noSuchProof }
        return try subproof(first, 0..<size, isWhole: true)
    }

    private mutating func path(_ index: Int, _ range: Range<Int>) throws -> [Hash] {
        if range.count == 1 { return [] }
        let middle = range.lowerBound + Self.split(range.count)
        if index < middle { return try path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)] }
        return try path(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    private mutating func subproof(_ first: Int, _ range: Range<Int>, isWhole: Bool) throws -> [Hash] {
        if first == range.count { return isWhole ? [] : [try root(range)] }
        let half = Self.split(range.count)
        let middle = range.lowerBound + half
        if first <= half {
            return try subproof(first, range.lowerBound..<middle, isWhole: isWhole) + [root(middle..<range.upperBound)]
        }
        return try subproof(first - half, middle..<range.upperBound, isWhole: false) + [root(range.lowerBound..<middle)]
    }

    private mutating func root(_ range: Range<Int>) throws -> Hash {
        let count = range.count
        if count & (count - 1) == 0 { return try tiles.subtree(level: count.trailingZeroBitCount, index: range.lowerBound / count) }
        let middle = range.lowerBound + Self.split(count)
        return .node(try root(range.lowerBound..<middle), try root(middle..<range.upperBound))
    }

    /// The largest power of two below `count`.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}
