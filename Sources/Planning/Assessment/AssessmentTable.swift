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
                let isSaid = sheet.content.indicators.contains { sheet.mark($0, stage) != nil }
                return isSaid ? #"<b class="yk-num">\#(Figures.number(sheet.total(stage)))</b> \#(t(sheet.grade(stage).title))"# : .empty
            }
        return DataTable(caption: t("自評、初核、複核對照"), columns: columns, rows: rows + [sums]).html
    }

    private func cell(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> HTML {
        guard let mark = sheet.mark(indicator, stage) else { return #"<span class="yk-muted">\#(t("未填"))</span>"# }
        let light = sheet.light(indicator, stage)
        let attainment = sheet.attainment(indicator, stage).map { "\(Figures.number($0))%" } ?? ""
        let notes: [HTML] = [mark.evidence, mark.remark].filter { !$0.isEmpty }.map { #"<span class="d-block yk-muted">\#($0)</span>"# }
        return #"""
            \#(light.html(word: t(light.indicatorWord), colour: t(light.colourName)))<span class="d-block yk-num">\#(Figures.exact(mark.actual)) \#(indicator.unit)　\#(attainment)　\#(t("得分 \(Figures.number(sheet.score(indicator, stage)))"))</span>\#(notes)
            """#
    }
}
