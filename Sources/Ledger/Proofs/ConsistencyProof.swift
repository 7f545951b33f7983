public import Formats
public import Storage

/// Shows offline that a later head only adds to an earlier one.
public struct ConsistencyProof: Sendable, Equatable {
    public static let format = "yankao-ledger-consistency-v1"

    public struct End: Sendable, Equatable {
        public let size: Int
        public let root: Hash
        /// The signed head of this size, where one was signed.
        public let head: SignedHead?
    }

    public let first: End
    public let second: End
    public let path: [Hash]
    public let keys: [VerifierKey]

    /// - Parameter second: nil takes the newest head.
    /// - Returns: nil unless 1 ≤ first ≤ second ≤ the newest head's size.
    public static func make(first: Int, second: Int?, _ db: any Reader) throws -> ConsistencyProof? {
        guard let last = try LedgerQueries.lastHead(db) else { return nil }
        let second = second ?? last.size
        guard first >= 1, first <= second, second <= last.size else { return nil }
        var tree = LedgerQueries.tree(size: second, db)
        return ConsistencyProof(
            first: try end(first, db), second: try end(second, db), path: try tree.consistency(from: first),
            keys: try LedgerKeys(db).all.map(\.verifier))
    }

    private static func end(_ size: Int, _ db: any Reader) throws -> End {
        var tree = LedgerQueries.tree(size: size, db)
        return End(size: size, root: try tree.root(), head: try LedgerQueries.head(size: size, db).flatMap { SignedHead(note: $0.note) })
    }

    public func faults(trusted: [VerifierKey]?) -> [ProofFault] {
        var faults: [ProofFault] = []
        let keys = trusted ?? keys
        for end in [first, second] {
            guard let head = end.head else { continue }
            if !keys.contains(where: head.isSigned) { faults.append(.unsigned) }
            if head.size != end.size || head.root != end.root { faults.append(.notIncluded) }
        }
        if !ProofChecking.isConsistent((first.size, first.root), (second.size, second.root), path: path) { faults.append(.inconsistent) }
        return faults
    }

    public var json: JSON {
        func end(_ end: End) -> JSON {
            ["size": .int(Int64(end.size)), "root": .string(end.root.base64), "head": end.head.map { .string($0.note) } ?? .null]
        }
        return [
            "format": .string(Self.format), "first": end(first), "second": end(second), "path": .array(path.map { .string($0.base64) }),
            "keys": .array(keys.map { .string($0.description) }),
        ]
    }

    public init?(json: JSON) {
        func end(_ json: JSON?) -> End? {
            guard case .int(let size)? = json?["size"], case .string(let text)? = json?["root"], let root = Hash(base64: text) else { return nil }
            guard case .string(let note)? = json?["head"] else { return End(size: Int(size), root: root, head: nil) }
            return SignedHead(note: note).map { End(size: Int(size), root: root, head: $0) }
        }
        guard case .string(Self.format)? = json["format"], let first = end(json["first"]), let second = end(json["second"]),
            let path = json["path"]?.hashes, let keys = json["keys"]?.strings?.map({ VerifierKey($0) }), !keys.contains(nil)
        else { return nil }
        self.init(first: first, second: second, path: path, keys: keys.compactMap { $0 })
    }

    private init(first: End, second: End, path: [Hash], keys: [VerifierKey]) {
        self.first = first
        self.second = second
        self.path = path
        self.keys = keys
    }
}
