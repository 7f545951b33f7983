/// 燈號: how something stands. Always colour, shape and word together, so that nobody depends on one of them.
public enum Light: String, Sendable, CaseIterable {
    /// 綠 ● as planned
    case ok
    /// 黃 ▲ needs attention
    case warn
    /// 紅 ■ behind
    case bad
    /// 白 ○ not yet assessable
    case white
    /// 灰 ◌ not reported
    case grey

    /// The shape alone, for lists whose words say the rest.
    public var shape: HTML {
        let url: LocalURL = "/assets/icons.svg#l-\(rawValue)"
        return #"<svg class="yk-shape" aria-hidden="true"><use href="\#(url)"/></svg>"#
    }

    /// - Parameters:
    ///   - word: what it means here: 如期.
    ///   - colour: its name for those who hear it: 綠燈.
    ///   - isChip: on a tinted ground.
    public func html(word: String, colour: String, isChip: Bool = false) -> HTML {
        let url: LocalURL = "/assets/icons.svg#l-\(rawValue)"
        return #"""
            <span class="yk-light is-\#(rawValue)\#(isChip ? " is-chip" : "")"><svg aria-hidden="true"><use href="\#(url)"/></svg><span><span class="visually-hidden">\#(colour)：</span>\#(word)</span></span>
            """#
    }
}
