internal import Formats
internal import Kernel
internal import Storage

/// What happens to plans, told to whoever listens.
enum PlanEvents {
    /// A plan was published, or a published one changed.
    static let published = Topic("planning.published")

    static func published(_ plan: String, digest: String) -> Event {
        Event(published, Reference("planning/plan", plan), [("digest", digest)])
    }

    /// Public: what is told is in the list of plans as well.
    static let stream = Endpoint(.get, "/plans/events", .everyone, .events("計畫的即時消息：公布或更新時送出計畫的代號")) { call in
        let store = call.store
        return .events([published]) { event in
            guard let plan = event.reference?.id else { return nil }
            // It may have been taken back since.
            guard try await store.point({ try PlanQueries.isPublished(plan, $0) }) else { return nil }
            return .init("published", ["plan": .string(plan), "at": .string(event.at.description)])
        }
    }
}
