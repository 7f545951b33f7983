internal import Kernel
internal import Markup
internal import Storage

/// What a matter looks like on a thread, in a search, in a list of links.
enum MatterNoun {
    static let noun = Noun(
        "matters/matter", "案件", icon: "list", isPublic: { id, db in try MatterQueries.find(id, db)?.isPublic },
        whole: { id, db in try MatterQueries.find(id, db)?.parent.map { Reference("matters/matter", $0) } },
        tells: { reason, facts, isStaff in
            // Visitors hear that it came and how it ended, not what is done inside.
            switch facts["action"] ?? reason {
            case "chase", "matters.chase": isStaff ? "稽催" : nil
            case "calendar": isStaff ? "辦公日曆更動，期限順延" : nil
            case "attach", "matters.attach": isStaff ? "附上檔案" : nil
            default: facts["procedure"] != nil ? "開案" : isStaff ? "有新進度" : nil
            }
        }
    ) { ids, view, db in
        let found = try MatterQueries.find(ids, asOf: view.asOf, db)
        let open = view.asOf == .now ? nil : try Set(MatterQueries.find(ids, asOf: .now, db).filter(\.isPublic).map(\.id))
        let seen = try MatterQueries.visible(found, to: view.person, stillPublic: open, db)
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
    /// - Parameter open: those that are public today, where the matters are of the past: what was withdrawn since is not shown in the past either.
    static func visible(_ matters: [Matter], to person: SignedInPerson?, stillPublic open: Set<String>?, _ db: any Reader) throws -> [Matter] {
        try matters.filter { matter in
            if matter.isPublic && (open?.contains(matter.id) ?? true) { return true }
            guard let person else { return false }
            return try Hats(person).mayRead(matter) || isParty(matter.id, person, db)
        }
    }
}
