internal import Crypto
internal import Foundation
public import Storage

/// How many entries there are, their root and the time, signed. Written as a signed note with a checkpoint in it, the form in which transparency logs
/// publish theirs (C2SP signed-note and tlog-checkpoint), with the time as an extension line:
///
/// ```
/// yankao.example.gov.tw/ledger
/// 48213
/// 8l2…=
/// time 2026-11-24T01:00:00.000Z
///
/// — yankao.example.gov.tw/ledger Az3…=
/// ```
public struct SignedHead: Sendable, Equatable {
    public struct Signature: Sendable, Equatable {
        public let name: String
        /// The first four bytes of SHA-256 over name and key.
        public let keyID: [UInt8]
        public let bytes: [UInt8]
    }

    /// Which ledger this is: a name like `host/ledger`, the same for ever.
    public let origin: String
    public let size: Int
    public let root: Hash
    public let at: Instant
    public private(set) var signatures: [Signature] = []

    public init(origin: String, size: Int, root: Hash, at: Instant) {
        self.origin = origin
        self.size = size
        self.root = root
        self.at = at
    }

    /// What is signed.
    public var text: String { "\(origin)\n\(size)\n\(root.base64)\ntime \(at)\n" }

    /// The whole note.
    public var note: String {
        text + "\n" + signatures.map { "\u{2014} \($0.name) \(Data($0.keyID + $0.bytes).base64EncodedString())\n" }.joined()
    }

    /// Reads a note.
    /// - Returns: nil when it is not one, or has anything after it.
    public init?(note: String) {
        guard let end = note.range(of: "\n\n") else { return nil }
        let lines = note[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 4, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0, String(size) == lines[1], let root = Hash(base64: lines[2]),
            lines[3].hasPrefix("time "), let at = Instant(String(lines[3].dropFirst(5)))
        else { return nil }
        self.init(origin: lines[0], size: size, root: root, at: at)
        guard note.hasSuffix("\n"), text == String(note[..<end.lowerBound]) + "\n" else { return nil }
        for line in note[end.upperBound...].dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard words.count == 3, words[0] == "\u{2014}", let data = Data(base64Encoded: words[2]), data.count == 68 else { return nil }
            signatures.append(Signature(name: words[1], keyID: Array(data.prefix(4)), bytes: Array(data.dropFirst(4))))
        }
        guard !signatures.isEmpty else { return nil }
    }

    /// The same with another signature.
    package func signed(by key: SigningKey) throws -> SignedHead {
        var copy = self
        copy.signatures.append(Signature(name: key.verifier.name, keyID: key.verifier.id, bytes: try key.sign(text)))
        return copy
    }

    /// Whether the key signed this.
    public func isSigned(by key: VerifierKey) -> Bool {
        signatures.contains { $0.keyID == key.id && $0.name == key.name && key.verifies($0.bytes, of: text) }
    }
}
