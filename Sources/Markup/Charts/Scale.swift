/// From values to places in a drawing. What lies beyond an end is drawn at that end, so that nothing leaves the frame.
struct Scale {
    let low: Double
    let high: Double
    let start: Double
    let end: Double

    func callAsFunction(_ value: Double) -> Double {
        // Halved before they are subtracted: the distance of the greatest numbers is no number any more.
        let share = (value / 2 - low / 2) / (high / 2 - low / 2)
        return start + (end - start) * min(max(share, 0), 1)
    }
}

extension Double {
    /// A place in a drawing, to a tenth of a unit.
    var place: String {
        let tenths = Int((self * 10).rounded())
        let text = "\(abs(tenths) / 10)" + (tenths.isMultiple(of: 10) ? "" : ".\(abs(tenths) % 10)")
        return tenths < 0 ? "-" + text : text
    }
}

extension [Double?] {
    /// The value at a place, or nil when there is none, or none that could be drawn.
    func drawable(_ index: Int) -> Double? {
        guard indices.contains(index), let value = self[index], value.isFinite else { return nil }
        return value
    }
}
