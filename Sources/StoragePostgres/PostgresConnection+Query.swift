internal import CLibPQ
internal import Storage

extension PostgresConnection {
    /// A server keeps each prepared statement in memory; lists of many lengths could make any number.
    private static let capacity = 256

    /// Runs a query and holds its whole answer. The caller clears it.
    ///
    /// Always with parameters apart, and not `PQexec`: the server then refuses two statements in one text.
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

    /// Begins a transaction and names its entry, in one message: a second one would cost every write another way to the server and back. The entry's key is
    /// ours, letters, digits and hyphens.
    func begin(_ text: String, _ entry: String?) throws {
        guard let entry else { return PQclear(try execute(text, [], isPrepared: false)) }
        precondition(entry.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }, "no key of an entry")
        try active?.takeIn()
        PQclear(try succeeded(PQexec(handle, "\(text); SET LOCAL yankao.entry = '\(entry)'"), text))
    }

    /// Sends a statement and the commit together (libpq's pipeline mode). When the statement fails, the server skips the commit, and the error is thrown.
    func commit(after text: String, _ values: [Value]) throws {
        try active?.takeIn()
        let parameters = Parameters(values)
        let name = try prepare(text, parameters)
        guard PQenterPipelineMode(handle) == 1 else { throw StoreError.unavailable("the connection to PostgreSQL broke") }
        defer { PQexitPipelineMode(handle) }
        let isSent =
            parameters.withPointers { PQsendQueryPrepared(handle, name, $0.count, $0.values, $0.lengths, $0.formats, 0) } == 1
            && PQsendQueryParams(handle, "COMMIT", 0, nil, nil, nil, nil, 0) == 1 && PQpipelineSync(handle) == 1
        guard isSent else { throw StoreError.unavailable("the connection to PostgreSQL broke") }
        // Everything up to the mark that ends the pipeline is taken in, also after an error.
        var (problem, isEnded, isCommitted): (StoreError?, Bool, Bool) = (nil, false, false)
        while !isEnded {
            guard let result = PQgetResult(handle) else {
                // An answer ends with nothing; a connection that broke does not say more.
                guard isOpen else { throw StoreError.unavailable("the connection to PostgreSQL broke") }
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: isEnded = true
            case PGRES_COMMAND_OK: isCommitted = String(cString: PQcmdStatus(result)) == "COMMIT"
            case PGRES_PIPELINE_ABORTED: continue
            default: problem = problem ?? failure(result, text)
            }
        }
        if let problem { throw problem }
        guard isCommitted else { throw StoreError.unavailable("the transaction was not committed") }
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
