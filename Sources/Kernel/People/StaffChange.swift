public import Storage

/// Somebody, or a whole agency, can no longer do the work that waits for them. Observers run in the transaction that makes it so: either the work finds
/// another desk with it, or it does not happen.
public enum StaffChange: Sendable, Equatable {
    /// An agency is no more from now on, and this one takes over what it did; nil when none does.
    case agency(String, successor: String?)
    /// A person's account was closed or erased, or an appointment ended: what the person still may is in the record.
    case person(String)
}

/// What a module does about the work of people and agencies that go.
/// - Throws: ``StaffRefusal`` when it cannot be.
public typealias StaffObserver =
    @Sendable (
        _ change: StaffChange, _ city: City, _ actor: Actor, _ db: any Writer, _ changes: inout [Change]
    ) throws -> Void

/// Why an agency cannot go yet, in a sentence for whoever wanted it.
public struct StaffRefusal: Error, Sendable {
    public let phrase: Phrase

    public init(_ phrase: Phrase) {
        self.phrase = phrase
    }
}

extension City {
    /// Tells the modules within the transaction.
    func staffChanged(_ change: StaffChange, as actor: Actor, _ db: any Writer, _ changes: inout [Change]) throws {
        for module in modules { for observer in module.staffObservers { try observer(change, self, actor, db, &changes) } }
    }
}
