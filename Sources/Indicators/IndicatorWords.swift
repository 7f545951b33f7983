public import Formats
public import Kernel
internal import Markup

extension Indicator {
    /// `91.4%`, `1,234 小時`
    func shown(_ value: Double) -> String {
        Measure(unit: unit.unicodeScalars.first.map { $0.isASCII } ?? true ? unit : " " + unit, decimals: decimals).text(value)
    }

    var measure: Measure { Measure(unit: unit.unicodeScalars.first.map { $0.isASCII } ?? true ? unit : " " + unit, decimals: decimals) }
}

extension Indicator.Direction {
    var title: Phrase { self == .higher ? "愈高愈好" : "愈低愈好" }
}

extension MeasurementFormula {
    var title: Phrase {
        switch self {
        case .entered: "填報數值（年度取最近一期）"
        case .ratio: "比率（分子÷分母，年度合併計算）"
        case .sum: "累計（年度為各期合計）"
        case .mean: "平均（年度為各期平均）"
        case .staged: "階段（依完成的階段給百分比）"
        }
    }
}

extension Period.Length {
    var title: Phrase {
        switch self {
        case .day: "每日"
        case .month: "每月"
        case .quarter: "每季"
        case .halfYear: "每半年"
        case .year: "每年"
        }
    }
}

extension Words {
    /// `115年3月`; elsewhere than in Chinese `2026-03`, which everybody reads.
    public func period(_ period: Period) -> String { language == .english ? period.id : period.roc }
}

extension Light {
    func indicatorMark(_ t: Words, word: String? = nil, isChip: Bool = false) -> HTML {
        html(word: word ?? t(indicatorWord), colour: t(colourName), isChip: isChip)
    }
}

/// 103.8%
func percentage(_ value: Double) -> String { Measure(unit: "%", decimals: 1).text(value) }
