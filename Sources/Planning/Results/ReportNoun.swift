internal import Kernel
internal import Markup
internal import Storage

/// What a results report looks like on a thread.
enum ReportNoun {
    static let noun = Noun(
        "planning/report", "施政成果報告", icon: "book", isPublic: { id, db in try ReportQueries.find(id, db).map(\.isPublished) },
        tells: { reason, facts, _ in facts["status"] == "published" ? "公布施政成果報告" : nil }
    ) { ids, view, db in
        try ids.compactMap { try ReportQueries.find($0, db) }.filter {
            $0.isPublished || view.granted.holds(PlanningModule.readDrafts, on: $0.agency)
        }
        .map { report in
            let url = report.isPublished ? ReportURL.published(report.id) : PlanURL.report(report.id)
            var glance = Glance(Reference("planning/report", report.id), title: report.title, url: url)
            glance.agency = report.agency
            glance.changedAt = report.publishedAt ?? report.takenAt
            return glance
        }
    }
}
