internal import Formats
internal import Kernel
internal import Storage

/// For machines that watch over this one.
enum HealthEndpoints {
    private static let shape = Schema.object([("status", .word(["ok", "unavailable"])), ("version", .string)])

    static let health = Endpoint(.get, "/health", .everyone, .json("是否正常", shape, mayBeUnavailable: true)) { call in
        do {
            _ = try await call.store.point { try $0.first("SELECT id FROM agency WHERE id = \("")") }
            return .json(["status": "ok", "version": .string(call.city.version)])
        } catch {
            return Reply(
                status: 503,
                body: .bytes(JSON.object([("status", "unavailable"), ("version", .string(call.city.version))]).utf8(), type: "application/json"))
        }
    }

    static let metrics = Endpoint(.get, "/metrics", .everyone, .bytes("量測指標（Prometheus）", ["text/plain"])) { call in
        let site = try call.visit.site
        return .bytes(Array((site.metrics.text() + site.hub.metrics).utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}
