internal import Glibc

/// A folder that nobody else may look into, and that is gone with everything in it when this value is.
struct PrivateFolder: ~Copyable {
    let path: String

    private static let prefix = "yankao-print-"

    /// What another program is given lives a minute. Older folders were left by a server that was killed.
    private static let age = 3600

    static var usualPlace: String {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        return named.hasPrefix("/") ? named : "/tmp"
    }

    /// Nil where none can be made.
    init?(in place: String) {
        guard let path = Self.made(in: place) else { return nil }
        self.path = path
    }

    deinit { Self.remove(path) }

    private static func made(in place: String) -> String? {
        var template = Array("\(place)/\(prefix)XXXXXX".utf8CString)
        // mkdtemp(3): mode 0700, a name that was not there.
        return template.withUnsafeMutableBufferPointer { name in
            guard let start = name.baseAddress, mkdtemp(start) != nil else { return nil }
            return String(cString: start)
        }
    }

    /// - Parameter name: one of ours.
    func write(_ bytes: [UInt8], _ name: String) -> Bool {
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    /// Nil where there is no such file, or a larger one.
    func read(_ name: String, upTo limit: Int) -> [UInt8]? {
        let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0, bytes.count + count <= limit else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Takes away what a killed server left.
    static func removeForgotten(in place: String) {
        for name in names(in: place) where name.hasPrefix(prefix) {
            var state = stat()
            let path = "\(place)/\(name)"
            guard lstat(path, &state) == 0, state.st_uid == geteuid(), state.st_mtim.tv_sec < time(nil) - age else { continue }
            remove(path)
        }
    }

    /// A link is taken away and never followed.
    private static func remove(_ path: String) {
        var state = stat()
        if lstat(path, &state) == 0, state.st_mode & S_IFMT == S_IFDIR { for name in names(in: path) { remove("\(path)/\(name)") } }
        _ = Glibc.remove(path)
    }

    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}
