internal import Kernel
internal import Storage

enum SessionSweep {
    /// Sessions that ended are cleared at sign-ins too; this one serves a site where nobody signs in.
    static let job = JobKind("web.sweepSessions", "清除過期的登入", schedule: "10 4 * * *", afterKill: .restart) { run in
        let now = run.city.clock.now()
        let count = try await run.city.store.write(exempt: .session) { db in try db.run("DELETE FROM session WHERE expires_at <= \(now)") }
        return "清除了 \(count) 個"
    }
}
