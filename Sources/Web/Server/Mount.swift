internal import Formats
internal import HTTPTypes
public import Hummingbird
internal import Kernel
internal import NIOCore

/// Puts the endpoints on Hummingbird's router. Nothing else touches it, so nothing is reachable that is not in the list.
extension Site {
    /// Every path answers every usual method: with its endpoint, or with 405 and what is allowed. What matches no path is 404.
    public func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        var paths: [String: [Endpoint]] = [:]
        for endpoint in city.endpoints {
            paths[endpoint.path, default: []].append(endpoint)
            // The ending of a parameter is taken off where it arrives.
            for form in endpoint.doc.forms where !endpoint.path.hasSuffix("}") { paths["\(endpoint.path).\(form)", default: []].append(endpoint) }
        }
        for (path, endpoints) in paths {
            for method in Self.methods {
                router.on(RouterPath(path), method: method) { request, context in await answer(request, context, endpoints) }
            }
        }
        // Added last, it stands in front of nothing but the router's own "not found", so that strays meet the same guards.
        router.add(middleware: Strays { request, context in await answer(request, context, []) })
        return router
    }

    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

    private func answer(_ request: Request, _ context: SiteContext, _ endpoints: [Endpoint]) async -> Response {
        let arrival = Arrival(
            request, peer: context.peer, parameters: context.parameters, proxies: options.trustedProxies,
            forms: endpoints.flatMap(\.doc.forms))
        let outgoing = await respond(
            to: arrival, candidates: endpoints, body: { limit in BodyStream(request.body, limit: limit) }, close: { context.close() })
        var headers = outgoing.headers
        let length = outgoing.stream.map(\.length) ?? outgoing.bytes.count
        if request.method == .head || outgoing.bytes.isEmpty && outgoing.stream == nil {
            // RFC 9110 §9.3.2: the length that GET would have told.
            headers[.contentLength] = length.map { String($0) }
            var response = Response(status: .init(code: outgoing.status), headers: headers)
            // RFC 9110 §8.6: here a length would be that of the content which is not sent.
            if outgoing.status == 304 || outgoing.status == 204 { response.headers[.contentLength] = nil }
            return response
        }
        if let stream = outgoing.stream {
            headers[.contentLength] = length.map { String($0) }
            return Response(
                status: .init(code: outgoing.status), headers: headers,
                body: .init(contentLength: length) { writer in
                    try await stream.write(to: &writer)
                    try await writer.finish(nil)
                })
        }
        return Response(status: .init(code: outgoing.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: outgoing.bytes)))
    }
}

/// Answers what no path and no method of ours matches.
private struct Strays: RouterMiddleware {
    let answer: @Sendable (Request, SiteContext) async -> Response

    func handle(_ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response) async throws -> Response {
        await answer(request, context)
    }
}
