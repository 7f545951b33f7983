public import Markup
public import Storage

/// Where threads are found.
public enum ThreadURL {
    /// What is tied to a record, on a page of its own.
    public static func of(_ reference: Reference) -> LocalURL { ("/threads" as LocalURL).with(query: [("of", reference.text)]) }
    static func group(_ reference: Reference, _ kind: String, after: String? = nil) -> LocalURL {
        ("/threads/group" as LocalURL).with(query: [("of", reference.text), ("kind", kind), ("after", after)])
    }
    static func feed(_ reference: Reference) -> LocalURL { ("/threads/feed" as LocalURL).with(query: [("of", reference.text)]) }
    static func json(_ reference: Reference) -> LocalURL { ("/api/v1/links" as LocalURL).with(query: [("of", reference.text)]) }
    static func csv(_ reference: Reference) -> LocalURL { ("/api/v1/links.csv" as LocalURL).with(query: [("of", reference.text)]) }
    static func tie(_ reference: Reference) -> LocalURL { ("/links/new" as LocalURL).with(query: [("of", reference.text)]) }
}
