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
            if case .json(_, alsoCSV: true) = endpoint.doc.answer, !endpoint.path.hasSuffix("}") {
                paths[endpoint.path + ".csv", default: []].append(endpoint)
            }
        }
        for (path, endpoints) in paths {
            for method in Self.methods {
                router.on(RouterPath(path), method: method) { request, context in await answer(request, context, endpoints) }
            }
        }
        for method in Self.methods {
            router.on("**", method: method) { request, context in await answer(request, context, []) }
        }
        // Once a path has begun like one of ours, the router does not go back to `**`. Added after all routes, so that it stands before none.
        router.middlewares.add(Elsewhere(site: self))
        return router
    }

    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

    fileprivate func answer(_ request: Request, _ context: SiteContext, _ endpoints: [Endpoint]) async -> Response {
        let arrival = Arrival(request, peer: context.peer, parameters: context.parameters, proxies: options.trustedProxies, isSecure: isSecure)
        let outgoing = await respond(to: arrival, candidates: endpoints) { limit in
            BodyStream(request.body, limit: limit)
        }
        var headers = HTTPFields()
        headers.reserveCapacity(outgoing.headers.count + 1)
        for (name, value) in outgoing.headers {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        if request.method == .head || outgoing.bytes.isEmpty {
            // RFC 9110 §9.3.2: the length that GET would have told.
            headers[.contentLength] = String(outgoing.bytes.count)
            var response = Response(status: .init(code: outgoing.status), headers: headers)
            // RFC 9110 §8.6: here a length would be that of the content which is not sent.
            if outgoing.status == 304 || outgoing.status == 204 { response.headers[.contentLength] = nil }
            return response
        }
        return Response(status: .init(code: outgoing.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: outgoing.bytes)))
    }
}

/// Answers what the router found no place for, so that this too is dressed, counted and logged like every reply.
private struct Elsewhere: RouterMiddleware {
    let site: Site

    func handle(_ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response) async throws -> Response {
        await site.answer(request, context, [])
    }
}
