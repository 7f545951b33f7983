internal import Crypto
internal import Formats
internal import Storage

/// A number of a report that somebody may take over as the value of an indicator.
struct ProposedMeasurement: Sendable, Equatable {
    enum Status: String, Sendable, CaseIterable {
        case proposed, accepted, declined
    }

    let report: String
    /// Of what is printed: the same number of the same sentence has it again when the report comes again.
    let id: String
    /// The line of the report that it stands in.
    let line: String
    let title: String
    let value: Double
    let unit: String
    /// The whole sentence, and the number in it as printed.
    let sentence: String
    let printed: String
    /// Where the number begins in the sentence, in characters from 0.
    let start: Int
    let status: Status
    /// What it became: of an accepted one.
    let indicator: String?
    let period: Period?
    let decidedAt: Instant?

    /// The sentence before the number, the number, and the sentence after it.
    var parts: (before: String, number: String, after: String) {
        let characters = Array(sentence)
        let first = min(max(start, 0), characters.count)
        let end = min(first + printed.count, characters.count)
        return (String(characters[..<first]), String(characters[first..<end]), String(characters[end...]))
    }

    /// - Parameter repetition: how many times the same sentence stood before it with the number at the same place.
    static func id(of measured: MeasuredSentence, repetition: Int) -> String {
        let pieces = [measured.sentence, measured.printed, String(measured.start), String(repetition)]
        let bytes = pieces.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        return SHA256.hash(data: bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
