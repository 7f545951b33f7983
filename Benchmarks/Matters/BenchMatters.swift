import App
import Foundation
import Kernel
import Logging
import Matters
import Storage

/// Matters that nobody has, for measuring: `people` adds who asks for their inbox, `fill FROM TO` adds matters of these numbers.
/// Configured by the product's variables.
@main
enum BenchMatters {
    static func main() async throws {
        let configuration = try await YankaoConfiguration(file: nil, flags: [:])
        let logger = Logger(label: "bench-matters") { StreamLogHandler.standardError(label: $0) }
        let installation = try await Installation.open(configuration, logger: logger)
        let arguments = CommandLine.arguments.dropFirst().map(\.self)
        switch arguments.first {
        case "people": try await addPeople(installation.city, password: arguments.last ?? "")
        case "fill":
            guard arguments.count == 3, let from = Int(arguments[1]), let to = Int(arguments[2]) else { fallthrough }
            try await SyntheticMatters(installation.city).add(from..<to)
            // They did not come by steps, so nothing noted them in the sums.
            let counted = try await MattersModule.countAnew(installation.city)
            guard counted >= to - from else { throw CocoaError(.fileReadUnknown) }
        default: FileHandle.standardError.write(Data("usage: bench-matters people PASSWORD | fill FROM TO\n".utf8))
        }
        await installation.city.store.close()
    }

    private static func addPeople(_ city: City, password: String) async throws {
        let hash = try await city.passwords.hash(password)
        for (handle, role) in [("bench-officer", Role.officer), ("bench-reviewer", .reviewer)] {
            _ = try await PersonQueries.add(
                handle: handle, name: handle, passwordHash: hash, appointment: Appointment(agency: "rdec", role: role), from: city.clock.today,
                at: city.clock.now(), as: .operatorAtConsole, to: city.store)
        }
    }
}

/// One in ten is open: half of those wait for whoever has the role at their agency, half for one of fifty officers of it.
struct SyntheticMatters {
    private let city: City

    init(_ city: City) {
        self.city = city
    }

    func add(_ numbers: Range<Int>) async throws {
        let (agencies, officer) = try await city.store.read { db in
            (try AgencyQueries.all(db).map(\.id).filter { $0 != "city" }, try PersonQueries.credentials(handle: "bench-officer", db)?.id ?? "")
        }
        let now = city.clock.now()
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 500) {
            let batch = start..<min(start + 500, numbers.upperBound)
            let rows = batch.map { row($0, agencies, officer, now) }
            _ = try await city.store.write(exempt: .migration) { db in
                try db.run(
                    """
                    INSERT INTO matter (id, procedure, version, number, title, state, lead, author, opened_at, state_since, due_at, closed_at, ending, closed_due, used_halves,
                        is_public, is_open_to_staff, is_sample, revision, folded, assignee, turn_person, turn_agency, turn_role)
                    VALUES \(SQL.joined(rows, by: ", "))
                    """)
            }
        }
    }

    private func row(_ number: Int, _ agencies: [String], _ officer: String, _ now: Instant) -> SQL {
        // Scattered, but the same every time.
        let dice = Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 >> 33)
        let lead = agencies[number % agencies.count]
        let isOpen = dice % 10 == 0
        let isPool = dice / 10 % 2 == 0
        let person = lead == "rdec" && dice / 20 % 50 == 0 ? officer : "officer-\(lead)-\(dice / 20 % 50)"
        let opened = now.adding(seconds: -Int64(dice % 300) * 86_400)
        // Closed after up to forty days, most of them in time.
        let closed = isOpen ? nil : min(now, opened.adding(seconds: Int64(dice / 11 % 40) * 86_400))
        let due = now.adding(seconds: Int64(dice / 7 % 60 - 10) * 86_400)
        let title = "示範資料：第 \(number) 件交辦事項的辦理情形"
        let assignee: String? = isPool ? nil : person
        let turnPerson = isOpen && !isPool ? person : nil
        let (turnAgency, turnRole) = isOpen && isPool ? (lead as String?, "officer" as String?) : (nil, nil)
        return """
            (\("bench-\(number)"), 'monitoring.directive', 1, \("量 115-\(number)"), \(title), \(isPool ? "dispatched" : "inProgress"), \(lead),
            'system/bench', \(opened), \(opened), \(due), \(closed), \(isOpen ? nil : "done" as String?), \(isOpen ? nil : opened.adding(seconds: 30 * 86_400)),
            \(isOpen ? nil : dice / 11 % 40 + 1), FALSE, TRUE, TRUE, 1, \(title), \(assignee), \(turnPerson),
            \(turnAgency), \(turnRole))
            """
    }
}
