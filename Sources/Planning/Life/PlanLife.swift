internal import Kernel
internal import Matters
internal import Storage

/// 中程施政計畫編審: the life of a mid-term plan's version. The matter is about the version, which stays when the draft is gone.
enum PlanLife {
    static let procedure = life.procedure

    private static let life: DocumentLife = {
        var life = DocumentLife(
            "planning.plan", "中程施政計畫編審", mark: "計", summary: "中程施政計畫從編擬到公布的每一步：機關編擬、首長核定、研考會審查、市長核定、研考會公布；公布後，前一版成為過去的版本。")
        life.submit = [.run("檢查改變的每一項都有理由", submit)]
        life.giveBack = [.run("檢查寫了意見或理由", giveBack)]
        life.accept = [.run("檢查沒有待答復的意見", accept)]
        life.approve = [.run("記下核定的是哪一份內容", approve)]
        life.reconsider = [.run("不再是核定的內容", reconsider)]
        life.publish = [.run("公布核定的那一份內容，前一版成為過去的版本", publish)]
        life.drop = [.run("捨棄新版草稿；公布的計畫不變", drop)]
        return life
    }()

    /// The life that a version has now; nil where it never had one, or where it has ended.
    static func current(_ version: String, _ db: any Reader) throws -> Matter? {
        try MatterQueries.about(Reference("planning/version", version), db).first { $0.procedure == procedure.id && $0.isOpen }
    }

    /// Whether the person may change the content now: who may submit it may write it.
    static func mayWrite(_ matter: Matter, _ person: SignedInPerson, _ city: City) -> Bool {
        Matters(city).actions(on: matter, for: person).contains { $0.action.id == "submit" }
    }

    /// The draft that a life is about, locked until the transaction ends.
    static func draft(_ step: EffectContext, _ db: any Writer) throws -> (version: PlanVersion, row: PlanRow) {
        guard let subject = step.matter.subject, let version = try PlanVersionQueries.find(subject.id, db) else { throw MatterRefusal.notAllowed }
        for id in [Plan.revision(of: version.plan), version.plan] {
            if let row = try PlanRow.find(id, db), row.status == .draft, row.version == version.number { return (version, row) }
        }
        throw MatterRefusal.because("草稿不在了，或已經換成別的版本。請停止這次編修，再開始一次。")
    }

    private static func submit(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        // Held until this step is over: who saves a section now is seen, or waits and is refused.
        let (_, row) = try draft(step, db)
        guard let revision = try PlanRevision.ofDraft(row.id, db) else { return }
        guard !revision.changed.isEmpty else { throw MatterRefusal.because("草稿和公布的計畫一樣，沒有可以送的。") }
        let missing = revision.withoutReason
        guard missing.isEmpty else {
            let words = Words(.chinese, english: step.city.english)
            let names = missing.prefix(20).map { revision.name($0, words) }.joined(separator: "、")
            throw MatterRefusal.because("有 \(missing.count) 項改了還沒有寫理由：\(names)。請先在「修正理由」寫好。")
        }
    }

    private static func giveBack(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let subject = step.matter.subject, step.step.words.isEmpty, try PlanComment.openCount(of: subject.id, db) == 0 else { return }
        throw MatterRefusal.fields(["words": "請寫退回的理由，或先逐項寫審查意見。"])
    }

    private static func accept(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let (version, _) = try draft(step, db)
        let open = try PlanComment.openCount(of: version.id, db)
        guard open == 0 else { throw MatterRefusal.because("還有 \(open) 項意見沒有答復；請退回機關，或先把意見標成已解決。") }
    }

    private static func approve(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let (version, row) = try draft(step, db)
        try PlanVersionQueries.approve(version.id, row.digest, by: .mayor, at: step.at, db, &changes)
    }

    private static func reconsider(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let subject = step.matter.subject else { return }
        try PlanVersionQueries.approve(subject.id, nil, by: nil, at: nil, db, &changes)
    }

    private static func publish(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let (version, row) = try draft(step, db)
        guard let approved = version.digest else { throw MatterRefusal.notAllowed }
        switch try Plan.show(row.id, reviewed: approved, at: step.at, db, &changes) {
        case .published: break
        case .changedMeanwhile, .inProcedure: throw MatterRefusal.because("草稿的內容和核定的不一樣，沒有公布。請撤回核定，再審一次。")
        case .outdated: throw MatterRefusal.because("公布的計畫在這份草稿做成之後改過，沒有公布。請停止這次編修，從現在公布的計畫再開始一次。")
        }
    }

    private static func drop(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        // A plan of its own stays a draft; what was to replace a published one goes.
        guard let subject = step.matter.subject, let version = try PlanVersionQueries.find(subject.id, db),
            let row = try PlanRow.find(Plan.revision(of: version.plan), db), row.version == version.number
        else { return }
        try Plan.discard(row, db, &changes)
    }
}
