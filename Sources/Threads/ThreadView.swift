internal import Formats
public import Kernel
internal import Ledger
public import Markup
internal import Storage

/// The knots of a thread: what is tied to a record, group by group, and its timeline. For the page of the record's own module, between what it says itself.
public struct ThreadView: Sendable {
    let thread: ThreadRecord
    let call: Call

    public init(_ thread: ThreadRecord, _ call: Call) {
        self.thread = thread
        self.call = call
    }

    private var t: Words { call.t }
    private var moment: Moment { thread.moment }

    /// One section of the page.
    public struct Knot: Sendable {
        public let id: String
        public let title: String
        public let icon: HTML
        /// Beside its name in the rail: how many.
        public let count: String
        public let html: HTML

        public init(id: String, title: String, icon: StaticString, count: String, content: HTML) {
            self.id = id
            self.title = title
            self.icon = Icon.line(icon)
            self.count = count
            html = #"""
                <section class="yk-knot" id="\#(id)" aria-labelledby="h-\#(id)"><div class="yk-head"><h2 id="h-\#(id)">\#(title)</h2><span class="yk-count">\#(count)</span></div>\#(content)</section>
                """#
        }
    }

    /// The rail and the knots: those of the page's own, then what is tied, then the timeline.
    public func html(before own: [Knot] = [], after last: [Knot] = []) -> HTML {
        let knots = own + thread.groups.map(knot) + [timeline].compactMap(\.self) + last
        let rail: [HTML] = knots.map { ##"<li><a href="#\##($0.id)">\##($0.icon)<span>\##($0.title)</span><b>\##($0.count)</b></a></li>"## }
        let empty: HTML? =
            thread.groups.isEmpty
            ? EmptyState(title: t("還沒有連到別的東西"), text: t("案件、會議、指標連到這裡以後，會一項一項列出來。")).html : nil
        return #"""
            <div class="yk-threadpage"><div class="yk-rail"><nav aria-label="\#(t("這條線上有什麼"))"><ul class="yk-railnav">\#(rail)</ul></nav>\#(actions)</div>
            <div class="yk-thread">\#(knots.map(\.html))\#(empty)</div></div>
            """#
    }

    private var actions: HTML {
        let tie: HTML? =
            call.granted.holds(ThreadsModule.tie) && !moment.isPast
            ? #"<a class="btn btn-outline-primary" href="\#(ThreadURL.tie(thread.reference))">\#(Icon.line("link"))\#(t("連到別的東西"))</a>"# : nil
        let begin: [HTML] = call.city.contributions(ThreadAction.self).filter {
            $0.kinds.contains(thread.reference.kind) && call.granted.holds($0.permission) && !moment.isPast
        }.map { #"<a class="btn btn-outline-primary" href="\#($0.url(thread.reference))">\#(Icon.line($0.icon))\#(t($0.title))</a>"# }
        return #"""
            <div class="yk-rail-do">\#(begin)\#(tie)<a class="btn btn-quiet" href="\#(ThreadURL.feed(thread.reference))">\#(Icon.line("feed"))\#(t("訂閱變動"))</a><a class="btn btn-quiet" href="\#(moment.url(ThreadURL.csv(thread.reference)))">\#(Icon.line("down"))CSV</a></div>
            """#
    }

    private func knot(_ group: ThreadRecord.Group) -> Knot {
        let id = "t-" + group.noun.kind.map { $0.isLetter && $0.isASCII ? $0 : "-" }
        let isTiled = group.items.contains { $0.glance.figure != nil }
        let list: HTML = isTiled ? tiles(group.items) : rows(group.items)
        let more: HTML? =
            group.hasMore
            ? #"<p><a class="yk-more" href="\#(moment.url(ThreadURL.group(thread.reference, group.noun.kind)))">\#(t("全部\(t(group.noun.title))"))\#(Icon.line("arrow"))</a></p>"#
            : nil
        let count = group.count > ThreadRecord.counted ? t("超過 \(ThreadRecord.counted) 項") : t("\(group.count) 項")
        return Knot(id: id, title: t(group.noun.title), icon: group.noun.icon, count: count, content: #"\#(list)\#(more)"#)
    }

    private func tiles(_ items: [(end: LinkEnd, glance: Glance)]) -> HTML {
        let tiles: [HTML] = items.map { _, glance in
            #"<li><div><a href="\#(moment.url(glance.url))">\#(glance.title)</a> \#(sample(glance))</div>\#(glance.figure?.html(t))\#(light(glance))</li>"#
        }
        return #"<ul class="yk-inds">\#(tiles)</ul>"#
    }

    func rows(_ items: [(end: LinkEnd, glance: Glance)]) -> HTML {
        let rows: [HTML] = items.map { end, glance in
            let number: HTML? = glance.number.map { #"<span>\#($0)</span>"# }
            let changed: HTML? = glance.changedAt.map { at in
                let time = call.time(at)
                return #"<span><time datetime="\#(time.iso)">\#(time.day)</time></span>"#
            }
            return #"""
                <li><span class="t"><a href="\#(moment.url(glance.url))">\#(glance.title)</a></span><span class="m">\#(light(glance))\#(number)<span class="yk-badge">\#(t(end.title))</span>\#(changed)\#(sample(glance))</span></li>
                """#
        }
        return #"<ul class="yk-items">\#(rows)</ul>"#
    }

    private func light(_ glance: Glance) -> HTML? {
        guard let light = glance.light else { return glance.state.map { #"<span class="yk-badge">\#(t($0))</span>"# } }
        return light.html(word: glance.state.map { t($0) } ?? "", colour: t(light.colourName))
    }

    private func sample(_ glance: Glance) -> HTML? { glance.isSample ? #"<span class="yk-demo">\#(t("示範資料"))</span>"# : nil }

    private var timeline: Knot? {
        guard !thread.events.isEmpty else { return nil }
        let items: [HTML] = thread.events.map { event in
            let time = call.time(event.at)
            let whose: HTML? = event.glance.map { #"<a href="\#(moment.url($0.url))">\#($0.title)</a>："# }
            return #"""
                <li><time datetime="\#(time.iso)">\#(time.day)</time><div><p>\#(whose)\#(t(event.sentence))</p><div class="m"><span>\#(time.minute)</span><span>\#(t("紀錄簿第 \(event.position) 筆"))</span></div></div></li>
                """#
        }
        return Knot(
            id: "timeline", title: t("時間軸"), icon: "clock", count: t("最近 \(thread.events.count) 筆"),
            content: #"<ol class="yk-timeline is-plain">\#(items)</ol>"#)
    }
}
