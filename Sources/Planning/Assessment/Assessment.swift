internal import Formats
internal import Indicators
internal import Kernel
internal import Markup
internal import Storage

/// 年度考核: how a year's plan came out, said three times: by the agency, by the commission, by the mayor.
struct Assessment: Sendable, Equatable {
    /// The key of the year's plan.
    let annual: String
    let isAnnounced: Bool
    /// What counts, once it was announced.
    let total: Double?
    let grade: Grade?
    /// 申復: until when the agency may object.
    let objectionsUntil: Instant?
    let announcedAt: Instant?
    let isSample: Bool

    var reference: Reference { Reference("planning/assessment", annual) }

    /// `甲等，88.5 分`
    func summary(_ t: Words) -> String {
        guard let total, let grade else { return t("考核中") }
        return t("\(t(grade.title))，\(Figures.number(total)) 分")
    }

    /// 等第
    enum Grade: String, Sendable, CaseIterable {
        case excellent, good, fair, poor

        var title: Phrase {
            switch self {
            case .excellent: "優等"
            case .good: "甲等"
            case .fair: "乙等"
            case .poor: "丙等"
            }
        }

        /// - Parameter day: whose rules count: the last day of the year that is assessed.
        static func of(_ total: Double, on day: CivilDate, _ settings: Settings) -> Grade {
            if total >= Double(settings.value(of: AssessmentSettings.excellent, on: day)) { return .excellent }
            if total >= Double(settings.value(of: AssessmentSettings.good, on: day)) { return .good }
            return total >= Double(settings.value(of: AssessmentSettings.fair, on: day)) ? .fair : .poor
        }
    }

    /// 自評、初核、複核
    enum Stage: String, Sendable, CaseIterable {
        case itself = "self"
        case initial, final

        var title: Phrase {
            switch self {
            case .itself: "自評"
            case .initial: "初核"
            case .final: "複核"
            }
        }
    }

    /// What one stage says of one indicator.
    struct Mark: Sendable, Equatable {
        let stage: Stage
        let actual: Double
        /// 佐證
        let evidence: String
        /// 評語
        let remark: String
    }
}

/// The marks of an assessment with what they come to.
struct AssessmentSheet: Sendable {
    let content: AnnualContent
    let assessment: Assessment
    /// By indicator and stage.
    let marks: [String: [Assessment.Stage: Assessment.Mark]]
    /// The capped attainment that counts at most, in percent.
    let cap: Double
    let settings: Settings
    /// Whose rules count.
    var day: CivilDate { content.plan.lastDay }

    func mark(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> Assessment.Mark? { marks[indicator.id]?[stage] }

    /// What counts at a stage: what it says, or else what the stage before said.
    func standing(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> Assessment.Mark? {
        switch stage {
        case .itself: mark(indicator, .itself)
        case .initial: mark(indicator, .initial) ?? mark(indicator, .itself)
        case .final: mark(indicator, .final) ?? mark(indicator, .initial) ?? mark(indicator, .itself)
        }
    }

    func attainment(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> Double? {
        standing(indicator, stage).flatMap { indicator.attainment($0.actual) }
    }

    func light(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> Light {
        standing(indicator, stage) == nil ? .grey : LightRule.light(attainment(indicator, stage), on: day, settings)
    }

    /// Weight times capped attainment.
    func score(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> Double {
        indicator.weight.percent * min(attainment(indicator, stage) ?? 0, cap) / 100
    }

    /// To two decimals, as it is told.
    func total(_ stage: Assessment.Stage) -> Double {
        (content.indicators.reduce(0) { $0 + score($1, stage) } * 100).rounded() / 100
    }

    func grade(_ stage: Assessment.Stage) -> Assessment.Grade { .of(total(stage), on: day, settings) }

    /// The stage that is said last.
    var latest: Assessment.Stage {
        let said = Set(marks.values.flatMap(\.keys))
        return said.contains(.final) ? .final : said.contains(.initial) ? .initial : .itself
    }
}
