public import Kernel
internal import Storage

/// Opening matters and moving them on. Everything happens inside a write of the caller, so that what a module changes in its own tables belongs to the
/// same transaction and the same entry.
///
/// ```swift
/// try await city.store.write(as: actor, "monitoring.dispatch") { db, changes in
///     try Matters(city).open(Opening(procedure, title: text, lead: agency), as: actor, db, &changes)
/// }
/// ```
public struct Matters: Sendable {
    public let city: City

    public init(_ city: City) {
        self.city = city
    }

    public var procedures: [Procedure] { city.contributions(Procedure.self) }

    public func procedure(_ id: String) -> Procedure? { procedures.first { $0.id == id } }

    /// What the person may do with a matter as it stands, in the order the procedure lists it.
    public func actions(on matter: Matter, for person: SignedInPerson) -> [AvailableAction] {
        guard let procedure = procedure(matter.procedure) else { return [] }
        let hats = Hats(person)
        return procedure.actions.compactMap { action in
            guard action.isPossible(in: matter), let hat = hats.first(of: action.by, in: matter) else { return nil }
            return AvailableAction(action: action, actingFor: hat.id == person.id ? nil : hat)
        }
    }
}

/// A button that one person sees.
public struct AvailableAction: Sendable {
    public let action: Action
    /// 代理: under whose name it would be done; nil under one's own.
    public let actingFor: SignedInPerson?
}

extension Action {
    /// Whether the matter is where this can be done, whoever does it.
    func isPossible(in matter: Matter) -> Bool {
        guard from.contains(matter.state) else { return false }
        return switch kind {
        case .comment: true
        case .resume: matter.suspendedAt != nil
        case .suspend, .extend: matter.suspendedAt == nil && matter.isOpen
        case .step, .reassign, .transfer, .ask: matter.suspendedAt == nil
        }
    }
}

/// Why a matter cannot be opened or moved on as asked; nothing was written.
public enum MatterRefusal: Error, Sendable {
    /// Somebody was faster: the matter is no longer as it was shown.
    case changedMeanwhile
    /// Not with this matter, not now, or not by this person.
    case notAllowed
    /// What the form says cannot be, by field name.
    case fields([String: Phrase])
    /// The office calendar of a year is missing.
    case calendar(CalendarError)
    /// The time in which it could be taken back is over, or something followed.
    case tooLate
    /// What the module whose work it is says against it.
    case because(Phrase)
}
