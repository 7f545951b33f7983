internal import Formats
internal import Kernel
internal import Storage

/// A moment as pages say it, in Taipei: `11月24日 09:05`.
struct LedgerDay {
    let iso: String
    let shown: String

    init(_ instant: Instant, today: CivilDate, _ language: Language) {
        let date = CivilDate(taipeiAtUnixSeconds: instant.seconds)
        let minutes = (instant.seconds + 8 * 3600) / 60
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        iso = instant.description
        shown = (language == .english ? date.iso : date.roc(seenFrom: today)) + " \(two(minutes / 60 % 24)):\(two(minutes % 60))"
    }
}
