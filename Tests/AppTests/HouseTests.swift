import App
import Foundation
import Kernel
import Testing

/// The plan of the house, held by reading its imports (docs/adr/0001-four-floors.md).
@Suite struct HouseTests {
    /// What each target may import of ours. A module is not in the list: it may import the floors below and nothing beside it.
    private static let below: [String: Set<String>] = [
        "Storage": [], "Markup": [], "Formats": ["CHost", "CZip", "CZlib", "CExpat"], "Kernel": ["Storage", "Markup", "Formats"],
        "Ledger": ["Kernel", "Storage", "Markup", "Formats"], "Matters": ["Kernel", "Ledger", "Storage", "Markup", "Formats"],
        "Meetings": ["Kernel", "Storage", "Markup", "Formats"], "Search": ["Kernel", "Storage", "Markup", "Formats"],
        "Tables": ["Kernel", "Ledger", "Storage", "Markup", "Formats"],
        "Indicators": ["Kernel", "Ledger", "Storage", "Markup", "Formats"], "Threads": ["Kernel", "Ledger", "Storage", "Markup", "Formats"],
        "StorageSQLite": ["Storage"], "StoragePostgres": ["Storage", "CLibPQ"], "Web": ["Kernel", "Markup", "Storage", "Formats", "CZlib"],
    ]
    private static let floors: Set<String> = [
        "Storage", "Markup", "Formats", "Kernel", "Ledger", "Matters", "Meetings", "Indicators", "Threads", "Search", "Tables",
    ]
    private static let top: Set<String> = ["App", "yankao"]
    private static let outside: [String: Set<String>] = [
        "GRDB": ["StorageSQLite"], "GRDBSQLite": ["StorageSQLite"], "CLibPQ": ["StoragePostgres"], "Hummingbird": ["Web", "App"],
        "CZlib": ["Formats", "Web"], "CHost": ["Formats"], "CZip": ["Formats"], "CExpat": ["Formats"], "CryptoExtras": ["Web"],
    ]

    private static func ours() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: Repository.root.appendingPathComponent("Sources").path))
    }

    @Test func importsPointDownwardsOnly() throws {
        let ours = try Self.ours()
        var seen = 0
        for (path, text) in try Repository.swiftFiles(below: "Sources") {
            let target = String(path.split(separator: "/")[1])
            guard !Self.top.contains(target) else { continue }
            let allowed = Self.below[target] ?? Self.floors
            for name in imports(text) {
                seen += 1
                if ours.contains(name) { #expect(allowed.contains(name), "\(path) imports \(name)") }
                if let homes = Self.outside[name] { #expect(homes.contains(target), "\(path) imports \(name)") }
            }
        }
        #expect(seen > 50)
    }

    @Test func onlyOneFileTouchesTheRouter() throws {
        let touching = try Repository.swiftFiles(below: "Sources/Web").filter { $0.text.contains("Router(context:") }.map(\.path)
        #expect(touching == ["Sources/Web/Server/Mount.swift"])
    }

    @Test func nothingInTheHousePromisesOrCrashes() throws {
        for (path, text) in try Repository.swiftFiles(below: "Sources") {
            for word in ["try!", "fatalError(", "TODO", "FIXME", "as! "] where text.contains(word) { Issue.record("\(path) has \(word)") }
        }
    }

    @Test func filesStaySmall() throws {
        let lengths = try Repository.swiftFiles(below: "Sources").map { ($0.path, $0.text.split(separator: "\n").count) }
        let sorted = lengths.map(\.1).sorted()
        #expect(sorted[sorted.count / 2] < 80, "the median file has \(sorted[sorted.count / 2]) lines")
        for (path, length) in lengths { #expect(length <= 300, "\(path) has \(length) lines and needs a reason") }
    }

    private func imports(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").filter {
                !["public", "internal", "package", "private", "@testable", "@preconcurrency"].contains($0)
            }
            return words.first == "import" ? words.dropFirst().first.map { String($0.split(separator: ".")[0]) } : nil
        }
    }
}
