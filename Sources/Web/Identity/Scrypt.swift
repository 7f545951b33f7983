internal import Crypto
internal import CryptoExtras
internal import Foundation
public import Kernel
internal import NIOPosix

extension Passwords {
    /// scrypt (RFC 7914) with N = 2¹⁴, r = 8, p = 5 (OWASP, "Password Storage Cheat Sheet"), on two threads of its own: each takes 16 MiB and a
    /// noticeable time, so never more than two at once and never on an event loop.
    public static let scrypt = Passwords(
        hash: { password in
            try await Scrypt.pool.runIfActive { try Scrypt.hash(password, rounds: 16_384) }
        },
        verify: { password, hash in
            try await Scrypt.pool.runIfActive { try Scrypt.verify(password, hash) }
        })
}

enum Scrypt {
    static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        return pool
    }()

    /// `scrypt$16384$8$5$salt$key`, salt and key in base64url.
    static func hash(_ password: String, rounds: Int) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let key = try derive(password, salt, rounds, 8, 5)
        return "scrypt$\(rounds)$8$5$\(RandomToken.text(salt))$\(RandomToken.text(key))"
    }

    static func verify(_ password: String, _ hash: String) throws -> Bool {
        let parts = hash.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let block = Int(parts[2]), let lanes = Int(parts[3]),
            let salt = RandomToken.bytes(String(parts[4])), let key = RandomToken.bytes(String(parts[5]))
        else { return false }
        // A cost that scrypt has not, or that would take the machine's memory, is a damaged hash.
        guard (2...1 << 20).contains(rounds), rounds.nonzeroBitCount == 1, (1...32).contains(block), (1...32).contains(lanes) else { return false }
        let derived = try derive(password, salt, rounds, block, lanes)
        return derived.count == key.count && zip(derived, key).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ rounds: Int, _ block: Int, _ lanes: Int) throws -> [UInt8] {
        // Unicode has several spellings of one character; a phone and a desktop must type the same password.
        let text = password.precomposedStringWithCompatibilityMapping
        return try KDF.Scrypt.deriveKey(
            from: Array(text.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: block, parallelism: lanes
        ).withUnsafeBytes { Array($0) }
    }
}
