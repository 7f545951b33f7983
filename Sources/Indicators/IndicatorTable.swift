internal import Formats
internal import Kernel
internal import Ledger
internal import Markup

/// The values of an indicator with everything that is to be known of each, the newest first.
struct IndicatorTable {
    let history: IndicatorHistory
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var indicator: Indicator { history.indicator }

    var periods: HTML {
        let values = Dictionary(uniqueKeysWithValues: history.values.map { ($0.period, $0) })
        let rows: [[HTML]] = history.periods(until: moment.day).prefix(24).map { period in
            let value = values[period]
            let marks = PeriodMark.marks(value, period, today: moment.day, call.city.settings)
            return [
                HTML(text: t.period(period)), HTML(text: value.map { indicator.shown($0.value) } ?? "—"), parts(value), self.marks(marks, value),
                proof(value),
            ]
        }
        let columns: [DataTable.Column] = [
            .init(t("期間")), .init(t("值"), isNumber: true), .init(t("分子／分母"), isNumber: true), .init(t("註記")), .init(t("證明")),
        ]
        return DataTable(caption: t("各期的值"), columns: columns, rows: rows).html
    }

    var years: HTML? {
        let years = Set(history.targets.map(\.year) + history.years.keys).sorted(by: >)
        guard !years.isEmpty else { return nil }
        let rows: [[HTML]] = years.compactMap { year -> [HTML]? in
            guard let span = Period.year(year) else { return nil }
            let (target, summary) = (history.target(year), history.years[year])
            let light = summary.map { LightRule.light($0, year: span, call.city.settings) } ?? (span.first > moment.day ? .white : .grey)
            let lowered: HTML? = target.flatMap { target in
                target.cause.isEmpty
                    ? nil
                    : #"<span class="d-block yk-muted">\#(t("調降原因：\(target.cause)"))</span><span class="d-block yk-muted">\#(t("因應對策：\(target.strategy)"))</span>"#
            }
            return [
                HTML(text: t.period(span)), #"\#(target.map { indicator.shown($0.value) } ?? "—")\#(lowered)"#,
                HTML(text: summary?.value.map(indicator.shown) ?? "—"), HTML(text: summary?.attainment.map(percentage) ?? "—"),
                light.indicatorMark(t),
            ]
        }
        return DataTable(
            caption: t("年度目標與達成"),
            columns: [
                .init(t("年度")), .init(t("目標"), isNumber: true), .init(t("實際"), isNumber: true), .init(t("達成率"), isNumber: true), .init(t("燈號")),
            ], rows: rows
        ).html
    }

    /// Where a target was set more than once: what it was before, and since when it is what it is.
    var targetHistory: HTML? {
        let again = Dictionary(grouping: history.targetHistory, by: \.target.year).filter { $0.value.count > 1 }
        guard !again.isEmpty else { return nil }
        let rows: [[HTML]] = again.sorted { $0.key > $1.key }.flatMap { year, steps in
            steps.reversed().map { target, setAt in
                [
                    HTML(text: Period.year(year).map { t.period($0) } ?? String(year)), HTML(text: indicator.shown(target.value)),
                    HTML(text: t.day(setAt.taipeiDay, seenFrom: moment.day)), HTML(text: target.cause), HTML(text: target.strategy),
                ]
            }
        }
        return DataTable(
            caption: t("年度目標的歷程"),
            columns: [.init(t("年度")), .init(t("目標"), isNumber: true), .init(t("訂定日")), .init(t("調降原因")), .init(t("因應對策"))], rows: rows
        ).html
    }

    private func parts(_ value: Measurement?) -> HTML {
        guard let part = value?.part, let whole = value?.whole else { return "—" }
        let measure = Measure(decimals: part == part.rounded() && whole == whole.rounded() ? 0 : 2)
        return HTML(text: "\(measure.text(part))／\(measure.text(whole))")
    }

    private func marks(_ marks: [PeriodMark], _ value: Measurement?) -> HTML {
        var pieces: [HTML] = marks.map { mark in
            switch mark {
            case .missing where indicator.metric != nil: #"<span class="yk-muted">\#(t("無資料"))</span>"#
            case .missing: Light.grey.html(word: t(mark.phrase), colour: t(Light.grey.colourName))
            case .late, .restated: #"<span class="yk-badge">\#(t(mark.phrase))</span>"#
            case .open: #"<span class="yk-muted">\#(t(mark.phrase))</span>"#
            }
        }
        if let note = value?.note, !note.isEmpty { pieces.append(#" <span>\#(note)</span>"#) }
        for file in value.flatMap({ history.evidence[$0.period.id] }) ?? [] {
            let url: LocalURL = "/files/\(file.id)"
            pieces.append(#" <a href="\#(url)">\#(t("佐證"))：\#(file.name)</a>"#)
        }
        return pieces.joined()
    }

    private func proof(_ value: Measurement?) -> HTML {
        guard let value else { return .empty }
        return
            #"<a href="\#(LedgerURL.proof(of: value.reference))" download="proof-\#(value.period.id).json">\#(t("證明"))<span class="visually-hidden"> \#(t.period(value.period))</span></a>"#
    }
}
