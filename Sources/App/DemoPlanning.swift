public import Kernel
public import Ledger
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

    /// The results report of last year, once the ledger has taken in what it tells of.
    /// - Parameters:
    ///   - follower: keeps the ledger for as long as that takes, unless another process does.
    ///   - pictures: by file name.
    /// - Returns: whether one was made.
    public func report(pictures: [String: [UInt8]], _ follower: Follower) async throws -> Bool {
        guard let results = try await DemoResults(city, people: people) else { return false }
        let keeping = Task { await follower.run() }
        let isSettled = try await settles()
        keeping.cancel()
        await keeping.value
        return isSettled ? try await results.make(pictures: pictures) : false
    }

    /// Whether everything written so far has its place under a signed head before long.
    private func settles() async throws -> Bool {
        for _ in 0..<200 {
            if try await city.store.read({ try LedgerQueries.waiting($0) == 0 && LedgerQueries.lastHead($0) != nil }) { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return false
    }
}
