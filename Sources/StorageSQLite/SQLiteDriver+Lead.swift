internal import Glibc
public import Storage
internal import Synchronization

extension SQLiteDriver {
    /// A lock on a file beside the store, which the system takes back when the process ends, however it ends.
    public func lead(_ name: StaticString) async throws -> (any Lead)? {
        let file = open("\(path)-\(name)", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError.unavailable("\(path)-\(name): \(String(cString: strerror(errno)))") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            _ = Glibc.close(file)
            return nil
        }
        return FileLead(file)
    }

    public func announce(_ channel: Identifier, _ text: String) async throws { announcements.tell(channel, text) }

    /// Hears this process. Another one on the same file is noticed by who looks into the store now and then, as every listener has to.
    public func listen(_ channel: Identifier, _ heard: @escaping @Sendable (String?) -> Void) -> any Listening {
        announcements.add(channel, heard)
    }
}

private final class FileLead: Lead {
    private let file: Mutex<Int32?>

    init(_ file: Int32) {
        self.file = Mutex(file)
    }

    deinit {
        release()
    }

    func isHeld() async -> Bool { file.withLock { $0 != nil } }
    func giveUp() async { release() }

    private func release() {
        file.withLock { file in
            if let file { _ = Glibc.close(file) }
            file = nil
        }
    }
}

/// Who listens in this process.
final class Announcements: Sendable {
    private struct Listeners {
        var last = 0
        var all: [Int: (channel: Identifier, heard: @Sendable (String?) -> Void)] = [:]
    }

    private let listeners = Mutex(Listeners())

    func tell(_ channel: Identifier, _ text: String) {
        for (known, heard) in listeners.withLock({ $0.all.values }) where known == channel { heard(text) }
    }

    func add(_ channel: Identifier, _ heard: @escaping @Sendable (String?) -> Void) -> any Listening {
        let number = listeners.withLock { listeners in
            listeners.last += 1
            listeners.all[listeners.last] = (channel, heard)
            return listeners.last
        }
        return Ear { [weak self] in self?.listeners.withLock { _ = $0.all.removeValue(forKey: number) } }
    }

    private struct Ear: Listening {
        let leave: @Sendable () -> Void

        func end() { leave() }
    }
}
