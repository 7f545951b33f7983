internal import Crypto
internal import Foundation

/// Tokens against forged requests. Derived from a secret cookie, so nothing has to be stored, and masked with fresh random bytes each time, so
/// that a compressed page cannot leak them (BREACH).
enum FormToken {
    static func masked(secret: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let mask = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return RandomToken.text(mask + zip(mask, digest(secret)).map { $0 ^ $1 })
    }

    static func isValid(_ token: String, secret: String) -> Bool {
        guard !secret.isEmpty, let bytes = RandomToken.bytes(token), bytes.count == 64 else { return false }
        let expected = digest(secret)
        // In constant time.
        return (0..<32).reduce(UInt8(0)) { $0 | (bytes[$1] ^ bytes[32 + $1] ^ expected[$1]) } == 0
    }

    private static func digest(_ secret: String) -> [UInt8] { Array(SHA256.hash(data: Array("form token of ".utf8) + Array(secret.utf8))) }
}

/// 256 random bits as base64url (RFC 4648 §5) without padding.
enum RandomToken {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return text((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 128 else { return nil }
        let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)).map { Array($0) }
    }

    /// What is stored of a token: its hash, so that a stolen database signs nobody in.
    static func hash(_ token: String) -> String { text(Array(SHA256.hash(data: Array(token.utf8)))) }
}
