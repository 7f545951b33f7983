internal import Formats

/// One thing a person changed of what the reader understood. Lines are named by their keys, which stay when lines before them are split or moved.
enum Correction: Sendable, Equatable {
    /// A heading of this level, from 1.
    case heading(line: String, level: Int)
    /// Text: the beginning of a paragraph, whatever it looks like.
    case paragraph(line: String)
    /// Goes on with the line before it.
    case joined(line: String)
    /// Belongs to the page, not to the text.
    case furniture(line: String)
    /// As the reader understands it.
    case automatic(line: String)
    /// Two lines, the second beginning with these words.
    case split(line: String, before: String)
    /// Other words, such as a title that was read wrongly.
    case wording(line: String, text: String)
    /// The lines from one to another, to stand after a third; the first stays a heading of its level, whatever number it has there.
    case moved(first: String, last: String, after: String, level: Int)
    /// The 面向 of the goal that begins in the line.
    case perspective(line: String, Perspective)

    enum Kind: String, CaseIterable {
        case heading, paragraph, joined, furniture, automatic, split, wording, moved, perspective
    }

    var kind: Kind {
        switch self {
        case .heading: .heading
        case .paragraph: .paragraph
        case .joined: .joined
        case .furniture: .furniture
        case .automatic: .automatic
        case .split: .split
        case .wording: .wording
        case .moved: .moved
        case .perspective: .perspective
        }
    }

    /// The line it is about.
    var line: String {
        switch self {
        case .heading(let line, _), .paragraph(let line), .joined(let line), .furniture(let line), .automatic(let line), .split(let line, _),
            .wording(let line, _), .moved(let line, _, _, _), .perspective(let line, _):
            line
        }
    }

    /// What else it says, for the record.
    var value: String {
        switch self {
        case .heading(_, let level): String(level)
        case .split(_, let text), .wording(_, let text): text
        case .moved(_, let last, let after, let level): "\(last) \(after) \(level)"
        case .perspective(_, let perspective): perspective.rawValue
        case .paragraph, .joined, .furniture, .automatic: ""
        }
    }

    /// Nil when the record holds something else.
    init?(kind: Kind, line: String, value: String) {
        switch kind {
        case .heading:
            guard let level = Int(value), (1...9).contains(level) else { return nil }
            self = .heading(line: line, level: level)
        case .paragraph: self = .paragraph(line: line)
        case .joined: self = .joined(line: line)
        case .furniture: self = .furniture(line: line)
        case .automatic: self = .automatic(line: line)
        case .split: self = .split(line: line, before: value)
        case .wording: self = .wording(line: line, text: value)
        case .moved:
            let keys = value.split(separator: " ").map(String.init)
            guard keys.count == 3, let level = Int(keys[2]), (1...9).contains(level) else { return nil }
            self = .moved(first: line, last: keys[0], after: keys[1], level: level)
        case .perspective:
            guard let perspective = Perspective(rawValue: value) else { return nil }
            self = .perspective(line: line, perspective)
        }
    }
}
