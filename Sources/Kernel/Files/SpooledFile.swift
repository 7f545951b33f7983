internal import Crypto
internal import Glibc
internal import Storage
internal import Synchronization

/// What somebody uploads, on disk while it comes, so that a big file is not held in memory. Its file has no name that came from outside, and goes with
/// this value.
public final class SpooledFile: Sendable {
    private struct State {
        var hash = SHA256()
        var size = 0
    }

    /// What its sender calls it.
    public let name: String
    private let descriptor: Int32
    private let state = Mutex(State())

    /// - Throws: ``StoreError/unavailable(_:)`` when there is no room for temporary files.
    public init(name: String) throws {
        self.name = name
        var template = Array(((getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/yankao-upload-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw StoreError.unavailable("temporary file: \(String(cString: strerror(errno)))") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        // Nobody else can open it, and the system takes it back however the process ends.
        unlink(template)
    }

    deinit {
        close(descriptor)
    }

    public var size: Int { state.withLock { $0.size } }

    /// SHA-256 of what came so far, in hexadecimal digits.
    public var digest: String { state.withLock { $0.hash.finalize().hex } }

    public func append(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        try state.withLock { state in
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
                guard count > 0 else { throw StoreError.unavailable("temporary file: \(String(cString: strerror(errno)))") }
                done += count
            }
            state.hash.update(data: bytes)
            state.size += bytes.count
        }
    }

    /// Some of it.
    public func read(from offset: Int, upTo count: Int) throws -> [UInt8] {
        let most = max(0, min(count, size - offset))
        return try [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
            while filled < most {
                let read = pread(descriptor, buffer.baseAddress.map { $0 + filled }, most - filled, off_t(offset + filled))
                guard read > 0 else { throw StoreError.unavailable("temporary file: \(String(cString: strerror(errno)))") }
                filled += read
            }
        }
    }
}
