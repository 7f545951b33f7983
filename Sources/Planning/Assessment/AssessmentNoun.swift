internal import Kernel
internal import Markup
internal import Storage

/// What an assessment looks like on a thread.
enum AssessmentNoun {
    static let noun = Noun(
        "planning/assessment", "年度考核", icon: "gauge", isPublic: { id, db in try AssessmentQueries.find(id, db)?.isAnnounced },
        whole: { id, _ in Reference("planning/annual", id) },
        tells: { _, facts, isStaff in facts["grade"] != nil ? "公布考核結果" : isStaff && facts["stage"] == "notified" ? "通知複核結果" : nil }
    ) { ids, view, db in
        try ids.compactMap { id in
            guard let assessment = try AssessmentQueries.find(id, asOf: view.asOf, db), let plan = try AnnualQueries.find(id, asOf: view.asOf, db),
                assessment.isAnnounced || view.granted.holds(PlanningModule.readDrafts, on: plan.agency)
            else { return nil }
            let summary = assessment.summary(Words(.chinese, english: view.city.english))
            let url = assessment.isAnnounced ? AssessmentURL.show(id) : AssessmentURL.desk(id)
            var glance = Glance(assessment.reference, title: "\(plan.title)考核：\(summary)", url: url)
            (glance.agency, glance.isSample, glance.changedAt) = (plan.agency, assessment.isSample, assessment.announcedAt)
            return glance
        }
    }
}
