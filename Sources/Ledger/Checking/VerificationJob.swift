internal import Kernel

enum VerificationJob {
    /// Every night, so that a fault is known the next morning.
    static let kind = JobKind("ledger.verify", "驗證紀錄簿", schedule: "30 3 * * *", attempts: 3, afterKill: .restart) { run in
        let report = try await LedgerVerifier(store: run.city.store).run { done, all in try await run.report(done, of: all) }
        guard report.isGood else { throw JobFailure("紀錄簿不對：\(report.findings.count) 處。請執行 yankao ledger verify。") }
        return "\(report.entries) 筆紀錄、\(report.records) 樣內容都相符"
    }
}
