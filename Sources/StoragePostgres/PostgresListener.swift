internal import CLibPQ
internal import Foundation
internal import Storage
internal import Synchronization

/// `LISTEN` on a connection and a thread of its own, for as long as anyone wants to hear; a lost connection is opened again.
final class PostgresListener: Listening {
    private let isEnded = Atomic(false)

    init(_ address: String, _ channel: Identifier, _ heard: @escaping @Sendable (String?) -> Void) {
        Thread.detachNewThread { [weak self] in
            Thread.current.name = "postgres-listen"
            let connection = PostgresConnection(address, settings: [])
            while self?.isEnded.load(ordering: .relaxed) == false {
                do {
                    try Self.begin(connection, channel)
                    // Whatever was said before this moment was missed.
                    heard(nil)
                    while self?.isEnded.load(ordering: .relaxed) == false { try Self.hear(connection, heard) }
                } catch {
                    connection.close()
                    Thread.sleep(forTimeInterval: 0.5)
                }
            }
        }
    }

    deinit {
        end()
    }

    func end() { isEnded.store(true, ordering: .relaxed) }

    private static func begin(_ connection: PostgresConnection, _ channel: Identifier) throws {
        try connection.open()
        PQclear(try connection.execute("LISTEN \(channel.quoted)", [], isPrepared: false))
    }

    /// Waits at most a quarter of a second, so that the thread ends soon after it should.
    private static func hear(_ connection: PostgresConnection, _ heard: (String?) -> Void) throws {
        var wanted = pollfd(fd: PQsocket(connection.handle), events: Int16(POLLIN), revents: 0)
        guard poll(&wanted, 1, 250) >= 0 else { return }
        guard PQconsumeInput(connection.handle) == 1, connection.isOpen else { throw StoreError.unavailable("the connection to PostgreSQL broke") }
        while let notice = PQnotifies(connection.handle) {
            heard(String(cString: notice.pointee.extra))
            PQfreemem(notice)
        }
    }
}
