public import Storage

/// Who is asking, with what the person is today.
public struct SignedInPerson: Sendable, Equatable {
    public let id: String
    /// The name to sign in with.
    public let handle: String
    public let name: String
    public let appointments: [Appointment]
    /// 代理: the people this one stands in for today, with what they are.
    public var principals: [SignedInPerson] = []

    public init(id: String, handle: String, name: String, appointments: [Appointment]) {
        self.id = id
        self.handle = handle
        self.name = name
        self.appointments = appointments
    }

    public var reference: Reference { Reference("kernel/person", id) }

    /// Whether any appointment is one of the city's own.
    public var isStaff: Bool { appointments.contains { $0.role.isStaff } }
}

/// A role for an agency. Valid from `from` until before `until`.
public struct Appointment: Sendable, Equatable {
    public let agency: String
    public let role: Role
    /// 科、組: the unit within the agency, as the agency calls it.
    public let unit: String?

    public init(agency: String, role: Role, unit: String? = nil) {
        self.agency = agency
        self.role = role
        self.unit = unit
    }
}
