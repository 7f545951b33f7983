/// A number with what it counts, in a sentence that reports something: 「參觀人數達 16 萬 6,511 人」.
struct MeasuredSentence: Sendable, Equatable {
    /// What the number is of, as well as the sentence tells: 參觀人數.
    let title: String
    let value: Double
    let unit: String
    /// The whole sentence, as printed.
    let sentence: String
    /// The number with its unit, as printed.
    let printed: String
    /// Where that begins in the sentence, in characters from 0.
    let start: Int

    /// All that a text reports, in its order.
    /// - Parameter heading: what the text stands under; a number without any other name gets it.
    static func all(in text: String, under heading: String) -> [MeasuredSentence] {
        IndicatorSentence.sentences(of: text).flatMap { all(inSentence: $0, under: heading) }
    }

    private static func all(inSentence sentence: String, under heading: String) -> [MeasuredSentence] {
        let printed = Array(sentence)
        // Without blanks and with half-width digits, each character with its place in the sentence.
        let folded = printed.enumerated().flatMap { place, character in String(character).folded.map { (character: $0, place: place) } }
        let text = String(folded.map(\.character))
        guard text.count == folded.count else { return [] }
        var all: [MeasuredSentence] = []
        var rest = text[...]
        while let quantity = Quantity(firstIn: rest, unit: MeasuredUnit.find) {
            let before = rest[..<quantity.range.lowerBound]
            let start = text.distance(from: text.startIndex, to: quantity.range.lowerBound)
            let end = text.distance(from: text.startIndex, to: quantity.range.upperBound)
            func original(_ places: Range<Int>) -> String { String(places.map { printed[folded[$0].place] }) }
            if !isPlanned(before) {
                let title = MeasuredTitle(
                    before: original(start - before.count..<start), number: text[quantity.range], after: original(end..<folded.count),
                    unit: quantity.unit, heading: heading)
                let places = folded[start].place...folded[end - 1].place
                all.append(
                    MeasuredSentence(
                        title: title.text, value: quantity.value, unit: quantity.unit, sentence: sentence, printed: String(printed[places]),
                        start: places.lowerBound))
            }
            rest = rest[quantity.range.upperBound...]
        }
        return all
    }

    /// What is yet to come was not measured.
    private static func isPlanned(_ before: Substring) -> Bool {
        let clause = before.split(omittingEmptySubsequences: false, whereSeparator: { "，;；。".contains($0) }).last ?? ""
        return ["預計", "預定", "將於", "將再", "目標"].contains { String(clause).range(ofText: $0) != nil }
    }
}
