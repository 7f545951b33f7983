internal import Formats
internal import Kernel
internal import Storage

/// What the sums need to know of a matter. What it adds to them follows from this alone, so they can be made anew from the matters at any time.
struct TallyFacts: Sendable, Equatable {
    var procedure: String
    var agency: String
    var person: String?
    var openedAt: Instant
    var closedAt: Instant?
    var ending: State.Ending?
    var closedDue: Instant?
    var usedHalves: Int?
    /// While it runs and its time does not stand still.
    var dueAt: Instant?
    var isSample: Bool

    init(_ matter: Matter) {
        self.init(matter, dueAt: matter.dueAt)
    }

    /// The same with another deadline.
    init(_ matter: Matter, dueAt: Instant?) {
        (procedure, agency, person, openedAt) = (matter.procedure, matter.lead, matter.assignee, matter.openedAt)
        (closedAt, ending, closedDue, usedHalves) = (matter.closedAt, matter.ending, matter.closedDue, matter.usedHalves)
        self.dueAt = matter.suspendedAt == nil ? dueAt : nil
        isSample = matter.isSample
    }

    /// As it stands after a step.
    init(_ matter: Matter, _ next: Standing) {
        self.init(matter)
        (agency, person, closedAt, ending, closedDue, usedHalves) = (
            next.lead, next.assignee, next.closedAt, next.ending, next.closedDue, next.usedHalves
        )
        dueAt = next.suspendedAt == nil ? next.due.at : nil
    }

    /// What it adds, by where.
    var sums: [TallyKey: TallySums] {
        var result: [TallyKey: TallySums] = [:]
        func add(_ measure: TallyKey.Measure, _ period: String, _ sums: TallySums) {
            result[
                TallyKey(measure: measure, procedure: procedure, agency: agency, person: person ?? TallyKey.nobody, period: period), default: .zero
            ]
            .add(sums)
        }
        add(.flow, openedAt.taipeiMonth, TallySums(opened: 1, samples: isSample ? 1 : 0))
        guard let closedAt else {
            add(.stock, dueAt?.taipeiDay.iso ?? "", TallySums(open: 1))
            return result
        }
        var closed = TallySums()
        if ending == .dropped {
            closed.dropped = 1
        } else {
            closed.done = 1
            closed.days = closedAt.taipeiDay.dayNumber - openedAt.taipeiDay.dayNumber
            if let usedHalves { (closed.halves, closed.measured) = (usedHalves, 1) }
            if let closedDue { (closed.dated, closed.inTime) = (1, closedAt <= closedDue ? 1 : 0) }
        }
        add(.flow, closedAt.taipeiMonth, closed)
        return result
    }
}

extension Instant {
    /// `2026-11`, in Taipei.
    var taipeiMonth: String { String(taipeiDay.iso.prefix(7)) }
}

/// Where something is added up.
struct TallyKey: Hashable, Sendable {
    enum Measure: String, Sendable {
        /// What was opened and closed, by month.
        case flow
        /// What is open, by the day it is due; empty where none is.
        case stock
    }

    /// In place of a person, where a matter is nobody's.
    static let nobody = "-"

    var measure: Measure
    var procedure: String
    var agency: String
    var person: String
    var period: String
}

/// What is added up. All of it are whole numbers, so that sums never depend on their order.
struct TallySums: Equatable, Sendable {
    var opened = 0
    /// Closed with what was asked done.
    var done = 0
    /// Closed without.
    var dropped = 0
    /// Calendar days from opening to closing, of those done.
    var days = 0
    /// 使用日數 in halves, of those done whose days are known.
    var halves = 0
    var measured = 0
    /// Done with a deadline, and of these in time.
    var dated = 0
    var inTime = 0
    var open = 0
    /// Made up, of what was opened.
    var samples = 0

    static let zero = TallySums()
    static let columns: [Identifier] = ["opened", "done", "dropped", "days", "halves", "measured", "dated", "in_time", "open", "samples"]

    var values: [Int] { [opened, done, dropped, days, halves, measured, dated, inTime, open, samples] }

    init(opened: Int = 0, open: Int = 0, samples: Int = 0) {
        (self.opened, self.open, self.samples) = (opened, open, samples)
    }

    /// In the order of ``columns``.
    init(values: [Int]) {
        (opened, done, dropped, days, halves) = (values[0], values[1], values[2], values[3], values[4])
        (measured, dated, inTime, open, samples) = (values[5], values[6], values[7], values[8], values[9])
    }

    mutating func add(_ other: TallySums) { self = TallySums(values: zip(values, other.values).map { $0 + $1 }) }
    mutating func subtract(_ other: TallySums) { self = TallySums(values: zip(values, other.values).map { $0 - $1 }) }
}
