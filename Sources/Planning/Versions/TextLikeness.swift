/// How alike two texts are, by the pairs of neighbouring characters they share (the Sørensen–Dice coefficient over bigrams, as sets): 0 for nothing
/// in common, 1 for the same pairs. Blanks, 臺/台 and the width of characters make no difference. It suits Chinese, which has no words to split.
struct TextLikeness {
    /// From here on two lines are one line that was edited. A figure of ours, chosen on plans: rewording half a sentence keeps about 0.6 of its pairs,
    /// and different lines of one plan share up to 0.35.
    static let nearlySame = 0.55

    let pairs: Set<UInt64>

    init(_ text: String) {
        let scalars = Array(text.folded.unicodeScalars)
        guard scalars.count > 1 else {
            pairs = Set(scalars.map { UInt64($0.value) })
            return
        }
        pairs = Set(zip(scalars, scalars.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
    }

    /// Whether the lengths allow it: one that has all pairs of a much longer one is still not like it.
    func canBeLike(_ other: TextLikeness) -> Bool {
        2 * Double(min(pairs.count, other.pairs.count)) >= Self.nearlySame * Double(pairs.count + other.pairs.count)
    }

    /// - Parameter shared: how many pairs both have.
    func likeness(to other: TextLikeness, sharing shared: Int) -> Double {
        let count = pairs.count + other.pairs.count
        return count == 0 ? 1 : 2 * Double(shared) / Double(count)
    }
}
