import Storage
import Testing

@testable import Ledger

/// Against the values that every implementation of RFC 6962 is tested with (certificate-transparency, merkletree test data).
@Suite struct MerkleTests {
    private static let leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func rootsAreTheKnownOnes() throws {
        #expect(Hash.empty.bytes.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var tiles = Tiles { _, _ in nil }
        for (index, leaf) in Self.leaves.enumerated() {
            try tiles.append(.leaf(try #require([UInt8](hex: leaf))), at: index)
            var tree = Tree(size: index + 1, tiles)
            #expect(try tree.root().bytes.hex == Self.roots[index])
        }
    }

    /// The audit paths of RFC 6962 §2.1.3's kind for leaf 0, 5 and 2 of the known tree.
    @Test func pathsAreTheKnownOnes() throws {
        var tree = Tree(size: 8, try tiles(Self.leaves.map { try #require([UInt8](hex: $0)) }))
        #expect(
            try tree.inclusion(of: 5).map(\.bytes.hex) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        var three = Tree(size: 3, try tiles(Self.leaves.prefix(3).map { try #require([UInt8](hex: $0)) }))
        #expect(try three.inclusion(of: 2).map(\.bytes.hex) == ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"])
        #expect(
            try tree.consistency(from: 6).map(\.bytes.hex) == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
    }

    /// Every leaf of every tree of up to 70 leaves, and across the border of a tile; roots by the RFC's own recursion, not by tiles.
    @Test func everyProofOfEveryTreeHolds() throws {
        let leaves = (0..<600).map { Hash.leaf([UInt8($0 & 255), UInt8($0 >> 8)]) }
        var tiles = Tiles { _, _ in nil }
        var roots: [Int: Hash] = [0: .empty]
        for (index, leaf) in leaves.enumerated() {
            try tiles.append(leaf, at: index)
            let size = index + 1
            guard size <= 70 || [255, 256, 257, 300, 511, 512, 513, 600].contains(size) else { continue }
            var tree = Tree(size: size, tiles)
            let root = Self.root(leaves[..<size])
            roots[size] = root
            #expect(try tree.root() == root)
            for place in 0..<size where size <= 70 || place % 17 == 0 || place >= 250 {
                let path = try tree.inclusion(of: place)
                #expect(ProofChecking.includes(leaves[place], at: place, path: path, size: size, root: root))
                #expect(!ProofChecking.includes(leaves[place], at: place + 1, path: path, size: size, root: root))
                #expect(!ProofChecking.includes(.leaf([9, 9]), at: place, path: path, size: size, root: root))
            }
            for (first, earlier) in roots where first >= 1 {
                let path = try tree.consistency(from: first)
                #expect(ProofChecking.isConsistent((first, earlier), (size, root), path: path))
                if first < size { #expect(!ProofChecking.isConsistent((first, .leaf([1])), (size, root), path: path)) }
            }
        }
        #expect(ProofChecking.isConsistent((0, .empty), (600, try #require(roots[600])), path: []))
    }

    @Test func aProofThatNoTreeHasIsRefused() throws {
        var tree = Tree(size: 3, try tiles([[1], [2], [3]]))
        #expect(throws: LedgerError.noSuchProof) { try tree.inclusion(of: 3) }
        #expect(throws: LedgerError.noSuchProof) { try tree.consistency(from: 0) }
        #expect(throws: LedgerError.noSuchProof) { try tree.consistency(from: 4) }
    }

    private func tiles(_ leaves: [[UInt8]]) throws -> Tiles {
        var tiles = Tiles { _, _ in nil }
        for (index, leaf) in leaves.enumerated() { try tiles.append(.leaf(leaf), at: index) }
        return tiles
    }

    /// RFC 6962 §2.1, word for word.
    private static func root(_ leaves: ArraySlice<Hash>) -> Hash {
        guard leaves.count > 1 else { return leaves.first ?? .empty }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return .node(root(leaves.prefix(half)), root(leaves.dropFirst(half)))
    }
}
