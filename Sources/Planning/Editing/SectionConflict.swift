internal import Kernel
internal import Markup

/// What somebody else has saved, against what this person wrote; each difference can be taken over with a button of the form below.
struct SectionConflict {
    let mine: PlanSection
    let theirs: PlanSection
    let t: Words

    var html: HTML {
        let items = heads + rows
        let list: HTML =
            items.isEmpty
            ? #"<p>\#(t("兩份一樣了，可以直接存。"))</p>"# : #"<ol class="yk-diff">\#(items)</ol>"#
        return #"""
            <section aria-labelledby="h-conflict"><h2 id="h-conflict">\#(t("對方存過的和您寫的"))</h2>\#(Notice.warn.html(#"<p>\#(t("您編修的時候，別人存過這一節。下面是兩份的差別（刪除線是對方的，底線是您的），您寫的都還在表單裡：可以逐項採用對方的，或以您的為準存檔。"))</p>"#))\#(list)</section>
            """#
    }

    private var heads: [HTML] {
        mine.headColumns.compactMap { column in
            let (a, b) = (theirs.head[column.name] ?? "", mine.head[column.name] ?? "")
            return a == b ? nil : item(t(column.label), a, b, take: "take.\(column.name)")
        }
    }

    private var rows: [HTML] {
        let known = Dictionary(mine.rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var items: [HTML] = theirs.rows.enumerated().compactMap { place, row in
            let name = t("對方的第 \(place + 1) 項")
            guard let own = known[row.key] else { return item(name, text(row), "", take: "row.\(row.key)") }
            return own.values == row.values ? nil : item(name, text(row), text(own), take: "row.\(row.key)")
        }
        let there = Set(theirs.rows.map(\.key))
        items += mine.rows.enumerated().filter { !there.contains($0.element.key) }.map { place, row in
            item(t("只有您有的第 \(place + 1) 項"), "", text(row), take: nil)
        }
        return items
    }

    private func text(_ row: PlanSection.Row) -> String {
        mine.rowColumns.filter { $0.input != .comparison }.compactMap { row.values[$0.name] }.filter { !$0.isEmpty }.joined(separator: "　")
    }

    private func item(_ name: String, _ theirs: String, _ mine: String, take: String?) -> HTML {
        let button: HTML? = take.map {
            #"<p><button class="btn btn-outline-primary" type="submit" form="section" name="do" value="\#($0)">\#(t("採用對方的：\(name)"))</button></p>"#
        }
        return #"<li><p><b>\#(name)</b></p><p class="yk-record" lang="zh-Hant-TW">\#(WordDifference.html(old: theirs, new: mine))</p>\#(button)</li>"#
    }
}
