import Formats
import Foundation
import Kernel
import Storage

/// Whether everything that was acknowledged is there, and nothing is there by halves.
struct CrashCheck {
    /// Key and digest of each acknowledged write.
    let acknowledged: [(plan: String, digest: String)]
    /// How many plans there are.
    let found: Int
    let losses: [String]

    private struct Record {
        let digest: String
        let lines: Int
    }

    /// What a ledger entry says that was written.
    private struct Written {
        let at: String
        let digest: String
        let lines: Int
    }

    init(acknowledged file: String, city: City) async throws {
        let text = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        let acknowledged = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 2 }
            .map { (plan: $0[0], digest: $0[1]) }
        // One snapshot for both sides.
        let (records, written) = try await city.store.read { db in (try Self.records(db), try Self.written(db)) }
        var losses: [String] = []
        for (plan, digest) in acknowledged {
            if records[plan] == nil { losses.append("\(plan) was acknowledged and is not there") }
            if written[plan]?.contains(where: { $0.digest == digest }) != true { losses.append("\(plan) was acknowledged and has no entry") }
        }
        for (plan, record) in records {
            // Two versions of a plan may be written in one millisecond.
            let last = written[plan]?.map(\.at).max()
            if written[plan]?.contains(where: { $0.at == last && $0.digest == record.digest && $0.lines == record.lines }) != true {
                losses.append("\(plan) is not as its last entry says")
            }
        }
        for plan in written.keys where records[plan] == nil { losses.append("\(plan) has an entry and is not there") }
        self.acknowledged = acknowledged
        found = records.count
        self.losses = losses
    }

    private static func records(_ db: any Reader) throws -> [String: Record] {
        var lines: [String: Int] = [:]
        for row in try db.all("SELECT plan, count(*) AS lines FROM plan_line GROUP BY plan") { lines[try row.get("plan")] = try row.get("lines") }
        var records: [String: Record] = [:]
        for row in try db.all("SELECT id, digest FROM plan") {
            let id: String = try row.get("id")
            records[id] = Record(digest: try row.get("digest"), lines: lines[id] ?? 0)
        }
        return records
    }

    private static func written(_ db: any Reader) throws -> [String: [Written]] {
        var written: [String: [Written]] = [:]
        for row in try db.all("SELECT at, changes FROM entry WHERE reason = 'planning.importPlan'") {
            let (at, text): (String, String) = (try row.get("at"), try row.get("changes"))
            // The plan's own change: its version is told of in the same entry.
            guard case .array(let changes) = try JSON(parsing: Array(text.utf8)),
                let change = changes.first(where: { if case .string(let name)? = $0["reference"] { name.hasPrefix("planning/plan/") } else { false } }
                ),
                case .string(let reference)? = change["reference"], case .string(let digest)? = change["digest"],
                case .string(let lines)? = change["lines"], let plan = reference.split(separator: "/").last
            else { throw StoreError.unexpectedType(column: "changes") }
            written[String(plan), default: []].append(Written(at: at, digest: digest, lines: Int(lines) ?? 0))
        }
        return written
    }
}
