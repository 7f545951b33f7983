internal import Formats
internal import Kernel
internal import Markup

/// The page of a review: doubts first, then the source and what was understood of it side by side.
struct ReviewView {
    let review: PlanReview
    let understanding: Understanding
    /// What there is of these years already.
    struct Earlier: Sendable {
        let isThere: Bool
        /// The key of a draft that accepting would fill anew.
        let draft: String?
    }

    let earlier: Earlier
    let panel: ReviewPanel
    let call: Call

    /// Rows a page shows at once.
    private static let window = 200

    private var t: Words { call.t }
    private var language: MessageLanguage { t.language == .chinese ? .chinese : .english }

    var page: Page {
        let title = t("檢視匯入的文件")
        var page = Page(
            title: title,
            crumbs: [.init(t("首頁"), "/"), .init(t("我的帳號"), "/account"), .init(t("計畫草稿"), "/plans/drafts"), .init(title)], menu: "drafts",
            body: body(title))
        page.isPrivate = true
        page.frame = .workspace
        return page
    }

    private func body(_ title: String) -> HTML {
        let rows = ReviewRow.all(understanding)
        let shown = window(of: rows)
        return #"""
            <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(ReviewWords(t: t).over(review))．\#(ReviewWords(t: t).kind(review.kind))</p><h1>\#(title)</h1><p class="yk-lead">\#(t("左邊是文件原文，右邊是系統的理解。請先看需要核對的地方，改好了再做成草稿。"))</p></header>
            \#(done)\#(failure)\#(status)\#(doubts)\#(steps)\#(acceptance)
            <h2 class="mt-5" id="lines">\#(t("原文與理解"))</h2>\#(pager(rows, shown))
            <ol class="yk-review">\#(shown.map { row(rows[$0]) })</ol>\#(pager(rows, shown))</div>
            """#
    }

    private func window(of rows: [ReviewRow]) -> Range<Int> {
        let open = panel.line.flatMap { line in rows.firstIndex { row in row.lines.contains { $0.key == line } } }
        let from = open ?? max(0, min(call.request.query["from"].flatMap { Int($0) } ?? 0, rows.count - 1))
        let start = from / Self.window * Self.window
        return max(0, start)..<min(rows.count, max(0, start) + Self.window)
    }

    private func pager(_ rows: [ReviewRow], _ shown: Range<Int>) -> HTML? {
        guard rows.count > Self.window else { return nil }
        let here = PlanURL.review(review.id)
        let before = shown.lowerBound > 0 ? (t("前一段"), here.with(query: [("from", String(shown.lowerBound - Self.window))])) : nil
        let next = shown.upperBound < rows.count ? (t("後一段"), here.with(query: [("from", String(shown.upperBound))])) : nil
        return #"""
            <p class="yk-muted">\#(t("第 \(shown.lowerBound + 1) 到 \(shown.upperBound) 段，共 \(rows.count) 段"))</p>\#(Pager(label: t("分段"), first: before, next: next).html)
            """#
    }

    private func row(_ row: ReviewRow) -> HTML {
        let lines: [HTML] = row.lines.map { line in
            #"<p id="l\#(line.key)"><span class="yk-line-no">\#(line.number)</span>\#(line.text)</p>"#
        }
        return #"""
            <li class="yk-review-row"><div class="yk-review-source" lang="zh-Hant-TW">\#(lines)</div><div class="yk-review-reading">\#(ReviewReading(row: row, understanding: understanding, t: t).html)\#(panel.html(row, review, understanding, call))</div></li>
            """#
    }

    private var status: HTML? {
        switch review.status {
        case .open: nil
        case .accepted: Notice.ok.html(#"<p>\#(t("這份文件已經做成草稿。"))<a href="/plans/drafts">\#(t("看草稿"))</a></p>"#)
        case .discarded: Notice.info.html(#"<p>\#(t("這次匯入已經捨棄。"))</p>"#)
        }
    }

    private var doubts: HTML? {
        let doubts = self.allDoubts
        if let error = understanding.failure {
            return Notice.warn.html(#"<p>\#(error.message(language))</p><p>\#(t("請把標題改對，或捨棄這次匯入。"))</p>\#(list(doubts))"#)
        }
        guard !doubts.isEmpty else { return Notice.ok.html(#"<p>\#(t("讀檔時沒有疑問。"))</p>"#) }
        return Notice.warn.html(#"<p>\#(t("讀檔時有 \(doubts.count) 處請您核對："))</p>\#(list(doubts))"#)
    }

    /// Doubts of the reading, and where the document names another agency or other years than the officer gave.
    private var allDoubts: [PlanWarning] {
        guard let draft = understanding.plan else { return understanding.doubts }
        return PlanImport(agency: review.agency, years: review.years, draft: draft, publishes: false).doubts(agencyName: review.agencyName)
    }

    private func list(_ doubts: [PlanWarning]) -> HTML {
        let items: [HTML] = doubts.prefix(Self.window).map { doubt in
            let text = doubt.message(language)
            guard let line = doubt.line, understanding.document.lines.indices.contains(line - 1) else { return #"<li>\#(text)</li>"# }
            return #"<li><a href="\#(PlanURL.review(review.id, line: understanding.document.lines[line - 1].key))">\#(text)</a></li>"#
        }
        let more: HTML? = doubts.count > Self.window ? #"<p>\#(t("只列出前 \(Self.window) 處。"))</p>"# : nil
        return #"<ul>\#(items)</ul>\#(more)"#
    }

    /// That a correction was not made, at the top and with the way to it: the page of a long document opens far from the line.
    private var failure: HTML? {
        guard !panel.errors.isEmpty else { return nil }
        let reasons: [HTML] = panel.errors.values.map { #"<p>\#(t($0))</p>"# }
        let way: HTML? = panel.line.map { ##"<p><a href="#l\##($0)">\##(t("到那一行"))</a></p>"## }
        return Notice.bad.html(#"\#(reasons)\#(way)"#)
    }

    private var done: HTML? {
        let said: (Notice, Phrase)? =
            switch call.request.query["done"] {
            case "started": (.ok, "文件讀好了，還沒有存成草稿。")
            case "corrected": (.ok, "已修正。")
            case "undone": (.ok, "已復原上一個修正。")
            case "redone": (.ok, "已重做。")
            case "changed": (.warn, "有人在您之後改過這份文件，什麼都沒有做。請再看一次。")
            case "underway": (.warn, "這份計畫的草稿在編審流程裡，要改內容請在流程裡編修；這份文件還在，流程結束或停止以後可以再接受。")
            case "closed": (.warn, "這次匯入已經結束，不能再修正。")
            case "unreadable": (.warn, "文件還看不出是計畫或報告，不能做成草稿。")
            default: nil
            }
        return said.map { $0.0.html(#"<p>\#(t($0.1))</p>"#) }
    }

    /// Undo and redo, each saying what it would do.
    private var steps: HTML? {
        guard review.status == .open, !review.corrections.isEmpty else { return nil }
        let undone = review.applied < review.corrections.count ? review.corrections[review.applied] : nil
        let last = review.applied > 0 ? review.corrections[review.applied - 1] : nil
        return #"""
            <div class="yk-actions"><span>\#(t("已修正 \(review.applied) 處"))</span>\#(last.map { button("復原：\(ReviewWords(t: t).name($0, in: understanding.document))", "\(PlanURL.review(review.id))/undo") })\#(undone.map { button("重做：\(ReviewWords(t: t).name($0, in: understanding.document))", "\(PlanURL.review(review.id))/redo") })</div>
            """#
    }

    private func button(_ title: Phrase, _ url: LocalURL) -> HTML {
        #"<form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="seen" value="\#(review.state)"><button class="btn btn-outline-primary" type="submit">\#(t(title))</button></form>"#
    }

    /// What accepting will make.
    private var promise: Phrase? {
        switch understanding.reading {
        case .success(.plan(let draft)):
            "做成草稿後會有：施政重點 \(draft.priorities.count) 項、目標 \(draft.goals.count) 項、工作項目 \(draft.goals.map(\.items.count).reduce(0, +)) 項、寫明的數字目標 \(draft.indicators.count) 個。"
        case .success(.report(let draft)): "做成草稿後會有 \(draft.lines.count) 個章節。"
        case .failure: nil
        }
    }

    private var acceptance: HTML? {
        guard review.status == .open else { return nil }
        let difference: HTML? =
            earlier.isThere ? #"<a class="btn btn-outline-primary" href="\#(PlanURL.review(review.id))/difference">\#(t("和現有內容逐行比較"))</a>"# : nil
        var accept: HTML?
        if let promise {
            let warning: HTML? = earlier.draft.map {
                #"<p>\#(Light.warn.shape) \#(t("已經有一份草稿，接受後會換成這一份。")) <a href="\#(PlanURL.draft($0))">\#(t("看草稿"))</a></p>"#
            }
            accept = #"""
                <p>\#(t(promise))</p>\#(warning)
                <form method="post" action="\#("\(PlanURL.review(review.id))/acceptance" as LocalURL)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="seen" value="\#(review.state)"><button class="btn btn-primary" type="submit">\#(t("接受，做成草稿"))</button></form>
                """#
        }
        return #"""
            <section class="yk-review-end" aria-label="\#(t("做成草稿"))">\#(accept)<div class="yk-actions">\#(difference)<form method="post" action="\#("\(PlanURL.review(review.id))/removal" as LocalURL)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-link" type="submit">\#(t("捨棄這次匯入"))</button></form></div></section>
            """#
    }
}
