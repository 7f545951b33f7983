#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How the numbers of a chart are written: the same on every machine, whatever its locale.
public struct Measure: Sendable, Equatable {
    /// Stands right behind the number: `%`, ` 萬元`.
    let unit: String
    /// Digits after the point, 0 to 9.
    let decimals: Int

    public init(unit: String = "", decimals: Int = 0) {
        self.unit = unit
        self.decimals = min(max(decimals, 0), 9)
    }

    /// `1,234.5%`
    public func text(_ value: Double) -> String { number(value) + unit }

    /// `1,234.5`; from ten trillion on, where no axis has room for the digits, `1.50e16`.
    func number(_ value: Double) -> String {
        // A sum of numbers may be too great for one.
        guard value.isFinite else { return "\(value)" }
        guard abs(value) < 1e13 else {
            let exponent = floor(log10(abs(value)))
            return Measure(decimals: 2).number(value / pow(10, exponent)) + "e\(Int(exponent))"
        }
        let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
        let scaled = (abs(value) * power).rounded(.toNearestOrAwayFromZero)
        // Beyond this a double holds no digit after the point that means anything.
        guard scaled < 9e18 else { return Measure(unit: unit, decimals: decimals - 1).number(value) }
        let digits = Array(String(Int64(scaled)))
        let padded = Array(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = padded.dropLast(decimals)
        var text = value < 0 && scaled > 0 ? "-" : ""
        for (index, digit) in whole.enumerated() {
            if index > 0 && (whole.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return decimals == 0 ? text : text + "." + String(padded.suffix(decimals))
    }
}
