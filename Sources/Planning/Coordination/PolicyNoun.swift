internal import Formats
internal import Kernel
internal import Markup
internal import Storage

enum PolicyURL {
    static let list: LocalURL = "/policies"
    static func policy(_ policy: String) -> LocalURL { "/policies/\(policy)" }
    static let desk: LocalURL = "/desk/policies"
    static func desk(_ policy: String) -> LocalURL { "/desk/policies/\(policy)" }
    static func parts(_ policy: String) -> LocalURL { "/desk/policies/\(policy)/parts" }
}

/// What a policy looks like on a thread, and how it is found.
enum PolicyNoun {
    static let noun = Noun(
        "planning/policy", "跨局處政策", icon: "link", isPublic: { id, db in try PolicyQueries.find(id, db)?.isPublic },
        tells: { _, facts, isStaff in
            if facts["lead"] != nil { return "訂定跨局處政策" }
            if facts["agency"] != nil { return "調整機關分工" }
            return isStaff && facts["edited"] != nil ? "修改政策內容" : nil
        }
    ) { ids, view, db in
        try ids.compactMap { try PolicyQueries.find($0, asOf: view.asOf, db) }.filter { policy in
            policy.isPublic || view.granted.holds(PlanningModule.readDrafts, on: policy.lead)
        }.map { policy in
            var glance = Glance(
                policy.reference, title: policy.title, url: policy.isPublic ? PolicyURL.policy(policy.id) : PolicyURL.desk(policy.id))
            (glance.agency, glance.isSample) = (policy.lead, policy.isSample)
            return glance
        }
    }

    static let search = Searchable(
        "planning/policy", [("planning/policy", "跨局處政策")],
        keys: { after, limit, _, db in
            try db.all("SELECT id FROM policy WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
        }
    ) { id, _, db in
        guard let policy = try PolicyQueries.find(id, db), policy.isPublic else { return [] }
        let text = ([policy.text] + policy.parts.map(\.owes)).joined(separator: "\n")
        var document = SearchDocument(policy.reference, title: policy.title, text: text, url: PolicyURL.policy(id))
        (document.agency, document.date, document.isSample) = (policy.lead, policy.from, policy.isSample)
        return [document]
    }
}
