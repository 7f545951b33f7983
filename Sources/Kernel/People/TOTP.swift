internal import Crypto
internal import Foundation

/// Time-based one-time passwords (RFC 6238) with SHA-1, six digits and steps of 30 seconds: what every authenticator app takes.
public struct TOTP: Sendable {
    /// Raw bytes; 20 of them, as RFC 4226 §4 recommends.
    let secret: [UInt8]

    /// A new random secret.
    public init() {
        var generator = SystemRandomNumberGenerator()
        secret = (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// - Parameter base32: RFC 4648 §6, without padding; blanks and case do not matter.
    public init?(base32: String) {
        var bits: UInt64 = 0
        var count = 0
        var bytes: [UInt8] = []
        for character in base32.uppercased().utf8 where character != UInt8(ascii: " ") && character != UInt8(ascii: "=") {
            guard let digit = Self.alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 5 | UInt64(digit)
            count += 5
            if count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(count - 8)))
                count -= 8
            }
        }
        guard !bytes.isEmpty else { return nil }
        secret = bytes
    }

    public var base32: String {
        var result = ""
        var bits: UInt64 = 0
        var count = 0
        for byte in secret {
            bits = bits << 8 | UInt64(byte)
            count += 8
            while count >= 5 {
                result.unicodeScalars.append(Unicode.Scalar(Self.alphabet[Int(bits >> UInt64(count - 5) & 31)]))
                count -= 5
            }
        }
        if count > 0 { result.unicodeScalars.append(Unicode.Scalar(Self.alphabet[Int(bits << UInt64(5 - count) & 31)])) }
        return result
    }

    /// The code for a time step (seconds since 1970, divided by 30).
    public func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(digest[19] & 0x0F)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - text.utf8.count) + text
    }

    /// The step a code belongs to, one step either side allowed for clocks that differ.
    public func step(of code: String, atUnixSeconds seconds: Int64) -> Int64? {
        let digits = code.filter { $0.isNumber }
        let now = seconds / 30
        return [now, now - 1, now + 1].first { Self.equal(self.code(step: $0), digits) }
    }

    /// In constant time, so that a wrong code does not tell how much of it was right.
    private static func equal(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
}
