import App
import Foundation
import Kernel
import Ledger
import Logging
import Storage

/// What the ledger costs and how fast it answers; Benchmarks/bench.py runs it. Configured by the product's variables; each command wants a store of
/// its own and prints one JSON object.
///
///     bench-ledger write SECONDS CLIENTS with|without     writes a second, and the time from a write to its signed head
///     bench-ledger proof ENTRIES                          one proof among so many
///     bench-ledger verify ENTRIES                         entries checked a second
///     bench-ledger past ROWS                              a page of a list, now and as of an earlier moment
@main
enum BenchLedger {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let configuration = try await YankaoConfiguration(file: nil, flags: [:])
        var logger = Logger(label: "bench-ledger") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let kinds = Modules.records + [RecordKind("bench/note", [.init("bench_note", key: "id", ["id", "text", "number"])])]
        let store = try Installation.openStore(configuration, records: kinds)
        _ = try await Migrator(Modules.migrations + [schema, PastBench.schema]).migrate(store)
        let result: [(String, Double)]
        switch (arguments.first, arguments.dropFirst().compactMap { Int($0) }) {
        case ("write", let numbers) where numbers.count == 2:
            result = try await WriteBench(store: store, folder: configuration["data"]).run(
                seconds: numbers[0], clients: numbers[1], withLedger: arguments.last == "with")
        case ("proof", let numbers) where numbers.count == 1: result = try await ProofBench(store: store).run(entries: numbers[0])
        case ("verify", let numbers) where numbers.count == 1: result = try await VerifyBench(store: store).run(entries: numbers[0])
        case ("past", let numbers) where numbers.count == 1: result = try await PastBench(store: store).run(rows: numbers[0])
        default:
            FileHandle.standardError.write(
                Data("usage: bench-ledger write SECONDS CLIENTS with|without, proof ENTRIES, verify ENTRIES, past ROWS\n".utf8))
            exit(64)
        }
        print("{" + result.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
        await store.close()
    }

    private static let schema = Migration(
        "bench/0001-notes", [.createTable("bench_note", [.text("id"), .text("text"), .int64("number")], key: ["id"])])

    static func percentile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
