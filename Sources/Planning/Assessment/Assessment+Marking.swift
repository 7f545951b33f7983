internal import Formats
internal import Indicators
internal import Kernel
internal import Matters
internal import Storage

extension Assessment {
    /// Begins the assessment of a published plan whose year is over: the agency is to assess itself.
    /// - Throws: ``AssessmentFault``.
    static func begin(_ annual: String, isSample: Bool = false, as actor: Actor, in city: City) async throws -> Matter {
        do {
            return try await city.store.write(as: actor, "planning.beginAssessment") { db, changes in
                guard let plan = try AnnualQueries.find(annual, db), plan.status == .published else { throw AssessmentFault.notPublished }
                guard plan.lastDay < city.clock.today else { throw AssessmentFault.yearNotOver }
                try db.run("INSERT INTO assessment (id, status, is_sample) VALUES (\(annual), 'open', \(isSample))")
                let reference = Reference("planning/assessment", annual)
                changes.append(Change(reference, [("stage", "self")]))
                try Links(city).tie(reference, .evidences, plan.reference, by: actor, db, &changes)
                var opening = Opening(AssessmentProcedure.procedure.id, title: "\(plan.title)考核", lead: plan.agency)
                (opening.origin, opening.subject, opening.isSample) = (plan.agency, reference, isSample)
                return try Matters(city).open(opening, as: actor, db, &changes)
            }
        } catch StoreError.conflict { throw AssessmentFault.begun }
    }

    /// Keeps what the stage under way says of an indicator. What an indicator supplies is taken from it as it is now, in the agency's own assessment.
    /// - Parameter actual: nil for what its indicator supplies.
    /// - Throws: ``AssessmentFault``, ``AnnualFault/changedMeanwhile(_:)``.
    static func mark(
        _ indicator: String, _ stage: Stage, actual: Double?, evidence: String, remark: String, seen: String, of annual: String, as actor: Actor,
        in city: City
    ) async throws {
        try await city.store.write(as: actor, "planning.assess") { db, changes in
            guard let assessment = try AssessmentQueries.locked(annual, db), let plan = try AnnualQueries.find(annual, db),
                let one = try AnnualQueries.indicator(indicator, of: annual, db)
            else { throw Problem.notFound }
            // The stage may have passed on since the form was opened.
            guard try AssessmentProcedure.current(annual, db).flatMap({ AssessmentProcedure.stage(in: $0.state) }) == stage else {
                throw AssessmentFault.otherStage
            }
            let marks = try AssessmentQueries.marks(of: annual, db)[indicator] ?? [:]
            try SectionDigest.check(seen, against: values(marks, stage))
            let supplied = try one.source.flatMap { try IndicatorQueries.year(plan.commonYear, of: [$0], db)[$0]?.value }
            guard let actual = actual ?? (stage == .itself ? supplied : nil) else { throw AssessmentFault.noValue }
            try db.run(
                """
                INSERT INTO assessment_mark (assessment, indicator, stage, actual, evidence, remark, at)
                VALUES (\(annual), \(indicator), \(stage.rawValue), \(actual), \(evidence), \(remark), \(city.clock.now()))
                ON CONFLICT (assessment, indicator, stage) DO UPDATE SET actual = excluded.actual, evidence = excluded.evidence,
                remark = excluded.remark, at = excluded.at
                """)
            changes.append(Change(assessment.reference, [("indicator", indicator), ("stage", stage.rawValue), ("actual", String(actual))]))
        }
    }

    /// As a form of a stage shows it: its own mark, or what the stage before found.
    static func values(_ marks: [Stage: Mark], _ stage: Stage) -> [String: String] {
        let before: Mark? =
            switch stage {
            case .itself: nil
            case .initial: marks[.itself]
            case .final: marks[.initial] ?? marks[.itself]
            }
        let own = marks[stage]
        return [
            "actual": (own ?? before).map { Figures.exact($0.actual) } ?? "", "evidence": own?.evidence ?? "", "remark": own?.remark ?? "",
        ]
    }
}

/// Why something cannot be done with an assessment.
enum AssessmentFault: Error, Sendable, Equatable {
    case notPublished, yearNotOver, begun, otherStage
    /// Its indicator has no value for the year yet.
    case noValue

    var phrase: Phrase {
        switch self {
        case .notPublished: "年度計畫還沒有公布，不能考核。"
        case .yearNotOver: "這一年還沒有結束，不能考核。"
        case .begun: "這份年度計畫的考核已經開始。"
        case .otherStage: "考核已經進到別的階段，這一項沒有存。"
        case .noValue: "請填實際值；自動帶入的指標今年還沒有值。"
        }
    }
}
