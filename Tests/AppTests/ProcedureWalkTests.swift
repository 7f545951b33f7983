import App
import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Matters

/// Every procedure × state × person, against the table in `procedures.txt`. A change of rights shows in the review as a changed line there.
@Suite struct ProcedureWalkTests {
    /// The lead agency is rdec, asked for by culture; finance answers a part; `officer` has it.
    private static let walkers: [(name: String, person: SignedInPerson)] = [
        ("handler", person("handler", .officer, "rdec")), ("officer of the lead", person("colleague", .officer, "rdec")),
        ("head of the lead", person("head", .agencyHead, "rdec")), ("author", person("author", .officer, "culture")),
        ("officer of the origin", person("origin", .officer, "culture")), ("supporting officer", person("helper", .officer, "finance")),
        ("supporting head", person("helpersHead", .agencyHead, "finance")), ("stranger", person("stranger", .officer, "water-resources")),
        ("commission", person("reviewer", .reviewer, "rdec")), ("mayor", person("mayor", .mayor, "city")),
        ("administrator", person("administrator", .administrator, "city")), ("citizen", person("citizen", .citizen, "city")),
    ]

    private static func person(_ id: String, _ role: Role, _ agency: String) -> SignedInPerson {
        SignedInPerson(id: id, handle: id, name: id, appointments: [Appointment(agency: agency, role: role)])
    }

    private static func matter(_ procedure: Procedure, _ state: State, isGiven: Bool, isSuspended: Bool) -> Matter {
        Matter(
            id: "m", procedure: procedure.id, version: procedure.version, number: "", title: "", state: state.id, lead: "rdec", unit: nil,
            assignee: isGiven ? "handler" : nil, author: Reference("kernel/person", "author"), origin: "culture", parent: nil, subject: nil,
            openedAt: TestCity.now, stateSince: TestCity.now, dueAt: nil, dueFrom: nil, dueTerm: nil,
            closedAt: state.closes == nil ? nil : TestCity.now, ending: state.closes, closedDue: nil, usedHalves: nil,
            suspendedAt: isSuspended ? TestCity.now : nil, isPublic: false, isOpenToStaff: false,
            isSample: false, revision: 1, supporting: ["finance"])
    }

    private static func lines(_ matters: Matters) -> [String] {
        var lines: [String] = []
        for procedure in matters.procedures {
            lines.append("# \(procedure.id), version \(procedure.version)")
            for state in procedure.states {
                for (isGiven, isSuspended) in [(true, false), (false, false), (true, true)] {
                    let matter = matter(procedure, state, isGiven: isGiven, isSuspended: isSuspended)
                    for (name, person) in walkers {
                        let actions = matters.actions(on: matter, for: person).map(\.action.id)
                        let place = state.id + (isGiven ? "" : ", given to nobody") + (isSuspended ? ", suspended" : "")
                        if !actions.isEmpty { lines.append("\(procedure.id) | \(place) | \(name) | \(actions.joined(separator: " "))") }
                    }
                }
            }
        }
        return lines
    }

    @Test func everyActionIsForWhomTheCommittedTableSays() async throws {
        let lines = try await TestCity.with { Self.lines(Matters($0.city)) }
        let committed = try Repository.text("Tests/AppTests/procedures.txt").split(separator: "\n").map(String.init)
        #expect(lines.count > 50)
        for line in lines where !committed.contains(line) { Issue.record("not in procedures.txt: \(line)") }
        for line in committed where !lines.contains(line) { Issue.record("only in procedures.txt: \(line)") }
    }

    @Test(arguments: Procedures.all.map(\.id)) func everyProcedureCanRun(_ id: String) throws {
        let procedure = try #require(Procedures.all.first { $0.id == id })
        #expect(procedure.faults == [])
        if let parts = procedure.parts { #expect(Procedures.all.contains { $0.id == parts }, "\(parts) is no procedure") }
    }

    @Test func theDocumentationSaysWhatTheProgramDoes() throws {
        let documents = try Procedures.documents()
        #expect(documents.count == Procedures.all.count && !documents.isEmpty)
        for (name, text) in documents {
            let committed = try Repository.text("docs/procedures/\(name)")
            #expect(committed == text, "run: yankao procedures --folder docs/procedures")
            // Nothing that has English is said in Chinese there.
            let english = try #require(text.components(separatedBy: "\n---\n").last)
            #expect(english.contains("| Step | Whose turn | Deadline | Source |"))
        }
    }
}
