internal import Storage

/// An entry as the ledger sees it, and the leaf that stands for it in the tree.
struct LedgerEntry: Sendable {
    let id: String
    /// From 0; nil while it waits for its place.
    let position: Int?
    let at: String
    let actor: String
    let actingFor: String?
    let reason: String
    /// The JSON array as it is kept.
    let changes: String
    private let salt: [UInt8]

    static let columns: SQL = "entry.id, entry.position, entry.at, entry.actor, entry.acting_for, entry.reason, entry.changes, entry.salt"

    init(_ row: Row) throws {
        id = try row.get("id")
        position = try row.optional("position")
        at = try row.get("at")
        actor = try row.get("actor")
        actingFor = try row.optional("acting_for")
        reason = try row.get("reason")
        changes = try row.get("changes")
        // Entries from before there was a tree have no salt; their own key then hides nothing, but keeps them in it.
        salt = try row.optional("salt") ?? Array(id.utf8)
    }

    /// Who did what to what is told by salted hashes, part by part, so that one part can be shown and the others cannot be guessed.
    var leafText: String {
        let changes = changeTexts.enumerated().map { "change \(hash("change \($0)", $1).base64)\n" }.joined()
        return "yankao entry v1\nid \(id)\nat \(at)\nreason \(reason)\nactor \(hash("actor", actor).base64)\n"
            + "acting-for \(actingFor.map { hash("acting-for", $0).base64 } ?? "-")\n" + changes
    }

    var leaf: Hash { .leaf(leafText.utf8) }

    private func hash(_ part: String, _ text: String) -> Hash { .salted(Hash.partSalt(salt, part), text) }

    /// What shows that one change is in the leaf.
    func disclosure(ofChange number: Int) -> Disclosure? {
        guard changeTexts.indices.contains(number) else { return nil }
        return Disclosure(part: "change", salt: Hash.partSalt(salt, "change \(number)"), text: changeTexts[number])
    }

    /// Each change's own text, exactly as it is kept.
    var changeTexts: [String] { Self.objects(in: changes) ?? [changes] }

    /// The objects of an array without any blank between them, which is how the store writes it; nil for anything else.
    static func objects(in array: String) -> [String]? {
        let bytes = Array(array.utf8)
        guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
        var (objects, start, isQuoted, isEscaped): ([String], Int?, Bool, Bool) = ([], nil, false, false)
        for (index, byte) in bytes.enumerated() {
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted = true
            case UInt8(ascii: "{"):
                if start != nil { return nil }
                start = index
            case UInt8(ascii: "}"):
                guard let first = start else { return nil }
                objects.append(String(decoding: bytes[first...index], as: UTF8.self))
                start = nil
            default: continue
            }
        }
        return "[" + objects.joined(separator: ",") + "]" == array ? objects : nil
    }
}

/// One part of an entry laid open, with its salt: the reader makes the hash and finds it in the leaf.
public struct Disclosure: Sendable, Equatable {
    /// The word before the hash in the leaf: `change`.
    public let part: String
    public let salt: [UInt8]
    public let text: String

    /// Whether the leaf holds this part.
    public func isPart(of leafText: String) -> Bool {
        leafText.split(separator: "\n").contains { $0 == "\(part) \(Hash.salted(salt, text).base64)" }
    }
}
