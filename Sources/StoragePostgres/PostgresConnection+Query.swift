internal import CLibPQ
internal import Storage

extension PostgresConnection {
    /// A server keeps each prepared statement in memory; lists of many lengths could make any number.
    private static let capacity = 256

    /// Runs a query and holds its whole answer. The caller clears it.
    ///
    /// Always with parameters apart, never `PQexec`: the server then refuses two statements in one text.
    func execute(_ text: String, _ values: [Value], isPrepared: Bool = true) throws -> OpaquePointer {
        try active?.takeIn()
        let parameters = Parameters(values)
        let result: OpaquePointer?
        if isPrepared {
            let name = try prepare(text, parameters)
            result = parameters.withPointers { PQexecPrepared(handle, name, $0.count, $0.values, $0.lengths, $0.formats, 0) }
        } else {
            result = parameters.withPointers { PQexecParams(handle, text, $0.count, parameters.types, $0.values, $0.lengths, $0.formats, 0) }
        }
        return try succeeded(result, text)
    }

    /// Sends a query whose rows are received one by one.
    func stream(_ text: String, _ values: [Value]) throws -> ResultStream {
        try active?.takeIn()
        let parameters = Parameters(values)
        let name = try prepare(text, parameters)
        let isSent = parameters.withPointers { PQsendQueryPrepared(handle, name, $0.count, $0.values, $0.lengths, $0.formats, 0) }
        guard isSent == 1, PQsetSingleRowMode(handle) == 1 else { throw StoreError.unavailable("the connection to PostgreSQL broke") }
        let stream = ResultStream(self, text)
        active = stream
        return stream
    }

    /// The same text with other parameter types is another statement to the server.
    private func prepare(_ text: String, _ parameters: Parameters) throws -> String {
        let key = parameters.signature + text
        if let name = prepared[key] { return name }
        if prepared.count >= Self.capacity {
            PQclear(try execute("DEALLOCATE ALL", [], isPrepared: false))
            prepared = [:]
        }
        let name = "q\(prepared.count)"
        PQclear(try succeeded(PQprepare(handle, name, text, Int32(parameters.types.count), parameters.types), text))
        prepared[key] = name
        return name
    }

    /// - Returns: the result, unless it is an error.
    private func succeeded(_ result: OpaquePointer?, _ text: String) throws -> OpaquePointer {
        let status = PQresultStatus(result)
        guard let result, status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            defer { PQclear(result) }
            throw failure(result, text)
        }
        return result
    }

    func failure(_ result: OpaquePointer?, _ text: String) -> StoreError {
        guard isOpen else { return .unavailable("the connection to PostgreSQL broke") }
        if [ServerError.changedAnswer, ServerError.readOnly].contains(ServerError.code(of: result)) { isStale = true }
        return StoreError(ServerError(result), running: text)
    }
}
