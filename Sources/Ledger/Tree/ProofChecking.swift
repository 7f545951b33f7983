/// Checks proofs without the tree, as anyone offline does (RFC 9162 §2.1.3.2 and §2.1.4.2, the algorithms for RFC 6962's proofs).
public enum ProofChecking {
    /// Whether a leaf is at `index` of the tree with this size and root.
    public static func includes(_ leaf: Hash, at index: Int, path: [Hash], size: Int, root: Hash) -> Bool {
        guard index >= 0, index < size else { return false }
        var (place, last, hash) = (index, size - 1, leaf)
        for neighbour in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = .node(neighbour, hash)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, neighbour)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the later tree only adds to the earlier one.
    public static func isConsistent(_ earlier: (size: Int, root: Hash), _ later: (size: Int, root: Hash), path: [Hash]) -> Bool {
        guard earlier.size <= later.size, earlier.size >= 0 else { return false }
        if earlier.size == later.size { return path.isEmpty && earlier.root == later.root }
        // Every tree begins as the empty one.
        if earlier.size == 0 { return path.isEmpty && earlier.root == .empty }
        var rest = path
        if earlier.size & (earlier.size - 1) == 0 { rest.insert(earlier.root, at: 0) }
        guard let first = rest.first else { return false }
        var (place, last) = (earlier.size - 1, later.size - 1)
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var (old, new) = (first, first)
        for hash in rest.dropFirst() {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                old = .node(hash, old)
                new = .node(hash, new)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, hash)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && old == earlier.root && new == later.root
    }
}
