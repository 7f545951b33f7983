internal import Formats
internal import Kernel
internal import Markup

/// Line by line: what is new, gone, reworded, moved.
struct PlanDifferenceView {
    let difference: LineDifference
    /// Parts that are one text each, 使命 and 願景, old and new.
    var wholes: [(name: Phrase, old: String, new: String)] = []
    /// Whose document it is: agency and years.
    let over: String
    let back: (title: String, url: LocalURL)
    let here: LocalURL
    let call: Call
    /// Why, by the key of a line or of a whole text.
    var reasons: [String: String] = [:]
    /// Goals whose stated targets are others.
    var targets: [(goal: String, old: [String], new: [String])] = []
    var title: String?
    /// For everyone, and not among the drafts.
    var isPublic = false
    var tables: [(name: String, url: LocalURL)] = []

    /// With the texts, targets and reasons of two contents of a plan.
    mutating func fill(_ revision: PlanRevision) {
        wholes = revision.wholes.map { ($0.name, $0.old, $0.new) }
        reasons = revision.reasons
        for whole in revision.wholes { if let reason = revision.reasons[whole.key] { wholeReasons[whole.name.key] = reason } }
        targets = revision.targets
    }

    /// The same for whole texts, by what they are called.
    var wholeReasons: [String: String] = [:]

    private var t: Words { call.t }
    private var showsAll: Bool { call.request.query["all"] == "1" }

    var page: Page {
        let title = title ?? t("逐行比較")
        let list: Page.Crumb = isPublic ? .init(t("施政計畫"), PlanURL.list) : .init(t("計畫草稿"), "/plans/drafts")
        var page = Page(
            title: title, crumbs: [.init(t("首頁"), "/"), list, .init(back.title, back.url), .init(title)], menu: isPublic ? "plans" : "drafts",
            body: body(title))
        if !isPublic {
            page.isPrivate = true
            page.frame = .workspace
        }
        return page
    }

    private func body(_ title: String) -> HTML {
        let shown = difference.entries.filter { entry in
            showsAll || entry.change != .same || targets.contains { $0.goal == entry.new?.id }
        }
        let parts: [HTML] = wholes.filter { $0.old != $0.new }.map(whole)
        let downloads: HTML? = tables.isEmpty ? nil : #"<p class="yk-toc-tools">\#(tables.map(download))</p>"#
        let list: HTML =
            shown.isEmpty && parts.isEmpty
            ? EmptyState(title: t("沒有差別"), text: t("內容和現有的一樣。")).html : #"<ol class="yk-diff">\#(parts)\#(shown.map(row))</ol>"#
        let switcher: HTML =
            showsAll
            ? #"<a href="\#(here)">\#(t("只看有改變的"))</a>"# : #"<a href="\#(here.with(query: [("all", "1")]))">\#(t("連相同的也列出來"))</a>"#
        return #"""
            <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(over)</p><h1>\#(title)</h1>
            <p class="yk-lead">\#(t("新增 \(difference.count(.added)) 行、刪除 \(difference.count(.removed)) 行、修改 \(difference.count(.changed)) 行、移動 \(difference.count(.moved)) 行、相同 \(difference.count(.same)) 行"))</p></header>
            <p>\#(switcher)</p>\#(list)\#(downloads)</div>
            """#
    }

    private func download(_ table: (name: String, url: LocalURL)) -> HTML { #"<a href="\#(table.url)">\#(Icon.line("down"))\#(table.name)</a>"# }

    private func why(_ reason: String?) -> HTML? { reason.map { #"<p>\#(t("理由：")) <span lang="zh-Hant-TW">\#($0)</span></p>"# } }

    private func whole(_ name: Phrase, _ old: String, _ new: String) -> HTML {
        #"<li><p>\#(badge(.changed)) <b>\#(t(name))</b></p><p class="yk-record" lang="zh-Hant-TW">\#(WordDifference.html(old: old, new: new))</p>\#(why(wholeReasons[name.key]))</li>"#
    }

    private func row(_ entry: LineDifference.Entry) -> HTML {
        let id = (entry.new ?? entry.old)?.id ?? ""
        let target = targets.first { $0.goal == id }.map { RevisionText.targets($0.old, $0.new, t) }
        return #"""
            <li id="\#(id)"><p>\#(badge(entry.change)) <b>\#(place(entry))</b> \#(perspective(entry))</p><p class="yk-record" lang="zh-Hant-TW">\#(text(entry))</p>\#(target)\#(why(reasons[id]))</li>
            """#
    }

    /// The 面向, before and after, where it is not the same.
    private func perspective(_ entry: LineDifference.Entry) -> HTML? {
        guard let old = entry.old, let new = entry.new, old.perspective != new.perspective else { return nil }
        let words = PlanWords(t: t)
        let before: HTML? = old.perspective.map { #"<del>\#(words.perspective($0))</del> "# }
        let after: HTML? = new.perspective.map { #"<ins>\#(words.perspective($0))</ins>"# }
        return [before, after].compactMap(\.self).joined()
    }

    private func text(_ entry: LineDifference.Entry) -> HTML {
        switch (entry.old, entry.new) {
        case (let old?, let new?): entry.change == .changed ? WordDifference.html(old: old.said, new: new.said) : HTML(text: new.said)
        case (nil, let new?): #"<ins>\#(new.said)</ins>"#
        case (let old?, nil): #"<del>\#(old.said)</del>"#
        case (nil, nil): .empty
        }
    }

    /// 工作項目 7, and where it stood before when that is elsewhere.
    private func place(_ entry: LineDifference.Entry) -> String {
        guard let line = entry.new ?? entry.old else { return "" }
        let name = "\(t(line.name)) \(line.number)"
        guard let old = entry.old, let new = entry.new, old.number != new.number else { return name }
        return t("\(name)（原為第 \(old.number) 項）")
    }

    private func badge(_ change: LineDifference.Entry.Change) -> HTML {
        let word: Phrase =
            switch change {
            case .added: "新增"
            case .removed: "刪除"
            case .changed: "修改"
            case .moved: "移動"
            case .same: "相同"
            }
        return #"<span class="yk-badge">\#(t(word))</span>"#
    }
}

extension ComparedLine {
    /// Title and text as they are read.
    var said: String { title.isEmpty || text == title ? text.isEmpty ? title : text : text.isEmpty ? title : "\(title)：\(text)" }
}
