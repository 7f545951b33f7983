internal import Formats
internal import Kernel

/// What an officer asked for, on one line of a review.
struct CorrectionForm {
    let line: String
    let act: String
    let value: String
    let after: String

    init(_ sent: Submission) {
        line = sent.text("line")
        act = sent.text("act")
        // A line keeps the blanks inside it; those at its ends mean nothing.
        value = sent.text("value")
        after = sent.text("after")
    }

    /// Nil when it makes no sense for the document as it stands.
    func correction(for review: PlanReview) async throws -> Correction? {
        let words = act.split(separator: " ").map(String.init)
        guard let kind = words.first.flatMap(Correction.Kind.init(rawValue:)) else { return nil }
        switch kind {
        case .heading: return Correction(kind: kind, line: line, value: words.count > 1 ? words[1] : "")
        case .paragraph, .joined, .furniture, .automatic: return Correction(kind: kind, line: line, value: "")
        case .split, .wording: return value.isEmpty ? nil : Correction(kind: kind, line: line, value: value)
        case .perspective: return Correction(kind: kind, line: line, value: value)
        case .moved: return try await moved(in: review)
        }
    }

    /// Beside the field that is wrong.
    var errors: [String: Phrase] {
        switch act {
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
        let understanding = try await Understanding(document)
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
