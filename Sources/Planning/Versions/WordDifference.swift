internal import Markup

/// Two texts as one, with what went and what came marked. Character by character, as fits Chinese, in pieces that belong together.
enum WordDifference {
    /// Longer texts are shown whole, old above new: finding the shortest way from one to the other takes the square of their difference.
    private static let longest = 2000

    static func html(old: String, new: String) -> HTML {
        guard old.count + new.count <= longest else { return #"<del>\#(old)</del> <ins>\#(new)</ins>"# }
        let (before, after) = (Array(old), Array(new))
        let difference = after.difference(from: before)
        let removed = Set(difference.removals.map { if case .remove(let offset, _, _) = $0 { offset } else { -1 } })
        let inserted = Set(difference.insertions.map { if case .insert(let offset, _, _) = $0 { offset } else { -1 } })
        var pieces: [HTML] = []
        var (from, to) = (0, 0)
        while from < before.count || to < after.count {
            if let run = run(before, from, where: removed.contains) {
                pieces.append(#"<del>\#(run)</del>"#)
                from += run.count
            } else if let run = run(after, to, where: inserted.contains) {
                pieces.append(#"<ins>\#(run)</ins>"#)
                to += run.count
            } else if let run = run(after, to, where: { !inserted.contains($0) }) {
                // As long as neither side has a change.
                let length = min(run.count, (from..<before.count).first { removed.contains($0) }.map { $0 - from } ?? run.count)
                pieces.append(HTML(text: String(run.prefix(max(1, length)))))
                from += max(1, length)
                to += max(1, length)
            } else {
                break
            }
        }
        return pieces.joined()
    }

    private static func run(_ text: [Character], _ start: Int, where belongs: (Int) -> Bool) -> String? {
        guard start < text.count, belongs(start) else { return nil }
        return String(text[start...].enumerated().prefix { belongs(start + $0.offset) }.map(\.element))
    }
}
