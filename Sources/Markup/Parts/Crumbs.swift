/// The way home. On a phone it shrinks to one step back.
public struct Crumbs: Sendable {
    let label: String
    let steps: [(title: String, url: LocalURL?)]

    public init(label: String, steps: [(title: String, url: LocalURL?)]) {
        self.label = label
        self.steps = steps
    }

    public var html: HTML {
        let items: [HTML] = steps.map { step in
            if let url = step.url { return #"<li class="breadcrumb-item"><a href="\#(url)">\#(step.title)</a></li>"# }
            return #"<li class="breadcrumb-item active" aria-current="page">\#(step.title)</li>"#
        }
        return #"<nav class="yk-crumbs" aria-label="\#(label)"><ol class="breadcrumb">\#(items)</ol></nav>"#
    }
}
