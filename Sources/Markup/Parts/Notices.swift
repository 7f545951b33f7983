/// Says that something happened, or is about to be known.
public enum Notice: String, Sendable {
    case info, ok, warn, bad

    public func html(_ content: HTML) -> HTML {
        #"<div class="yk-notice is-\#(rawValue)" role="\#(self == .bad || self == .warn ? "alert" : "status")">\#(shape)<div>\#(content)</div></div>"#
    }

    private var shape: HTML {
        switch self {
        case .info: Icon.line("list")
        case .ok: Light.ok.shape
        case .warn: Light.warn.shape
        case .bad: Light.bad.shape
        }
    }
}

/// What stands where a list has nothing: why, and what one can do.
public struct EmptyState: Sendable {
    let title: String
    let text: String
    let action: HTML?

    public init(title: String, text: String, action: HTML? = nil) {
        self.title = title
        self.text = text
        self.action = action
    }

    public var html: HTML {
        #"<div class="yk-empty">\#(Icon.flower)<h2 class="h3">\#(title)</h2><p>\#(text)</p>\#(action)</div>"#
    }
}
