public import Formats
public import Storage

extension Words {
    /// A day as pages say it: `11月24日` this year and `113年10月28日` before; elsewhere than in Chinese the ISO date, which everybody reads.
    public func day(_ date: CivilDate, seenFrom today: CivilDate) -> String { language == .english ? date.iso : date.roc(seenFrom: today) }

    /// A moment in Taipei: `11月24日 09:05`.
    public func minute(_ instant: Instant, seenFrom today: CivilDate) -> String {
        let minutes = (instant.seconds + 8 * 3600) / 60 % 1440
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(day(instant.taipeiDay, seenFrom: today)) \(two(minutes / 60)):\(two(minutes % 60))"
    }
}
