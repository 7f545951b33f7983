internal import Formats
internal import Storage

/// The day of an instant in Taipei, in the two forms a page needs.
struct CivilDay {
    let iso: String
    /// 115年11月24日
    let shown: String

    init(_ instant: Instant) {
        let date = CivilDate(taipeiAtUnixSeconds: instant.seconds)
        iso = date.iso
        shown = date.roc(.plain)
    }
}
