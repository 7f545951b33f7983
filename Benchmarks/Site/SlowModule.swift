import Kernel
import Storage

/// A query as slow as the pool for slow ones allows: every line of every plan held against every other.
enum SlowModule {
    static let module = Module(name: "bench", title: "量測", endpoints: [slow])

    static let slow = Endpoint(.get, "/bench/slow", .everyone, .bytes("慢查詢", ["text/plain"])) { call in
        let found: Int? = try await call.store.read { db in
            try db.first("SELECT count(*) AS found FROM plan_line AS one, plan_line AS other WHERE one.text < other.title")?.get("found")
        }
        return .bytes(Array("\(found ?? 0)".utf8), type: "text/plain")
    }
}
