#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Round numbers along an axis: steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990).
struct Ticks {
    let values: [Double]
    /// Digits after the point that tell one step from the next.
    let decimals: Int

    var low: Double { values.first ?? 0 }
    var high: Double { values.last ?? 1 }

    /// - Parameter count: about how many steps there is room for.
    init(covering low: Double, _ high: Double, about count: Int) {
        let (low, high) = Self.widened(low, high)
        // Halved before they are subtracted: the distance of the greatest numbers is no number any more.
        let rough = (high / 2 - low / 2) / (Double(max(count, 1)) / 2)
        let magnitude = pow(10, floor(log10(rough)))
        let factors: [Double] = [1, 2, 5]
        let step = magnitude * (factors.first { rough / magnitude <= $0 * (1 + 1e-9) } ?? 10)
        let first = (low / step).rounded(.down)
        let last = (high / step).rounded(.up)
        values = (0...Int(last - first)).map { index in
            min(max((first + Double(index)) * step, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
        }
        decimals = Int(min(max(-floor(log10(step) + 1e-9), 0), 9))
    }

    /// Values that are all alike get some room, so that they have a place on an axis.
    private static func widened(_ low: Double, _ high: Double) -> (Double, Double) {
        let size = max(abs(low), abs(high))
        guard high - low <= size * 1e-9 || high - low < 1e-300 else { return (low, high) }
        guard size > 1e-290 else { return (0, 1) }
        let room = size * 0.1
        return (
            low >= 0 ? max(0, low - room) : max(low - room, -.greatestFiniteMagnitude),
            high <= 0 ? min(0, high + room) : min(high + room, .greatestFiniteMagnitude)
        )
    }
}
