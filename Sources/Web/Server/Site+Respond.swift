internal import HTTPTypes
internal import Kernel
internal import Logging
internal import Storage

/// What goes over the wire.
struct Outgoing: Sendable {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]
    /// What goes on after the headers.
    var stream: (any OutgoingStream)?
}

/// The way of every request: host, endpoint, limits, who, token, access, handler, and back out through one door.
extension Site {
    func respond(
        to arrival: Arrival, candidates: [Endpoint], body: @escaping @Sendable (_ limit: Int) -> BodyStream,
        close: @escaping @Sendable () -> Void
    ) async -> Outgoing {
        let start = ContinuousClock.now
        let visit = Visit(arrival: arrival, site: self)
        let endpoint = candidates.first { $0.method == visit.method }
        var reply: Reply
        var live: LiveStream?
        do {
            reply = try await handle(visit, endpoint, candidates, body)
            if case .events(let stream) = reply.body, let endpoint { live = try await open(stream, endpoint, visit, close) }
        } catch {
            reply = problemReply(for: error, visit)
        }
        var outgoing = await finish(reply, visit)
        if let live { outgoing.stream = live }
        let elapsed = start.duration(to: .now)
        metrics.count(endpoint?.name, status: outgoing.status, elapsed)
        log(visit, endpoint, outgoing, elapsed)
        return outgoing
    }

    private func handle(
        _ visit: Visit, _ endpoint: Endpoint?, _ candidates: [Endpoint], _ body: @escaping @Sendable (_ limit: Int) -> BodyStream
    ) async throws -> Reply {
        guard options.hosts.contains(visit.arrival.host) else { throw WebProblem.wrongHost }
        guard let endpoint else {
            if candidates.isEmpty { throw Problem.notFound }
            throw WebProblem.methodNotAllowed(candidates.map(\.method))
        }
        guard let parameters = visit.arrival.parameters else { throw Problem.notFound }
        guard visit.arrival.query != nil else { throw WebProblem.badQueryEncoding }
        if !endpoint.method.isSafe {
            try limiter.spend("write " + ClientAddress.neighbour(visit.arrival.client), most: city.settings[WebSettings.writesPerMinute], seconds: 60)
            try OriginCheck.require(visit.arrival, address: city.address, isSecure: isSecure)
        }
        visit.person = try await sessions.person(for: visit)
        let granted = try await authorizer.grant(endpoint.access, to: visit.person, parameters: parameters, store: city.store)
        visit.granted = granted
        let once = BodyOnce(stream: body(endpoint.doc.bodyLimit), visit: visit, spools: endpoint.doc.spools)
        let call = Call(
            city: city, granted: granted, request: visit.incoming, parameters: parameters, t: visit.t, adapter: visit,
            formToken: { visit.formToken() }, body: { try await once.read() })
        // The token is checked before the handler runs, not when it happens to read the form.
        if !endpoint.method.isSafe { _ = try await once.read() }
        return try await endpoint.handler(call)
    }

    private func open(_ stream: EventStream, _ endpoint: Endpoint, _ visit: Visit, _ close: @escaping @Sendable () -> Void) async throws -> LiveStream
    {
        let after = visit.arrival.headers["last-event-id"] ?? visit.incoming.query["after"]
        let person = visit.person?.id
        return try await LiveStream(
            stream, in: hub, of: city, person: person, address: ClientAddress.neighbour(visit.arrival.client), after: after, close: close,
            isAllowed: {
                guard let person else { return true }
                let now = try await sessions.person(for: visit)
                guard now?.id == person else { return false }
                return
                    (try? await authorizer.grant(endpoint.access, to: now, parameters: visit.arrival.parameters ?? [:], store: city.store)) != nil
            })
    }

    private func log(_ visit: Visit, _ endpoint: Endpoint?, _ outgoing: Outgoing, _ elapsed: Duration) {
        // The endpoint's name, not the path: keys in paths can be personal.
        logger.info(
            "request",
            metadata: [
                "id": "\(visit.id)", "endpoint": "\(endpoint?.name ?? "none")", "status": "\(outgoing.status)",
                "microseconds": "\(elapsed.components.seconds * 1_000_000 + elapsed.components.attoseconds / 1_000_000_000_000)",
                "bytes": "\(outgoing.bytes.count)",
            ])
    }
}
