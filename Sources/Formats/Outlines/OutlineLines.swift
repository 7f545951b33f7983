/// The lines of running text, and those of them that may be headings by their number.
struct OutlineLines {
    let candidates: [OutlineSeries.Candidate]
    private let lines: [OutlineSource.Line]
    /// Indices of the lines of running text.
    private let running: [Int]
    /// The place in `candidates` of a line.
    private let places: [Int: Int]

    init(_ lines: [OutlineSource.Line], _ running: [Int], _ joining: OutlineJoining) {
        self.lines = lines
        self.running = running
        var candidates: [OutlineSeries.Candidate] = []
        var places: [Int: Int] = [:]
        var previous: OutlineSource.Line?
        for (place, index) in running.enumerated() {
            let line = lines[index]
            if let marker = line.marker, !marker.isEnumeration, !Self.isRow(lines, running, place),
                !(previous.map { joining.goesOn(after: $0, line, with: marker) } ?? false)
            {
                places[index] = candidates.count
                candidates.append(OutlineSeries.Candidate(marker: marker, line: index))
            }
            previous = line
        }
        self.candidates = candidates
        self.places = places
    }

    /// Whether a line in columns stands beside another: a row of a table, whose numbers are its own.
    private static func isRow(_ lines: [OutlineSource.Line], _ running: [Int], _ place: Int) -> Bool {
        guard lines[running[place]].isAligned else { return false }
        return [place - 1, place + 1].contains { running.indices.contains($0) && lines[running[$0]].isAligned }
    }

    /// Nil when the number stands inside a sentence or a table.
    func candidate(at index: Int) -> Int? { places[index] }

    /// The candidate that the next line of running text is.
    func next(after index: Int) -> Int? {
        var low = 0
        var high = running.count
        while low < high {
            let middle = (low + high) / 2
            if running[middle] <= index { low = middle + 1 } else { high = middle }
        }
        return low < running.count ? places[running[low]] : nil
    }

    /// The line that reads like a heading whose number was lost: short, on its own, no sentence.
    /// - Parameter number: that of the line of the last heading of the level.
    func lostHeading(before index: Int, after number: Int) -> Int? {
        var found: Int?
        var place = index - 1
        while place > 0, lines[place].number > number, index - place < 400 {
            defer { place -= 1 }
            let line = lines[place]
            guard line.marker == nil, line.role == .text, !line.isAligned, (4...40).contains(line.width), let last = line.text.last,
                !last.endsSentence,
                last != "，", last != "、", lines[place - 1].text.last.map({ $0.endsSentence }) ?? true || line.gap > 0,
                lines[place + 1].marker?.number == 1
            else { continue }
            found = line.number
        }
        return found
    }
}
