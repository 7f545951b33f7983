internal import Formats
internal import Kernel
internal import Markup

/// A year as twelve months, each day marked as a wall calendar marks it: 休 off, 班 a weekend day that is worked, 停 closed.
struct CalendarGrid {
    let year: Int
    let days: [OfficeCalendarCSV.Day]
    let closures: [CalendarQueries.Closure]
    let names: [String: String]
    let t: Words

    var html: HTML {
        let months: [HTML] = (1...12).map(month)
        return #"""
            <p class="yk-calendar-key"><span><b class="is-off">\#(t("休"))</b> \#(t("放假"))</span><span><b class="is-made-up">\#(t("班"))</b> \#(t("補行上班"))</span><span><b class="is-closed">\#(t("停"))</b> \#(t("停止上班"))</span><span>\#(t("上班 \(days.count { !$0.isDayOff }) 天"))</span></p>
            <div class="yk-calendar">\#(months)</div>
            """#
    }

    private func month(_ month: Int) -> HTML {
        let own = days.filter { $0.date.month == month }
        guard let first = own.first else { return .empty }
        // Weeks begin on Sunday, as on calendars in Taiwan.
        var cells: [HTML] = (0..<first.date.weekday % 7).map { _ in "<td></td>" }
        cells += own.map(cell)
        while cells.count % 7 != 0 { cells.append("<td></td>") }
        let weeks: [HTML] = stride(from: 0, to: cells.count, by: 7).map { #"<tr>\#(Array(cells[$0..<$0 + 7]))</tr>"# }
        let heads: [HTML] = ["日", "一", "二", "三", "四", "五", "六"].map { #"<th scope="col">\#(weekday($0))</th>"# }
        let notes: [HTML] = own.filter { !$0.note.isEmpty }.map { #"<li>\#($0.date.day) \#($0.note)</li>"# }
        return #"""
            <section><h2>\#(t("\(month) 月"))</h2><table><caption class="visually-hidden">\#(t("\(year - 1911) 年 \(month) 月"))</caption><thead><tr>\#(heads)</tr></thead><tbody>\#(weeks)</tbody></table><ul class="yk-calendar-notes">\#(notes)</ul></section>
            """#
    }

    /// English has no single characters for the days.
    private func weekday(_ character: String) -> String {
        guard t.language == .english else { return character }
        return ["日": "Su", "一": "Mo", "二": "Tu", "三": "We", "四": "Th", "五": "Fr", "六": "Sa"][character] ?? character
    }

    private func cell(_ day: OfficeCalendarCSV.Day) -> HTML {
        let closed = closures.filter { $0.closure.date == day.date }
        if let closure = closed.first {
            let whom = closure.closure.agency.flatMap { names[$0] } ?? t("全市")
            return mark(day, "is-closed", t("停"), t("\(whom)\(t(closure.closure.part.title))停止上班"))
        }
        if day.isDayOff { return mark(day, "is-off", t("休"), t("放假")) }
        return day.date.weekday >= 6 ? mark(day, "is-made-up", t("班"), t("補行上班")) : #"<td>\#(day.date.day)</td>"#
    }

    private func mark(_ day: OfficeCalendarCSV.Day, _ style: String, _ sign: String, _ meaning: String) -> HTML {
        #"<td class="\#(style)">\#(day.date.day)<small aria-hidden="true">\#(sign)</small><span class="visually-hidden">\#(meaning)</span></td>"#
    }
}
