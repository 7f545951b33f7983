public import Formats
public import Storage

/// Shows offline that an entry is in the ledger: its place, the path to a signed head, and as much of the entry as its reader may see.
public struct InclusionProof: Sendable, Equatable {
    public static let format = "yankao-ledger-proof-v1"

    public let position: Int
    public let leaf: Hash
    public let path: [Hash]
    public let head: SignedHead
    /// Every key that ever signed, oldest first. Whoever checks compares them with keys from elsewhere.
    public let keys: [VerifierKey]
    /// The leaf's text with the parts that are laid open; nil in a proof that shows hashes alone.
    public let entry: Shown?

    public struct Shown: Sendable, Equatable {
        public let leafText: String
        public let disclosed: [Disclosure]
    }

    /// The proof of the entry at a place, under the newest head.
    /// - Parameter reference: whose changes are laid open; nil shows hashes alone.
    /// - Returns: nil when nothing stands there.
    public static func make(position: Int, showing reference: Reference?, _ db: any Reader) throws -> InclusionProof? {
        guard let kept = try LedgerQueries.lastHead(db), position < kept.size, let head = SignedHead(note: kept.note) else { return nil }
        var tree = LedgerQueries.tree(size: head.size, db)
        var shown: Shown?
        if let reference {
            guard let entry = try LedgerQueries.entry(at: position, db) else { return nil }
            let mark = "{" + JSONText.quoted("reference") + ":" + JSONText.quoted(reference.text)
            let numbers = entry.changeTexts.indices.filter { entry.changeTexts[$0].hasPrefix(mark) }
            shown = Shown(leafText: entry.leafText, disclosed: numbers.compactMap(entry.disclosure(ofChange:)))
        }
        return InclusionProof(
            position: position, leaf: try tree.leaf(position), path: try tree.inclusion(of: position), head: head,
            keys: try LedgerKeys(db).all.map(\.verifier), entry: shown)
    }

    /// What does not fit, in order; empty when the proof holds.
    /// - Parameter trusted: keys from elsewhere; nil takes those of the proof, which then only shows that it fits together.
    public func faults(trusted: [VerifierKey]?) -> [ProofFault] {
        var faults: [ProofFault] = []
        if !(trusted ?? keys).contains(where: head.isSigned) { faults.append(.unsigned) }
        if !ProofChecking.includes(leaf, at: position, path: path, size: head.size, root: head.root) { faults.append(.notIncluded) }
        if let entry {
            if Hash.leaf(entry.leafText.utf8) != leaf { faults.append(.otherEntry) }
            if !entry.disclosed.allSatisfy({ $0.isPart(of: entry.leafText) }) { faults.append(.otherPart) }
        }
        return faults
    }

    public var json: JSON {
        let shown: JSON =
            entry.map { entry in
                [
                    "leaf": .string(entry.leafText),
                    "disclosed": .array(
                        entry.disclosed.map { ["part": .string($0.part), "salt": .string($0.salt.hex), "text": .string($0.text)] }),
                ]
            } ?? .null
        return [
            "format": .string(Self.format), "position": .int(Int64(position)), "leafHash": .string(leaf.base64),
            "path": .array(path.map { .string($0.base64) }), "head": .string(head.note),
            "keys": .array(keys.map { .string($0.description) }), "entry": shown,
        ]
    }

    public init?(json: JSON) {
        guard case .string(Self.format)? = json["format"], case .int(let position)? = json["position"], case .string(let leaf)? = json["leafHash"],
            let leaf = Hash(base64: leaf), let path = json["path"]?.hashes, case .string(let note)? = json["head"], let head = SignedHead(note: note),
            let keys = json["keys"]?.strings?.map({ VerifierKey($0) }), !keys.contains(nil)
        else { return nil }
        var shown: Shown?
        if let entry = json["entry"], entry != .null {
            guard case .string(let text)? = entry["leaf"], case .array(let parts)? = entry["disclosed"] else { return nil }
            let disclosed = parts.map { part -> Disclosure? in
                guard case .string(let name)? = part["part"], case .string(let salt)? = part["salt"], let salt = [UInt8](hex: salt),
                    case .string(let text)? = part["text"]
                else { return nil }
                return Disclosure(part: name, salt: salt, text: text)
            }
            guard !disclosed.contains(nil) else { return nil }
            shown = Shown(leafText: text, disclosed: disclosed.compactMap { $0 })
        }
        self.init(position: Int(position), leaf: leaf, path: path, head: head, keys: keys.compactMap { $0 }, entry: shown)
    }

    private init(position: Int, leaf: Hash, path: [Hash], head: SignedHead, keys: [VerifierKey], entry: Shown?) {
        self.position = position
        self.leaf = leaf
        self.path = path
        self.head = head
        self.keys = keys
        self.entry = entry
    }
}

/// Why a proof proves nothing.
public enum ProofFault: Sendable, Equatable {
    /// No trusted key signed the head.
    case unsigned
    /// The path does not lead to the head's root.
    case notIncluded
    /// The entry shown is not the one that is proven.
    case otherEntry
    /// A part that is laid open is not in the entry.
    case otherPart
    /// The later tree does not only add to the earlier one.
    case inconsistent
}

extension JSON {
    var strings: [String]? {
        guard case .array(let elements) = self else { return nil }
        let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
        return texts.count == elements.count ? texts : nil
    }

    var hashes: [Hash]? {
        guard let texts = strings else { return nil }
        let hashes = texts.compactMap { Hash(base64: $0) }
        return hashes.count == texts.count ? hashes : nil
    }
}

extension [UInt8] {
    /// - Returns: nil unless there are two hexadecimal digits a byte.
    init?(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        guard digits.count == hex.utf8.count, digits.count % 2 == 0 else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
