internal import Kernel
internal import Storage

/// Lets go of the past beyond the time that it is to be kept, where a city has set one.
enum HistoryCompaction {
    static let days = Setting(
        "ledger.historyDays", "過去的樣子保留幾天（0 是全部保留）", standard: 0, unit: "日曆天", source: "研考平台預設值：全部保留；檔案保存年限由機關依檔案法決定",
        range: 0...36_500)

    static let job = JobKind("ledger.compactHistory", "清除過久的過去", schedule: "10 5 * * *", afterKill: .restart) { run in
        let days = run.city.settings[days]
        guard days > 0 else { return "設定是全部保留" }
        let store = run.city.store
        let end = run.city.clock.now().adding(seconds: -86_400 * Int64(days))
        let entries: Int? = try await store.read { db in
            try db.first("SELECT size FROM ledger_head WHERE at <= \(end) ORDER BY at DESC, size DESC LIMIT 1")?.get("size")
        }
        guard let entries, try await store.read({ try LedgerQueries.horizon($0) }) < entries else { return "沒有那麼久的過去" }
        // Said first: from now on nobody is shown what is half gone.
        try await store.write(as: .ledger, "ledger.compactHistory") { db, changes in
            try db.run("INSERT INTO ledger_horizon (entries) VALUES (\(entries)) ON CONFLICT (entries) DO NOTHING")
            changes.append(Change(Reference("ledger/horizon", String(entries)), [("days", String(days))]))
        }
        var count = 0
        while true {
            let gone = try await store.write(exempt: .ledger) { try PastCompaction.forget(before: entries, limit: 2000, $0) }
            count += gone
            if gone == 0 { return "清除了 \(count) 個版本" }
        }
    }
}
