public import Kernel
internal import Planning
internal import Storage

/// Planning for a demo: two years of the commission's plan and two policies across agencies, made by the demo's people.
public struct DemoPlanning: Sendable {
    private let city: City
    private let people: [Role: SignedInPerson]

    /// - Returns: nil when somebody is missing.
    public init?(_ city: City) async throws {
        self.city = city
        let today = city.clock.today
        people = try await city.store.read { db in
            var people: [Role: SignedInPerson] = [:]
            for role in [Role.officer, .agencyHead, .reviewer, .mayor] {
                guard let id = try PersonQueries.credentials(handle: role.rawValue.lowercased(), db)?.id else { continue }
                people[role] = try PersonQueries.signedIn(id: id, on: today, db)
            }
            return people
        }
        guard people.count == 4 else { return nil }
    }

    /// - Returns: how many of each were made; none where they are there already.
    public func make() async throws -> (plans: Int, policies: Int) {
        let plans = try await DemoYear(city, people: people)?.make() ?? 0
        guard let reviewer = people[.reviewer] else { return (plans, 0) }
        return (plans, try await DemoPolicies(city, reviewer: reviewer)?.make() ?? 0)
    }
}
