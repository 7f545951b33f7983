public import Formats
public import Storage

/// Whoever keeps numbers over periods, such as indicators: takes one that follows from something else, in that one's transaction. Brought by the module
/// whose numbers they are, so that who has a number to tell need not know it.
public struct NumberKeeper: Contribution {
    public typealias Tell =
        @Sendable (_ number: ToldNumber, _ city: City, _ db: any Writer, _ changes: inout [Change]) throws -> Void

    /// The kind of what it keeps: `indicators/indicator`.
    public let kind: String
    /// - Throws: ``NumberRefusal``.
    public let tell: Tell

    public init(_ kind: StaticString, tell: @escaping Tell) {
        self.kind = kind.description
        self.tell = tell
    }
}

/// A number, of the period that a day lies in.
public struct ToldNumber: Sendable, Equatable {
    public let reference: Reference
    public let value: Double
    public let day: CivilDate
    public let note: String

    public init(_ reference: Reference, _ value: Double, on day: CivilDate, note: String) {
        self.reference = reference
        self.value = value
        self.day = day
        self.note = note
    }
}

/// Why a number is not taken, for whoever told it.
public struct NumberRefusal: Error, Sendable {
    public let phrase: Phrase

    public init(_ phrase: Phrase) {
        self.phrase = phrase
    }
}

extension City {
    /// Hands a number to who keeps such numbers.
    /// - Throws: ``NumberRefusal``, also when nobody does.
    public func tell(_ number: ToldNumber, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let keeper = contributions(NumberKeeper.self).first(where: { $0.kind == number.reference.kind }) else {
            throw NumberRefusal("找不到這個指標。")
        }
        try keeper.tell(number, self, db, &changes)
    }
}
