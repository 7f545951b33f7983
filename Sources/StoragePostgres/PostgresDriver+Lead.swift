internal import CLibPQ
public import Storage

extension PostgresDriver {
    /// An advisory lock of a connection of its own. The server frees it when the connection ends: at once when the process ends, within five seconds
    /// when the machine or the network between vanishes.
    public func lead(_ name: StaticString) async throws -> (any Lead)? {
        let address = address
        let probing = [("tcp_keepalives_idle", "2"), ("tcp_keepalives_interval", "1"), ("tcp_keepalives_count", "2")]
        let worker = Workers(
            "postgres-lead", count: 1, waiting: 16, tool: { _ in PostgresConnection(address, settings: probing) }, end: { $0.close() })
        do {
            let isOurs = try await worker.run { connection in
                try connection.open()
                let result = try connection.execute(
                    "SELECT pg_try_advisory_lock(hashtextextended($1, 6962))", [.text(name.description)], isPrepared: false)
                defer { PQclear(result) }
                return PQgetvalue(result, 0, 0).map { String(cString: $0) } == "t"
            }
            if isOurs { return AdvisoryLead(worker) }
        } catch {
            await worker.close()
            throw error
        }
        await worker.close()
        return nil
    }

    public func announce(_ channel: Identifier, _ text: String) async throws {
        try await write(entry: nil) { db in _ = try db.all("SELECT pg_notify(\(channel.name), \(text))") }
    }

    public func listen(_ channel: Identifier, _ heard: @escaping @Sendable (String?) -> Void) -> any Listening {
        PostgresListener(address, channel, heard)
    }
}

/// The lock lives as long as its connection, which is never opened again.
private final class AdvisoryLead: Lead {
    private let worker: Workers<PostgresConnection>

    init(_ worker: Workers<PostgresConnection>) {
        self.worker = worker
    }

    func isHeld() async -> Bool {
        let answered = try? await worker.run { connection in
            guard connection.isOpen else { return false }
            PQclear(try connection.execute("SELECT 1", [], isPrepared: false))
            return true
        }
        return answered == true
    }

    func giveUp() async { await worker.close() }
}
