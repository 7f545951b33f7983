public import Kernel
internal import Storage

/// 紀錄簿: the order of everything that happened, its tree and its signed heads.
public enum LedgerModule {
    public static let module = Module(
        name: "ledger", title: "紀錄簿",
        settings: [OutboxSweep.days, HistoryCompaction.days],
        migrations: LedgerSchema.migrations,
        records: LedgerSchema.records,
        jobs: [VerificationJob.kind, OutboxSweep.job, HistoryCompaction.job],
        endpoints: [
            LedgerPage.page, LedgerFeed.feed,
            LedgerAPI.head, LedgerAPI.checkpoint, LedgerAPI.heads, LedgerAPI.keys, LedgerAPI.consistency, LedgerAPI.entryProof, LedgerAPI.recordProof,
        ],
        english: PackageResources.en_json,
        sitemap: { _ in [LedgerURL.page] })
}
