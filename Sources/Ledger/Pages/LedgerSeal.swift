public import Formats
public import Kernel
public import Markup
public import Storage

/// 朱印: tells that what a page shows is in the ledger, and hands out the proof. For pages whose record their reader may see.
public struct LedgerSeal: Sendable {
    let reference: Reference
    let position: Int
    let entry: String
    let at: Instant

    /// The seal of the entry that last touched a record until a moment. A query by key, fit for ``Store/point(_:)``.
    /// - Returns: nil while no entry that touched it has its place.
    public static func find(_ reference: Reference, asOf: AsOf = .now, _ db: any Reader) throws -> LedgerSeal? {
        let end = if case .entries(let count) = asOf { count } else { Int.max }
        return try db.first(
            """
            SELECT entry.position, entry.id, entry.at FROM ledger_reference JOIN entry ON entry.position = ledger_reference.position
            WHERE ledger_reference.reference = \(reference) AND ledger_reference.position < \(end) ORDER BY ledger_reference.position DESC LIMIT 1
            """
        ).map { row in
            LedgerSeal(reference: reference, position: try row.get("position"), entry: try row.get("id"), at: try row.get("at"))
        }
    }

    /// - Parameter proof: where the proof is handed out, when not to everyone.
    public func html(_ call: Call, proof: LocalURL? = nil) -> HTML {
        let t = call.t
        let day = call.time(at)
        return #"""
            <details class="yk-seal"><summary>\#(Icon.seal)<span><b>\#(t("可驗證"))</b>\#(t("紀錄簿第 \(grouped(position)) 筆"))．<time datetime="\#(day.iso)">\#(day.minute)</time></span></summary>
            <div class="yk-seal-body"><p>\#(t("最後改變這一頁內容的，是紀錄簿裡不能改寫的一筆。下載證明後，離線也能驗算。"))</p>
            <p><code>\#(entry)</code></p><p class="mb-0"><a href="\#(proof ?? LedgerURL.proof(of: reference))" download="proof.json">\#(t("下載證明（JSON）"))</a>　<a href="\#(LedgerURL.page)">\#(t("怎麼驗算"))</a></p></div></details>
            """#
    }
}

extension LedgerSeal {
    /// The proof of the entry that last touched a record, for those who may see the record; JSON.
    /// - Returns: nil while no such entry has its place.
    public static func proof(of reference: Reference, _ db: any Reader) throws -> JSON? {
        guard let position = try LedgerQueries.last(touching: reference, db) else { return nil }
        return try InclusionProof.make(position: position, showing: reference, db)?.json
    }
}

/// 48213 → 48,213
func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
        if index > 0 && index % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}
