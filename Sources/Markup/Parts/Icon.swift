/// A picture from the sprite. Decorative: the words beside it say what it says.
public struct Icon: Sendable {
    let url: LocalURL
    let styleClass: String

    private init(_ id: String, _ styleClass: String) {
        url = "/assets/icons.svg#\(id)"
        self.styleClass = styleClass
    }

    /// One of the line icons: `search`, `arrow`, `link` …
    public static func line(_ name: StaticString) -> HTML { Icon("i-\(name)", "yk-icon").html }

    /// The brand's flower with its thread.
    public static let mark: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#mark"/></svg>"#

    /// The flower alone, for what is still empty.
    public static let flower: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#flower"/></svg>"#

    /// A bead on a thread that nothing judges yet.
    public static let bead: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#bead"/></svg>"#

    /// The red seal 存證.
    public static let seal: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#seal"/></svg>"#

    private var html: HTML { #"<svg class="\#(styleClass)" aria-hidden="true"><use href="\#(url)"/></svg>"# }
}
