import Foundation
import Ledger

/// What the ledger's commands say.
enum LedgerTexts {
    static func print(_ report: LedgerReport) {
        for finding in report.findings.prefix(1000) { Console.error("✗ \(finding.sentences.chinese) \(finding.sentences.english)") }
        for key in report.unendorsed { Console.error("! 金鑰 \(key) 接替了遺失的金鑰。 This key follows a lost one.") }
        Swift.print("紀錄 \(report.entries) 筆，樹頭 \(report.heads) 個，內容 \(report.records) 樣。 Entries, heads, records.")
        if report.erased > 0 { Swift.print("依法刪除的 \(report.erased) 樣。 Lawfully erased.") }
        if report.waiting > 0 { Swift.print("還沒排進去的 \(report.waiting)\(report.waiting >= 1000 ? " 筆以上" : " 筆")。 Not yet sequenced.") }
        if let last = report.last, report.isGood { Swift.print("相符：\(last.at) 簽的 \(last.size) 筆，樹根 \(last.root.base64)。 All is as signed.") }
    }

    static func sentence(_ fault: ProofFault) -> String {
        switch fault {
        case .unsigned: "樹頭不是這些公鑰簽的。 The head is not signed by these keys."
        case .notIncluded: "路徑到不了樹根。 The path does not lead to the root."
        case .otherEntry: "附上的內容不是這一筆。 The entry shown is another one."
        case .otherPart: "展開的部分不在這一筆裡。 A disclosed part is not in the entry."
        case .inconsistent: "後來的不只是增加。 The later tree does not only add."
        }
    }

    /// Verifier keys in a file, or the text itself.
    static func keys(_ text: String) throws -> [VerifierKey] {
        if let key = VerifierKey(text) { return [key] }
        let words = String(decoding: try Console.read(text), as: UTF8.self).split(whereSeparator: { $0.isWhitespace || "\"[],".contains($0) })
        let keys = words.compactMap { VerifierKey(String($0)) }
        guard !keys.isEmpty else { throw Failure("\(text) 裡沒有公鑰。 No key in it.", .data) }
        return keys
    }

    /// Turns what is wrong with a key's file into a sentence.
    static func explaining(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let problem as SigningKey.FileProblem {
            throw Failure(sentence(problem), .unavailable)
        } catch let problem as KeyFile.Problem {
            switch problem {
            case .notCurrent(let file, let current):
                throw Failure("金鑰檔是 \(file)，現在簽章的是 \(current?.description ?? "-")。 The file holds another key than the one that signs.", .data)
            case .noLedger: throw Failure("還沒有金鑰：yankao ledger key create。 There is no key yet.", .data)
            }
        } catch LedgerError.leadLost {
            throw Failure("已經有金鑰了；要換請用 rotate。 There is a key already; rotate replaces it.", .data)
        }
    }

    static func sentence(_ problem: SigningKey.FileProblem) -> String {
        switch problem {
        case .missing(let path): "沒有金鑰檔 \(path)。 No key file."
        case .tooOpen(let path, let mode): "\(path) 別人也能讀（\(mode)）：請執行 chmod 600。 Others may read it."
        case .notOurs(let path): "\(path) 屬於別的使用者。 It belongs to another user."
        case .unreadable(let path): "\(path) 讀不懂或寫不進去。 It cannot be read or written."
        case .exists(let path): "\(path) 已經存在，不覆寫。 It exists already."
        }
    }
}
