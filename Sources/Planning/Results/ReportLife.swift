internal import Kernel
internal import Matters
internal import Storage

/// 施政成果報告編審: written by the agency, looked at by the commission, approved by the mayor, read by everyone.
enum ReportLife {
    static let procedure = life.procedure

    private static let life: DocumentLife = {
        var life = DocumentLife(
            "planning.report", "施政成果報告編審", mark: "報", summary: "施政成果報告從編寫到公布的每一步：機關編寫、首長核定、研考會審查、市長核定、研考會公布。數字取自紀錄簿，送出後不再變動。")
        life.publish = [.run("公布核定的報告", publish)]
        return life
    }()

    static func current(_ report: String, _ db: any Reader) throws -> Matter? {
        try MatterQueries.about(Reference("planning/report", report), db).first { $0.procedure == procedure.id && $0.isOpen }
    }

    /// Begins it: the draft goes through the hands of those who have to see it.
    static func start(_ report: PerformanceReport, as actor: Actor, in city: City, _ db: any Writer, _ changes: inout [Change]) throws {
        guard try current(report.id, db) == nil else { return }
        var opening = Opening(procedure.id, title: report.title, lead: report.agency)
        opening.origin = report.agency
        opening.subject = Reference("planning/report", report.id)
        _ = try Matters(city).open(opening, as: actor, db, &changes)
    }

    /// Whether its text may be changed now: nowhere else but on the desks of its agency.
    static func isEditable(_ report: PerformanceReport, _ matter: Matter?) -> Bool {
        !report.isPublished && (matter.map { DocumentLife.editable.contains($0.state) } ?? true)
    }

    private static func publish(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let subject = step.matter.subject,
            try db.run("UPDATE performance_report SET state = 'published', published_at = \(step.at) WHERE id = \(subject.id) AND state IS NULL") > 0
        else { throw MatterRefusal.because("這份報告已經公布，或不在了。") }
        changes.append(Change(subject, [("status", "published")]))
        try Links.show(subject, isPublic: true, db, &changes)
    }
}
