internal import Formats
internal import Kernel
internal import Storage

/// The day of an instant in Taipei, in the two forms a page needs.
struct CivilDay {
    let iso: String
    /// `11月24日` this year and `113年10月28日` before; elsewhere than in Chinese the ISO date, which everybody reads.
    let shown: String

    init(_ instant: Instant, today: CivilDate, _ language: Language) {
        let date = CivilDate(taipeiAtUnixSeconds: instant.seconds)
        iso = date.iso
        shown = language == .english ? date.iso : date.roc(seenFrom: today)
    }
}
