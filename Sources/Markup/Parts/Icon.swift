/// A picture from the sprite. Decorative: the words beside it say what it says.
public enum Icon {
    /// One of the line icons: `search`, `arrow`, `link` …
    public static func line(_ name: StaticString) -> HTML {
        let url: LocalURL = "/assets/icons.svg#i-\(name.description)"
        return #"<svg class="yk-icon" aria-hidden="true"><use href="\#(url)"/></svg>"#
    }

    /// The brand's flower with its thread.
    public static let mark: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#mark"/></svg>"#

    /// The flower alone, for what is still empty.
    public static let flower: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#flower"/></svg>"#

    /// A bead on a thread that nothing judges yet.
    public static let bead: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#bead"/></svg>"#

    /// The red seal 存證.
    public static let seal: HTML = #"<svg aria-hidden="true"><use href="/assets/icons.svg#seal"/></svg>"#
}
