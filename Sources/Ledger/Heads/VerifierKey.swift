internal import Crypto
internal import Foundation
internal import Storage

/// The public half of a key that signs heads: Ed25519 (RFC 8032), with the ledger's name. Its text is a verifier key of C2SP signed-note:
/// `host/ledger+0a1b2c3d+AbC…=`.
public struct VerifierKey: Sendable, Hashable, CustomStringConvertible {
    public let name: String
    /// 32 bytes.
    public let publicKey: [UInt8]

    init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
    }

    /// - Returns: nil unless it is a verifier key of an Ed25519 key whose id is right.
    public init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2).map(String.init)
        guard parts.count == 3, let data = Data(base64Encoded: parts[2]), data.count == 33, data.first == 1 else { return nil }
        self.init(name: parts[0], publicKey: Array(data.dropFirst()))
        guard id.hex == parts[1] else { return nil }
    }

    /// The first four bytes of SHA-256 over the name, a line break, the algorithm (1) and the key.
    public var id: [UInt8] { Array(SHA256.hash(data: Array((name + "\n").utf8) + [1] + publicKey).prefix(4)) }

    public var description: String { "\(name)+\(id.hex)+\(Data([1] + publicKey).base64EncodedString())" }

    public func verifies(_ signature: [UInt8], of text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }
}
