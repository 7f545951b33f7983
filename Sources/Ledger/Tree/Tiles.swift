internal import Crypto
internal import Storage

/// The tree in tiles of 256 hashes, as transparency logs keep it: a hash of level 1 is the root over a full tile of level 0, and so on. What is full
/// never changes; any hash of the tree is made from the tiles along one path, however big the tree is.
package struct Tiles {
    static let width = 256
    /// Levels of the tree in one level of tiles: 2⁸ = 256.
    static let height = 8

    /// Reads a tile as it is kept: 32 bytes a hash.
    private let read: (_ level: Int, _ number: Int) throws -> [UInt8]?
    private var known: [Key: [UInt8]] = [:]
    /// What ``append(_:at:)`` changed.
    private(set) var changed: Set<Key> = []

    struct Key: Hashable {
        let level: Int
        let number: Int
    }

    init(read: @escaping (_ level: Int, _ number: Int) throws -> [UInt8]?) {
        self.read = read
    }

    subscript(key: Key) -> [UInt8] { known[key] ?? [] }

    /// - Throws: ``LedgerError/missingTile(level:number:)``.
    mutating func hashes(_ key: Key) throws -> [UInt8] {
        if let tile = known[key] { return tile }
        guard let tile = try read(key.level, key.number) else { throw LedgerError.missingTile(level: key.level, number: key.number) }
        known[key] = tile
        return tile
    }

    /// Puts a leaf at the end of a tree of `size` leaves.
    mutating func append(_ leaf: Hash, at size: Int) throws {
        var (hash, place, level) = (leaf, size, 0)
        while true {
            let key = Key(level: level, number: place / Self.width)
            let offset = place % Self.width
            // A tile that begins now is not there yet; one that is there may hold more only if somebody meddled.
            var tile = offset == 0 ? [] : try hashes(key)
            guard tile.count >= offset * 32 else { throw LedgerError.missingTile(level: key.level, number: key.number) }
            tile.removeSubrange((offset * 32)...)
            tile += hash.bytes
            known[key] = tile
            changed.insert(key)
            guard offset == Self.width - 1 else { return }
            hash = try Self.root(of: tile[...])
            place = key.number
            level += 1
        }
    }

    /// The root over the leaves `index × 2^level ..< (index + 1) × 2^level`, all of which are there.
    mutating func subtree(level: Int, index: Int) throws -> Hash {
        let count = 1 << (level % Self.height)
        let first = index * count
        let key = Key(level: level / Self.height, number: first / Self.width)
        let tile = try hashes(key)
        let start = first % Self.width * 32
        guard tile.count >= start + count * 32 else { throw LedgerError.missingTile(level: key.level, number: key.number) }
        return try Self.root(of: tile[start..<start + count * 32])
    }

    /// The root over a power of two of hashes. In place, for a proof makes some thousand of them.
    package static func root(of hashes: ArraySlice<UInt8>) throws -> Hash {
        guard !hashes.isEmpty, hashes.count % 32 == 0 else { throw LedgerError.damagedTile }
        var row = Array(hashes)
        var count = row.count / 32
        row.withUnsafeMutableBytes { row in
            withUnsafeTemporaryAllocation(byteCount: 65, alignment: 1) { block in
                block[0] = 1
                while count > 1 {
                    for pair in 0..<count / 2 {
                        UnsafeMutableRawBufferPointer(rebasing: block[1...]).copyMemory(
                            from: UnsafeRawBufferPointer(rebasing: row[pair * 64..<pair * 64 + 64]))
                        var hash = SHA256()
                        hash.update(bufferPointer: UnsafeRawBufferPointer(block))
                        hash.finalize().withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: row[(pair * 32)...]).copyMemory(from: $0) }
                    }
                    count /= 2
                }
            }
        }
        guard let root = Hash(row.prefix(32)) else { throw LedgerError.damagedTile }
        return root
    }
}

/// What is wrong with the ledger or with what was asked of it.
public enum LedgerError: Error, Sendable, Equatable {
    case missingTile(level: Int, number: Int)
    /// A tile is no row of hashes.
    case damagedTile
    /// A proof was asked for that no tree of this size has.
    case noSuchProof
    /// Something else ordered entries meanwhile: the lead has moved.
    case leadLost
    /// A row of the ledger cannot be read.
    case damagedRow(String)
}
