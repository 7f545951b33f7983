internal import CLibPQ
internal import Foundation
internal import Storage

/// One libpq connection, used by one thread alone, and opened again after it broke.
final class PostgresConnection {
    private let address: String
    private let settings: [(name: String, value: String)]
    let onQuery: (@Sendable (SQLText) -> Void)?
    private(set) var handle: OpaquePointer?
    /// Names of prepared statements, by parameter types and text.
    var prepared: [String: String] = [:]
    /// The answer that is still being received; another query has to take it in first.
    var active: ResultStream?
    /// Prepared queries no longer fit the schema, or the server is no longer the primary: the connection is opened anew after the transaction.
    var isStale = false

    init(_ address: String, settings: [(String, String)], onQuery: (@Sendable (SQLText) -> Void)? = nil) {
        self.address = address
        self.settings = settings
        self.onQuery = onQuery
    }

    deinit {
        close()
    }

    var isOpen: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }

    func close() {
        PQfinish(handle)
        handle = nil
        prepared = [:]
        active = nil
        isStale = false
    }

    func open() throws {
        if isOpen { return }
        close()
        // libpq would quote the whole address, password included, in its complaint.
        guard let options = PQconninfoParse(address, nil) else {
            throw StoreError.unavailable("the database's address cannot be read; it looks like postgres://user@host:5432/name")
        }
        PQconninfoFree(options)
        // What stands before the address is a default that the address may override; what stands after it may not be changed.
        connect([
            ("connect_timeout", "5"), ("application_name", "yankao"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "15"),
            ("keepalives_interval", "5"), ("dbname", address), ("client_encoding", "UTF8"),
        ])
        guard isOpen else { throw StoreError.unavailable(failureText) }
        do {
            try check()
            try configure()
        } catch {
            close()
            throw error
        }
    }

    private func connect(_ parameters: [(String, String)]) {
        let keywords = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer { for pointer in keywords + values { free(pointer) } }
        let ended = { (pointers: [UnsafeMutablePointer<CChar>?]) in pointers.map { UnsafePointer($0) } + [nil] }
        handle = PQconnectdbParams(ended(keywords), ended(values), 1)
        // Notices ("relation already exists, skipping") would go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    private func check() throws {
        let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) }
        guard encoding == "UTF8" else {
            throw StoreError.unavailable(
                "the database is encoded in \(encoding ?? "something unknown") and has to be in UTF8: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8"
            )
        }
    }

    private func configure() throws {
        let all = [("timezone", "UTC"), ("datestyle", "ISO"), ("bytea_output", "hex"), ("extra_float_digits", "1")] + settings
        let calls = all.indices.map { "set_config($\($0 * 2 + 1), $\($0 * 2 + 2), false)" }.joined(separator: ", ")
        let values = all.flatMap { [Value.text($0.0), .text($0.1)] }
        PQclear(try execute("SELECT \(calls)", values, isPrepared: false))
    }

    /// libpq's account of a failed connection: host, port, role, never a password.
    var failureText: String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        return text.split(separator: "\n").joined(separator: "; ")
    }
}
