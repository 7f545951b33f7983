/// How a program writes the numbers that it counts itself.
enum CountedNumber {
    case digits, fullWidthDigits, ordinary, financial
    /// 甲乙丙…
    case stems
    /// 子丑寅…
    case branches
    case circled
    /// ⑴
    case parenthesized
    /// A, B, … Z, AA
    case upperLetter, lowerLetter
    case upperRoman, lowerRoman

    /// - Returns: digits for a number that the form does not have.
    func text(_ number: Int) -> String {
        switch self {
        case .digits: String(number)
        case .fullWidthDigits: ChineseNumeral.text(number, .fullWidthDigits) ?? String(number)
        case .ordinary: ChineseNumeral.text(number, .ordinary) ?? String(number)
        case .financial: ChineseNumeral.text(number, .financial) ?? String(number)
        case .circled: ChineseNumeral.text(number, .circled) ?? String(number)
        case .stems: (1...10).contains(number) ? String(Array("甲乙丙丁戊己庚辛壬癸")[number - 1]) : String(number)
        case .branches: (1...12).contains(number) ? String(Array("子丑寅卯辰巳午未申酉戌亥")[number - 1]) : String(number)
        case .parenthesized: (1...20).contains(number) ? Unicode.Scalar(UInt32(0x2473 + number)).map { String(Character($0)) } ?? "" : "(\(number))"
        case .upperLetter, .lowerLetter: letters(number)
        case .upperRoman, .lowerRoman: roman(number)
        }
    }

    private func letters(_ number: Int) -> String {
        guard (1...26 * 9).contains(number) else { return String(number) }
        let first: UInt8 = self == .upperLetter ? 0x41 : 0x61
        let letter = String(Character(Unicode.Scalar(first + UInt8((number - 1) % 26))))
        return String(repeating: letter, count: (number - 1) / 26 + 1)
    }

    private func roman(_ number: Int) -> String {
        guard (1...999).contains(number) else { return String(number) }
        var (rest, text) = (number, "")
        let values = [
            (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        for (value, letters) in values {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return self == .upperRoman ? text.uppercased() : text
    }
}
