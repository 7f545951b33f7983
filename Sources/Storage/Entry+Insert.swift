/// What happened, as the ledger keeps it: inserted unordered in the transaction it belongs to. One follower gives entries their order later, so
/// that no writer waits for another (docs/adr/0005-ledger-without-a-queue.md).
struct Entry {
    let at: Instant
    let actor: Actor
    let reason: Reason
    let changes: [Change]

    func insert(into db: any Writer) throws {
        try db.run(
            """
            INSERT INTO entry (id, at, actor, acting_for, reason, changes)
            VALUES (\(UniqueID.make(at: at)), \(at), \(actor.reference), \(actor.actingFor), \(reason.text), \(changesJSON))
            """)
    }

    /// `[{"reference":"planning/plan/…","status":"published"}]`, members in the order they were noted.
    private var changesJSON: String {
        "["
            + changes.map { change in
                "{" + (([("reference", change.reference.text)] + change.facts).map { "\(quoted($0)):\(quoted($1))" }).joined(separator: ",") + "}"
            }.joined(separator: ",") + "]"
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
