internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Telling the value of a period, with the file that shows where it comes from.
enum TellPages {
    private static let endings = [".pdf", ".odt", ".ods", ".docx", ".xlsx", ".png", ".jpg", ".jpeg", ".csv", ".txt"]

    /// Every field that a form of any indicator may have.
    private static let anyFields = [
        Field("period", "期間", maximum: 10), Field("value", "值", required: false, maximum: 20), Field("part", "分子", required: false, maximum: 20),
        Field("whole", "分母", required: false, maximum: 20), Field("stage", "已完成的階段", required: false, maximum: 3),
        Field("note", "說明", .paragraph, required: false, maximum: 500), Field("file", "佐證檔案", .file(endings), required: false),
    ]

    static let tell = Endpoint(
        .post, "/indicators/{indicator}/values", .holdsOn(IndicatorsModule.report, "indicator"),
        .form("填報指標的值", anyFields, bodyLimit: 202 << 20, spools: true)
    ) { call in
        let indicator = try await DefinePages.find(call)
        let sent = try await call.body()
        var errors = sent.errors(in: fields(indicator, call.city.clock.today, call.t))
        let period = Period(id: sent.text("period"))
        if period == nil && errors["period"] == nil { errors["period"] = "請從清單中選擇。" }
        let told = told(sent, &errors)
        guard indicator.metric == nil else { throw Problem.notFound }
        if errors.isEmpty, let period {
            do {
                let kept = sent.spooled["file"].flatMap { $0.size > 0 ? $0 : nil }
                let file: Files.Kept? = if let kept { try await Files(call.city).keep(kept) } else { nil }
                let (city, actor) = (call.city, try call.granted.actor())
                let changed = try await city.store.write(as: actor, "indicators.tell") { db, changes in
                    let changed = try Indicators(city).tell(told, of: period, for: indicator, db, &changes)
                    let reference = Measurement.reference(indicator.id, period)
                    if let file { try Attachment.add(file, to: reference, by: actor, at: city.clock.now(), db, &changes) }
                    return changed || file != nil
                }
                return .seeOther(IndicatorURL.desk(indicator.id).with(query: [("done", changed ? "told" : "same")]))
            } catch let refusal as Indicators.Refusal {
                errors[refusal.field] = refusal.phrase
            } catch let refusal as Files.Refusal {
                errors["file"] = refusal.sentence
            }
        }
        return try await DeskPages.page(call, .init(form: "tell", values: sent.values, errors: errors))
    }

    static func fields(_ indicator: Indicator, _ today: CivilDate, _ t: Words) -> [Field] {
        let number: [Field] =
            switch indicator.formula {
            case .entered, .sum, .mean: [Field("value", Phrase(said: "\(t("值"))\(indicator.unit.isEmpty ? "" : "（\(indicator.unit)）")"), maximum: 20)]
            case .ratio: [Field("part", "分子", maximum: 20), Field("whole", "分母", maximum: 20)]
            case .staged:
                [
                    Field(
                        "stage", "已完成的階段",
                        .choice(indicator.stages.enumerated().map { (String($0), Phrase(said: "\(percentage($1.percent)) \($1.title)")) }))
                ]
            }
        return [Field("period", "期間", .choice(periods(indicator, today).map { ($0.id, Phrase(said: t.period($0))) }))] + number
            + anyFields.suffix(2)
    }

    /// The last three years, or as many days as two months have; the newest first.
    private static func periods(_ indicator: Indicator, _ today: CivilDate) -> [Period] {
        var periods: [Period] = []
        var period = Period(indicator.cadence, containing: indicator.ends.map { min($0, today) } ?? today)
        let most = indicator.cadence == .day ? 62 : 36
        while period.last >= indicator.begins && periods.count < most {
            periods.append(period)
            period = period.previous
        }
        return periods
    }

    private static func told(_ sent: Submission, _ errors: inout [String: Phrase]) -> Indicators.Told {
        func number(_ name: String) -> Double? {
            let text = sent.digits(name).filter { $0 != "," && $0 != "，" }
            guard !text.isEmpty else { return nil }
            let number = Double(text)
            if number?.isFinite != true { errors[name] = "請填數字。" }
            return number
        }
        return Indicators.Told(
            value: number("value"), part: number("part"), whole: number("whole"), stage: Int(sent.text("stage")), note: sent.text("note"))
    }
}

/// Setting the target of a year.
enum TargetPages {
    static let fields = [
        Field("year", "年度（民國）", .number(100...200)), Field("target", "目標值", maximum: 20),
        Field("cause", "調降的原因", .paragraph, hint: "只有調降目標時要填。", required: false, maximum: 500),
        Field("strategy", "因應對策", .paragraph, hint: "只有調降目標時要填。", required: false, maximum: 500),
    ]

    static let set = Endpoint(
        .post, "/indicators/{indicator}/targets", .holdsOn(IndicatorsModule.define, "indicator"), .form("設定年度目標", fields)
    ) { call in
        let indicator = try await DefinePages.find(call)
        let sent = try await call.body()
        var errors = sent.errors(in: fields)
        let target = Double(sent.digits("target").filter { $0 != "," })
        if target == nil && errors["target"] == nil { errors["target"] = "請填數字。" }
        if errors.isEmpty, let target, let year = Int(sent.digits("year")) {
            let city = call.city
            do {
                try await city.store.write(as: call.granted.actor(), "indicators.target") { db, changes in
                    try Indicators(city).setTarget(
                        target, for: year + 1911, of: indicator, cause: sent.text("cause"), strategy: sent.text("strategy"), db, &changes)
                }
                return .seeOther(IndicatorURL.desk(indicator.id).with(query: [("done", "kept")]))
            } catch let refusal as Indicators.Refusal {
                errors[refusal.field] = refusal.phrase
            }
        }
        return try await DeskPages.page(call, .init(form: "target", values: sent.values, errors: errors))
    }
}
