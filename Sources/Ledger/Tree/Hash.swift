internal import Crypto
internal import Foundation
internal import Storage

/// A hash of the tree: SHA-256, 32 bytes.
public struct Hash: Sendable, Hashable, CustomStringConvertible {
    public let bytes: [UInt8]

    /// - Returns: nil unless there are 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Array(bytes)
    }

    /// - Returns: nil unless it is the base64 (RFC 4648 §4) of 32 bytes.
    public init?(base64: String) {
        guard let data = Data(base64Encoded: base64) else { return nil }
        self.init(data)
    }

    fileprivate init(_ digest: SHA256.Digest) {
        bytes = Array(digest)
    }

    public var base64: String { Data(bytes).base64EncodedString() }
    public var description: String { base64 }

    /// The root of a tree without leaves (RFC 6962 §2.1).
    public static let empty = Hash(SHA256.hash(data: [UInt8]()))

    /// RFC 6962 §2.1: leaves and nodes are told apart by their first byte, so that none can pass for the other.
    public static func leaf(_ content: some Collection<UInt8>) -> Hash {
        Hash(SHA256.hash(data: [0] + Array(content)))
    }

    public static func node(_ left: Hash, _ right: Hash) -> Hash {
        var block: [UInt8] = [1]
        block.reserveCapacity(65)
        block += left.bytes
        block += right.bytes
        return Hash(SHA256.hash(data: block))
    }

    /// SHA-256 of a salt and a text.
    static func salted(_ salt: [UInt8], _ text: String) -> Hash { Hash(SHA256.hash(data: salt + Array(text.utf8))) }

    /// A salt for one part of an entry, from which neither the entry's own salt nor that of another part can be told (RFC 2104).
    static func partSalt(_ salt: [UInt8], _ part: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: SymmetricKey(data: salt)))
    }
}
