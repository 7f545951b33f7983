internal import Formats
internal import Kernel

/// How a review calls things.
struct ReviewWords {
    let t: Words

    /// What a correction did, with its line's number as it stands now.
    func name(_ correction: Correction, in document: ReviewedDocument) -> String {
        let line = document.place(of: correction.line).map { String($0 + 1) } ?? correction.line
        return switch correction {
        case .heading(_, let level): t("第 \(line) 行改成第 \(level) 層標題")
        case .paragraph: t("第 \(line) 行改成內文")
        case .joined: t("第 \(line) 行接上一行")
        case .furniture: t("第 \(line) 行改成頁面雜項")
        case .automatic: t("第 \(line) 行由系統判斷")
        case .split: t("第 \(line) 行分成兩段")
        case .wording: t("第 \(line) 行改文字")
        case .moved: t("第 \(line) 行移到別處")
        case .perspective: t("第 \(line) 行改面向")
        }
    }

    func kind(_ kind: Outline.Node.Kind, level: Int) -> String {
        switch kind {
        case .heading: t("第 \(level) 層標題")
        case .appendix: t("附件")
        case .speech: t("發言")
        case .decision: t("決議")
        case .progress: t("辦理情形")
        case .table: t("表格")
        case .footnote: t("註腳")
        }
    }
}
