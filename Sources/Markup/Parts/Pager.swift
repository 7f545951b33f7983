/// Forward and back to the start of a list that is paged by key. It counts nothing, so it stays fast with a million rows.
public struct Pager: Sendable {
    let label: String
    let first: (title: String, url: LocalURL)?
    let next: (title: String, url: LocalURL)?

    public init(label: String, first: (title: String, url: LocalURL)?, next: (title: String, url: LocalURL)?) {
        self.label = label
        self.first = first
        self.next = next
    }

    public var html: HTML {
        guard first != nil || next != nil else { return .empty }
        let back: HTML? = first.map { #"<li class="page-item"><a class="page-link" href="\#($0.url)">\#($0.title)</a></li>"# }
        let forward: HTML? = next.map { #"<li class="page-item"><a class="page-link" rel="next" href="\#($0.url)">\#($0.title)</a></li>"# }
        return #"<nav aria-label="\#(label)"><ul class="pagination">\#(back)\#(forward)</ul></nav>"#
    }
}
