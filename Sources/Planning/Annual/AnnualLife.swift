internal import Kernel
internal import Matters
internal import Storage

/// 年度施政計畫編審: the life of a year's plan.
enum AnnualLife {
    static let procedure = life.procedure

    private static let life: DocumentLife = {
        var life = DocumentLife(
            "planning.annualPlan", "年度施政計畫編審", mark: "年", summary: "年度施政計畫從編製到公布的每一步：權數要合計、欄位要齊全才能送出；送出以後不能再改，市長核定後由研考會公布。")
        life.submit = [.run("檢查權數合計與欄位，之後不能再改", check)]
        life.accept = [.run("再檢查一次", check)]
        life.publish = [.run("公布年度施政計畫與施政綱要", publish)]
        life.drop = [.run("捨棄這份草稿", drop)]
        return life
    }()

    static func open(for annual: AnnualPlan, as actor: Actor, in city: City, _ db: any Writer, _ changes: inout [Change]) throws {
        var opening = Opening(procedure.id, title: annual.title, lead: annual.agency)
        (opening.origin, opening.subject, opening.isSample) = (annual.agency, annual.reference, annual.isSample)
        try Matters(city).open(opening, as: actor, db, &changes)
    }

    /// The matter under which a draft goes to approval; nil when that is over.
    static func current(_ annual: AnnualPlan, _ db: any Reader) throws -> Matter? {
        try MatterQueries.about(annual.reference, db).first { $0.procedure == procedure.id && $0.isOpen }
    }

    /// Whether it may be written now: frozen once it was submitted, until it is returned.
    static func isEditable(_ annual: AnnualPlan, _ db: any Reader) throws -> Bool {
        guard annual.status == .draft else { return false }
        return try current(annual, db).map { DocumentLife.editable.contains($0.state) } ?? false
    }

    private static func subject(_ step: EffectContext, _ db: any Writer) throws -> AnnualPlan {
        guard let subject = step.matter.subject, let annual = try AnnualQueries.locked(subject.id, db), annual.status == .draft else {
            throw MatterRefusal.because("這份年度計畫的草稿不在了，或已經公布。")
        }
        return annual
    }

    private static func check(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let annual = try subject(step, db)
        let gaps = try AnnualQueries.content(annual.id, db)?.gaps(db) ?? []
        guard let first = gaps.first else { return }
        guard gaps.count > 1 else { throw MatterRefusal.because(first) }
        throw MatterRefusal.because("還有 \(gaps.count) 處要補，第一處：\(Words(.chinese, english: step.city.english)(first))。全部列在年度計畫的編製頁。")
    }

    private static func publish(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let annual = try subject(step, db)
        try db.run("UPDATE annual_plan SET status = 'published', published_at = \(step.at) WHERE id = \(annual.id)")
        changes.append(Change(annual.reference, [("status", "published")]))
        try AnnualLinks(annual, step.actor, step.city).show(isPublic: true, db, &changes)
    }

    private static func drop(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let annual = try subject(step, db)
        let links = AnnualLinks(annual, step.actor, step.city)
        for item in try AnnualQueries.items(of: annual.id, db) { try links.untieAll(item.reference(in: annual.id), db, &changes) }
        for one in try AnnualQueries.indicators(of: annual.id, db) { try links.untieAll(one.reference(in: annual.id), db, &changes) }
        try links.untieAll(annual.reference, db, &changes)
        for table in ["carry_over", "annual_indicator", "work_item", "annual_goal"] as [Identifier] {
            try db.run("DELETE FROM \(table) WHERE annual = \(annual.id)")
        }
        try db.run("DELETE FROM annual_plan WHERE id = \(annual.id)")
        changes.append(Change(annual.reference, [("status", "dropped")]))
    }
}
