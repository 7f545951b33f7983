import Formats
import Foundation
import Testing

/// A generator with a seed, so that a failure can be had again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct OutlinePropertyTests {
    /// What documents are made of, and what is made to mislead.
    private static let pieces = [
        "壹、", "貳、", "參、", "一、", "二、", "三、", "十一、", "(一)", "（二）", "( 三 )", "1.", "2、", "３．", "(1)", "（２）", "①", "②、", "1.5 億", "111.10.9", "第 3 條",
        "3", "- 4 -", "第 5 頁", "6/9", "使命", "推動開放政府，", "落實。", "說明：", "E 化", "Open Data", "😀", "e\u{301}", "\u{200B}", "\u{FEFF}", "\u{C}", "\t",
        "\u{3000}", "「", "」",
        "-", "20 小時", "\u{2028}", "\u{85}", "99、", "零、", "()", "、", ".", "Page 1 of 2", "\r", "~", "100.", "卅、",
    ]

    private static func document(_ random: inout SplitMix) -> String {
        var lines = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        }
        switch Int.random(in: 0...3, using: &random) {
        case 0: lines.shuffle(using: &random)
        case 1: lines += lines
        case 2:
            // Wrapped anew, at a width that may be one character.
            let width = Int.random(in: 1...30, using: &random)
            lines = lines.flatMap { line in
                stride(from: 0, to: line.count, by: width).map { String(line.dropFirst($0).prefix(width)) }
            }
        default: break
        }
        return lines.joined(separator: ["\n", "\n\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n")
    }

    private static func characters(_ text: String) -> [Unicode.Scalar: Int] {
        text.unicodeScalars.reduce(into: [:]) { if !$1.properties.isWhitespace { $0[$1, default: 0] += 1 } }
    }

    private static func parts(_ outline: Outline) -> String {
        let passages = outline.preamble + outline.contents + outline.furniture + outline.leftovers
        return (outline.allNodes.map { $0.marker + $0.text } + passages.map(\.text)).joined(separator: "\n")
    }

    @Test(arguments: 0..<8) func nothingIsLostOrAdded(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let text = Self.document(&random)
            var expected = Self.characters(text)
            // The byte order mark at the very beginning is no character of the text.
            if text.unicodeScalars.first == "\u{FEFF}" { expected["\u{FEFF}", default: 0] -= 1 }
            expected = expected.filter { $0.value > 0 }
            guard !expected.isEmpty else {
                #expect(throws: DocumentError.empty) { try read(text) }
                continue
            }
            let outline = try read(text)
            guard Self.characters(Self.parts(outline)) == expected else {
                Issue.record("seed \(seed): \(text.debugDescription)")
                return
            }
        }
    }

    /// The real plan with lines dropped, doubled and shuffled, and wrapped at any width.
    @Test(arguments: 200..<204) func mutationsOfAPlanLoseNothing(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let plan = try rdecPlan()
        for _ in 0..<25 {
            var lines = plan.split(separator: "\n")
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                let index = Int.random(in: 0..<lines.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0 where lines.count > 1: lines.remove(at: index)
                case 1: lines.insert(lines[index], at: Int.random(in: 0..<lines.count, using: &random))
                default: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &random))
                }
            }
            let width = Int.random(in: 1...60, using: &random)
            let text = lines.flatMap { line in
                stride(from: 0, to: line.count, by: width).map { line.dropFirst($0).prefix(width) }
            }.joined(separator: "\n")
            guard Self.characters(Self.parts(try read(text))) == Self.characters(text) else {
                Issue.record("seed \(seed): \(text.debugDescription)")
                return
            }
        }
    }

    @Test(arguments: 100..<104) func everyTreeIsWellMade(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let text = Self.document(&random)
            guard let outline = try? read(text) else { continue }
            let lines = outline.allNodes.map(\.line)
            guard lines == lines.sorted(), Self.isWellMade(outline.nodes, level: 1),
                outline.warnings.map(\.line) == outline.warnings.map(\.line).sorted()
            else {
                Issue.record("seed \(seed): \(text.debugDescription)")
                return
            }
        }
    }

    /// A level counts the headings above, and no heading is without text and number.
    private static func isWellMade(_ nodes: [Outline.Node], level: Int) -> Bool {
        nodes.allSatisfy { node in
            node.level == level && node.lastLine >= node.line && isWellMade(node.children, level: node.kind.isHeading ? level + 1 : level)
                && (node.number == nil) == (node.system == nil || node.system == .appendix && node.number == nil)
        }
    }

    @Test func bytesNeverCrash() {
        var random = SplitMix(state: 42)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random) }
            _ = try? Outline(reading: bytes)
        }
    }

    /// With and without a heading before them.
    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test(arguments: ["一、甲\n", "前言\n"]) func timeGrowsWithLength(_ beginning: String) throws {
        let section = (2...9).map { "(\($0))推動開放政府，持續在「開放資料」、「開放服務」、「開放決策」三大推動主軸下推動開放政\n府，並鼓勵各機關議題上架\n" }.joined()
        func seconds(sections: Int) throws -> Double {
            let bytes = Array((beginning + String(repeating: section, count: sections)).utf8)
            // The shortest of three, in this thread's own time, for the machine does other things too.
            return try (0..<3).map { _ in
                let start = Self.threadSeconds
                _ = try Outline(reading: bytes)
                return Self.threadSeconds - start
            }.min() ?? 0
        }
        let short = try seconds(sections: 100)
        let long = try seconds(sections: 800)
        #expect(long < short * 8 * 2.5, "8 times the text took \(long / short) times as long")
    }
}
