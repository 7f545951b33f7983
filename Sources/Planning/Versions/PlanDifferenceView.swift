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

    private var t: Words { call.t }
    private var showsAll: Bool { call.request.query["all"] == "1" }

    var page: Page {
        let title = t("逐行比較")
        var page = Page(
            title: title,
            crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(back.title, back.url), .init(title)], menu: "drafts",
            body: body(title))
        page.isPrivate = true
        page.frame = .workspace
        return page
    }

    private func body(_ title: String) -> HTML {
        let shown = difference.entries.filter { showsAll || $0.change != .same }
        let parts: [HTML] = wholes.filter { $0.old != $0.new }.map(whole)
        let list: HTML =
            shown.isEmpty && parts.isEmpty
            ? EmptyState(title: t("沒有差別"), text: t("內容和現有的一樣。")).html : #"<ol class="yk-diff">\#(parts)\#(shown.map(row))</ol>"#
        let switcher: HTML =
            showsAll
            ? #"<a href="\#(here)">\#(t("只看有改變的"))</a>"# : #"<a href="\#(here.with(query: [("all", "1")]))">\#(t("連相同的也列出來"))</a>"#
        return #"""
            <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(over)</p><h1>\#(title)</h1>
            <p class="yk-lead">\#(t("新增 \(difference.count(.added)) 行、刪除 \(difference.count(.removed)) 行、修改 \(difference.count(.changed)) 行、移動 \(difference.count(.moved)) 行、相同 \(difference.count(.same)) 行"))</p></header>
            <p>\#(switcher)</p>\#(list)</div>
            """#
    }

    private func whole(_ name: Phrase, _ old: String, _ new: String) -> HTML {
        #"<li><p>\#(badge(.changed)) <b>\#(t(name))</b></p><p class="yk-record" lang="zh-Hant-TW">\#(WordDifference.html(old: old, new: new))</p></li>"#
    }

    private func row(_ entry: LineDifference.Entry) -> HTML {
        #"""
        <li><p>\#(badge(entry.change)) <b>\#(place(entry))</b> \#(perspective(entry))</p><p class="yk-record" lang="zh-Hant-TW">\#(text(entry))</p></li>
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
    fileprivate var said: String { title.isEmpty || text == title ? text.isEmpty ? title : text : text.isEmpty ? title : "\(title)：\(text)" }
}
