internal import Formats
internal import Kernel

/// What an officer asked for, on one line of a review.
struct CorrectionForm {
    /// In characters: a paragraph of a Word file is one line.
    static let longest = 20_000

    let line: String
    let act: String
    let value: String
    let after: String

    init(_ sent: Submission) {
        line = sent.text("line")
        act = sent.text("act")
        // A line is one line: what a text field breaks is joined again.
        value = sent.text("value").split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
        after = sent.text("after")
    }

    /// Nil when it makes no sense for the document as it stands.
    func correction(for review: PlanReview) async throws -> Correction? {
        let words = act.split(separator: " ").map(String.init)
        guard let kind = words.first.flatMap(Correction.Kind.init(rawValue:)) else { return nil }
        switch kind {
        case .heading: return Correction(kind: kind, line: line, value: words.count > 1 ? words[1] : "")
        case .paragraph, .joined, .furniture, .automatic: return Correction(kind: kind, line: line, value: "")
        case .split, .wording:
            return value.isEmpty || value.count > Self.longest || hasControls ? nil : Correction(kind: kind, line: line, value: value)
        case .perspective: return Correction(kind: kind, line: line, value: value)
        case .moved: return try await moved(in: review)
        }
    }

    /// As the reader refuses them: XML cannot carry them, so one would break every feed it came into.
    private var hasControls: Bool {
        value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0xFFFE || $0.value == 0xFFFF }
    }

    /// Beside the field that is wrong.
    var errors: [String: Phrase] {
        if hasControls { return [act: "這些字裡有看不見的控制字元，請刪掉再送一次。"] }
        if value.count > Self.longest { return [act: "最多 \(Self.longest) 個字。"] }
        return switch act {
        case "split": ["split": value.isEmpty ? "請填第二段開頭的字。" : "這一行裡找不到這些字，或它們就在行首。"]
        case "wording": ["wording": "請填這一行的文字；要整行拿掉，請改成「頁面雜項」。"]
        case "moved": ["moved": "不能移到那裡，請另選一個標題。"]
        case "perspective": ["perspective": "請從清單中選擇。"]
        default: ["act": "這個修正對現在的文件不適用，請再看一次。"]
        }
    }

    /// A heading moves with everything under it: behind a heading of its own level and what stands under that, or to the first place under a
    /// higher one.
    private func moved(in review: PlanReview) async throws -> Correction? {
        let document = review.document
        let understanding = try await Understanding(document, as: review.kind)
        guard let place = document.place(of: line), let target = document.place(of: after) else { return nil }
        let nodes = understanding.outline.allNodes
        guard let node = nodes.first(where: { $0.line == place + 1 }), let goal = nodes.first(where: { $0.line == target + 1 }) else { return nil }
        let end = node.lastLineOfAll
        let insertion = goal.level < node.level ? goal.lastLine : goal.lastLineOfAll
        guard insertion < node.line || insertion > end, document.lines.indices.contains(end - 1), document.lines.indices.contains(insertion - 1)
        else {
            return nil
        }
        return .moved(
            first: line, last: document.lines[end - 1].key, after: document.lines[insertion - 1].key, level: min(node.level, 9))
    }
}
