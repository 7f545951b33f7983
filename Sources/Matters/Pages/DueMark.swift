internal import Kernel
internal import Markup
internal import Storage

/// How near a deadline is: shape, day, and what is left, in words.
struct DueMark {
    let matter: Matter
    let bucket: InboxFilter.Due
    /// Working days left; nil when the calendar does not say.
    let left: Int?
    /// 暫定: counted with a year whose official calendar is not there yet.
    let isProvisional: Bool
    let call: Call

    private var t: Words { call.t }

    var html: HTML {
        if matter.suspendedAt != nil {
            return #"<span class="yk-due is-white">\#(Light.grey.shape)<span><b>\#(t("暫停計時"))</b></span></span>"#
        }
        guard let due = matter.dueAt else {
            return #"<span class="yk-due is-white">\#(Light.white.shape)<span><b>\#(t("沒有期限"))</b></span></span>"#
        }
        let time = call.time(due)
        let head: String =
            switch bucket {
            case .late: left.map { t("逾期 \(-$0) 個工作天") } ?? t("逾期")
            case .today: t("今天")
            case .week, .later: time.day
            }
        let small: String =
            switch bucket {
            case .late, .today: time.minute
            case .week, .later: left.map { t("剩 \($0) 個工作天") } ?? ""
            }
        return #"""
            <span class="yk-due is-\#(styleName)">\#(shape)<span><b>\#(head)</b><small><time datetime="\#(time.iso)">\#(small)</time>\#(provisional)</small></span></span>
            """#
    }

    private var provisional: HTML? { isProvisional ? #" <span>\#(t("（暫定）"))</span>"# : nil }

    private var styleName: String {
        switch bucket {
        case .late: "bad"
        case .today: "warn"
        case .week: "due"
        case .later: "white"
        }
    }

    private var shape: HTML { Self.shape(bucket) }

    static func shape(_ bucket: InboxFilter.Due) -> HTML {
        switch bucket {
        case .late: Light.bad.shape
        case .today: Light.warn.shape
        case .week: #"<svg class="yk-shape" aria-hidden="true"><use href="/assets/icons.svg#l-due"/></svg>"#
        case .later: Light.white.shape
        }
    }
}
