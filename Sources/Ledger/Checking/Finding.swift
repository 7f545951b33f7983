/// Something that is not as the ledger says, and where.
public enum Finding: Sendable, Equatable {
    /// An entry's content is no longer what was sequenced.
    case changedEntry(position: Int, id: String)
    /// No entry stands where one was sequenced.
    case missingEntry(position: Int)
    /// An entry stands where none was sequenced.
    case extraEntry(position: Int, id: String)
    /// The entries and the tree agree, but not with what was signed: something was changed among these places.
    case otherRoot(from: Int, to: Int)
    /// A tile is gone or is not made from what lies below it.
    case damagedTile(level: Int, number: Int)
    /// A head that no key of this ledger signed, or that is not what its note says.
    case forgedHead(size: Int, at: String)
    /// Heads are gone: the newest covers fewer entries than have a place.
    case missingHead(size: Int)
    /// The list of which entries touched a record is not what the entries say.
    case otherIndex(position: Int)
    /// A record is not what its last entry says.
    case changedRecord(reference: String, entry: String)
    /// A record is gone, and no entry says so.
    case missingRecord(reference: String, entry: String)
    /// A record that no entry speaks of.
    case unknownRecord(reference: String)
    /// A file's bytes are not those it was kept under.
    case changedFile(hash: String)
    /// The outside head is no head of this ledger.
    case foreignHead
    /// The outside head covers more entries than there are.
    case behindHead(size: Int, outside: Int)

    /// In Chinese and in English.
    public var sentences: (chinese: String, english: String) {
        switch self {
        case .changedEntry(let position, let id):
            ("第 \(position) 筆紀錄（\(id)）的內容被改過。", "Entry \(position) (\(id)) was changed.")
        case .missingEntry(let position): ("第 \(position) 筆紀錄不見了。", "Entry \(position) is missing.")
        case .extraEntry(let position, let id): ("第 \(position) 筆（\(id)）是外加的紀錄。", "Entry \(position) (\(id)) was inserted.")
        case .otherRoot(let from, let to):
            ("第 \(from) 到第 \(to - 1) 筆之間，內容和簽過的不同。", "Something among the entries \(from) to \(to - 1) is not what was signed.")
        case .damagedTile(let level, let number): ("雜湊樹第 \(level) 層第 \(number) 塊損壞。", "Tile \(level)/\(number) of the tree is damaged.")
        case .forgedHead(let size, let at):
            ("\(at) 的樹頭（\(size) 筆）不是這個紀錄簿簽的。", "The head of \(at) over \(size) entries was not signed by this ledger.")
        case .missingHead(let size): ("簽過的樹頭不見了：最新的只到 \(size) 筆。", "Heads are missing: the newest covers \(size) entries.")
        case .otherIndex(let position): ("第 \(position) 筆紀錄的索引不對。", "The index of entry \(position) is wrong.")
        case .changedRecord(let reference, let entry):
            ("\(reference) 的內容和最後一筆紀錄（\(entry)）不同。", "\(reference) is not as its last entry (\(entry)) says.")
        case .missingRecord(let reference, let entry):
            ("\(reference) 不見了，最後一筆紀錄（\(entry)）說它在。", "\(reference) is gone, and its last entry (\(entry)) says that it is there.")
        case .unknownRecord(let reference): ("\(reference) 沒有任何紀錄。", "No entry speaks of \(reference).")
        case .changedFile(let hash): ("檔案 \(hash) 的內容被改過或不完整。", "The bytes of the file \(hash) were changed, or some are missing.")
        case .foreignHead: ("指定的樹頭不是這個紀錄簿簽的。", "The head that was given is not one of this ledger's.")
        case .behindHead(let size, let outside):
            (
                "指定的樹頭有 \(outside) 筆，現在只有 \(size) 筆：後面的被刪掉了。",
                "The head that was given covers \(outside) entries, and only \(size) are here: the rest was cut off."
            )
        }
    }
}

/// What a verification looked at and found.
public struct LedgerReport: Sendable {
    public internal(set) var findings: [Finding] = []
    public internal(set) var entries = 0
    public internal(set) var heads = 0
    public internal(set) var records = 0
    /// Files whose bytes were read.
    public internal(set) var files = 0
    /// Entries that have no place yet.
    public internal(set) var waiting = 0
    /// Records that were erased by law, and whose entry says so.
    public internal(set) var erased = 0
    /// Keys that follow a lost one.
    public internal(set) var unendorsed: [VerifierKey] = []
    public internal(set) var last: LedgerQueries.Head?

    public var isGood: Bool { findings.isEmpty }
}
