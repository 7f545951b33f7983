import Formats
import Foundation
import Testing

func sample(_ name: String) throws -> [UInt8] {
    let file = try #require(Bundle.module.url(forResource: "Samples/\(name)", withExtension: "txt"))
    return Array(try Data(contentsOf: file))
}

func read(_ text: String) throws -> Outline { try Outline(reading: Array(text.utf8)) }

extension Outline {
    /// `level label title` of every node.
    var rows: [String] { allNodes.map { "\($0.level) \($0.label) \($0.title)" } }
}

/// The real plan of the Tainan RDEC, from the demo data.
func rdecPlan() throws -> String {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Demo/plan-rdec-111-114.txt").standardized
    return try String(contentsOf: file, encoding: .utf8)
}
