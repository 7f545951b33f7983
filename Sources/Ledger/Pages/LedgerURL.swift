public import Markup
public import Storage

/// Where the ledger is found.
public enum LedgerURL {
    static let page: LocalURL = "/ledger"
    static let feed: LocalURL = "/ledger/feed"
    static let checkpoint: LocalURL = "/api/v1/ledger/checkpoint"
    static let head: LocalURL = "/api/v1/ledger/head"
    static let heads: LocalURL = "/api/v1/ledger/heads"
    static let keys: LocalURL = "/api/v1/ledger/keys"

    /// The proof of the entry that last touched a record, for who may see the record.
    public static func proof(of reference: Reference) -> LocalURL {
        ("/api/v1/ledger/proof" as LocalURL).with(query: [("reference", reference.text)])
    }
}
