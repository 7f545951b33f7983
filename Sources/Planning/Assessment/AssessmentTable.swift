internal import Formats
internal import Indicators
internal import Kernel
internal import Markup

/// The three stages of an assessment side by side.
struct AssessmentTable {
    let sheet: AssessmentSheet
    let t: Words
    /// The way to write the mark of an indicator, where this reader may.
    var link: ((AnnualIndicator) -> LocalURL)?

    private var words: AnnualWords { AnnualWords(t: t) }

    var html: HTML {
        let stages = Assessment.Stage.allCases
        let columns: [DataTable.Column] =
            [.init(t("衡量指標")), .init(t("權數"), isNumber: true), .init(t("年度目標值"))] + stages.map { .init(t($0.title)) }
        let rows: [[HTML]] = sheet.content.indicators.map { indicator in
            let title: HTML = link.map { #"<a href="\#($0(indicator))">\#(indicator.title)</a>"# } ?? HTML(text: indicator.title)
            return [title, HTML(text: indicator.weight.text), HTML(text: words.target(indicator))] + stages.map { cell(indicator, $0) }
        }
        let sums: [HTML] =
            [HTML(text: t("總分")), HTML(text: "100"), .empty]
            + stages.map { stage in
                guard isSaid(stage) else { return .empty }
                return #"<div><b class="yk-num">\#(Figures.number(sheet.total(stage)))</b> \#(t(sheet.grade(stage).title))</div>"#
            }
        return DataTable(caption: t("自評、初核、複核對照"), columns: columns, rows: rows + [sums]).html
    }

    /// Whether a stage has come: it said something, or all of them are over.
    private func isSaid(_ stage: Assessment.Stage) -> Bool {
        sheet.assessment.isAnnounced || sheet.content.indicators.contains { sheet.mark($0, stage) != nil }
    }

    private func cell(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> HTML {
        guard isSaid(stage), let standing = sheet.standing(indicator, stage) else { return #"<span class="yk-muted">\#(t("未填"))</span>"# }
        let light = sheet.light(indicator, stage)
        let attainment = sheet.attainment(indicator, stage).map { "\(Figures.number($0))%" } ?? ""
        // What a stage says nothing about stands as the one before found it.
        let said = sheet.mark(indicator, stage).map { [$0.evidence, $0.remark].filter { !$0.isEmpty } } ?? [t("同前一階段")]
        let notes: [HTML] = said.map { #"<span class="d-block yk-muted">\#($0)</span>"# }
        return #"""
            <div>\#(light.html(word: t(light.indicatorWord), colour: t(light.colourName)))<span class="d-block yk-num">\#(Figures.number(standing.actual)) \#(indicator.unit)　\#(attainment)　\#(t("得分 \(Figures.number(sheet.score(indicator, stage)))"))</span>\#(notes)</div>
            """#
    }
}
