internal import Crypto
internal import Foundation
internal import Glibc

/// The key that signs heads, from a file that only its owner may read.
public struct SigningKey: Sendable {
    public enum FileProblem: Error, Sendable, Equatable {
        case missing(String)
        /// Others than its owner may read or write it; the number is its mode in octal.
        case tooOpen(String, mode: String)
        /// It belongs to somebody else.
        case notOurs(String)
        case unreadable(String)
        case exists(String)
    }

    public let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// A new key for the ledger of this name.
    public init(name: String) {
        self.init(name: name, Curve25519.Signing.PrivateKey())
    }

    private init(name: String, _ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        verifier = VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// - Throws: ``FileProblem``.
    public init(file: String) throws {
        var status = stat()
        guard stat(file, &status) == 0 else { throw FileProblem.missing(file) }
        guard status.st_uid == geteuid() else { throw FileProblem.notOurs(file) }
        guard status.st_mode & 0o077 == 0 else { throw FileProblem.tooOpen(file, mode: String(status.st_mode & 0o777, radix: 8)) }
        let text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 3, words[0] == Self.mark, let data = Data(base64Encoded: words[2]),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
        else { throw FileProblem.unreadable(file) }
        self.init(name: words[1], key)
    }

    /// Writes a file that its owner alone may read, in a folder that is made where there is none. Never overwrites, and is on disk when this returns.
    /// - Throws: ``FileProblem/exists(_:)`` or ``FileProblem/unreadable(_:)``.
    public func write(to file: String) throws {
        // Beside a PostgreSQL database nothing else makes the data folder. Where this fails, opening the file says why.
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let target = open(file, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw errno == EEXIST ? FileProblem.exists(file) : FileProblem.unreadable(file) }
        defer { close(target) }
        let bytes = Array("\(Self.mark) \(verifier.name) \(key.rawRepresentation.base64EncodedString())\n".utf8)
        guard Glibc.write(target, bytes, bytes.count) == bytes.count, fsync(target) == 0 else { throw FileProblem.unreadable(file) }
    }

    func sign(_ text: String) throws -> [UInt8] { Array(try key.signature(for: Array(text.utf8))) }

    /// What this key says about the one that follows it.
    func endorse(_ successor: VerifierKey) throws -> [UInt8] { try sign(Self.endorsement(of: successor)) }

    static func endorsement(of key: VerifierKey) -> String { "yankao ledger key\n\(key)\n" }

    private static let mark = "yankao-ledger-key-v1"
}
