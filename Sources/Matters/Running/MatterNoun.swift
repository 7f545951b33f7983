internal import Kernel
internal import Markup
internal import Storage

/// What a matter looks like on a thread, in a search, in a list of links.
enum MatterNoun {
    static let noun = Noun(
        "matters/matter", "案件", icon: "list", isPublic: { id, db in try MatterQueries.find(id, db)?.isPublic },
        whole: { id, db in try MatterQueries.find(id, db)?.parent.map { Reference("matters/matter", $0) } },
        tells: { reason, facts in
            switch facts["action"] ?? reason {
            case "chase", "matters.chase": "稽催"
            case "calendar": "辦公日曆更動，期限順延"
            case "attach", "matters.attach": "附上檔案"
            default: facts["procedure"] == nil ? "有新進度" : "開案"
            }
        }
    ) { ids, view, db in
        let found = try MatterQueries.find(ids, asOf: view.asOf, db)
        let seen = try MatterQueries.visible(found, to: view.person, db)
        let now = view.city.clock.now()
        return seen.map { matter in
            let url = matter.isPublic && view.person == nil ? MatterURL.open(matter.id) : MatterURL.matter(matter.id)
            var glance = Glance(matter.reference, title: matter.title, url: url)
            glance.number = matter.number
            glance.agency = matter.lead
            glance.light = matter.isOpen ? (matter.dueAt.map { $0 < now ? .bad : .ok } ?? .white) : nil
            glance.state = Matters(view.city).procedure(matter.procedure)?.state(matter.state)?.title
            glance.changedAt = matter.stateSince
            glance.isSample = matter.isSample
            return glance
        }
    }
}

extension MatterQueries {
    static func find(_ ids: [String], asOf: AsOf, _ db: any Reader) throws -> [Matter] {
        guard !ids.isEmpty else { return [] }
        return try db.all("SELECT \(columns) FROM \(asOf.table("matter")) WHERE id IN (\(list: ids)) ORDER BY id").map { try matter($0) }
    }

    /// Those that a person, or a visitor, may see.
    static func visible(_ matters: [Matter], to person: SignedInPerson?, _ db: any Reader) throws -> [Matter] {
        guard let person else { return matters.filter(\.isPublic) }
        return try matters.filter { matter in
            if matter.isPublic || matter.isOpenToStaff && person.isStaff { return true }
            return try isParty(matter.id, person, db)
        }
    }
}
