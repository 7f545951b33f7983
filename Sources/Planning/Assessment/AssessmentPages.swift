internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// Announced assessments, for everyone.
enum AssessmentPages {
    static let all = [list, show, document]

    static let list = Endpoint(
        .get, "/assessments", .everyone, .page("各機關的年度考核", query: [QueryParameter("year", "只看這一年（民國）"), Moment.parameter])
    ) { call in
        let (moment, year) = (try await call.moment(), call.request.query["year"].flatMap(Int.init))
        let found = try await call.store.read { try AssessmentQueries.ranking(year: year, asOf: moment.asOf, $0) }
        let t = call.t
        let rows: [[HTML]] = found.map { plan, assessment in
            let rank = found.filter { $0.plan.year == plan.year && ($0.assessment.total ?? 0) > (assessment.total ?? 0) }.count + 1
            return [
                #"<a href="\#(moment.url(AssessmentURL.show(plan.id)))">\#(t(verbatim: plan.agencyName))</a>\#(AnnualWords(t: t).sample(plan))"#,
                HTML(text: String(plan.year)), HTML(text: String(rank)), HTML(text: assessment.total.map(Figures.number) ?? ""),
                HTML(text: assessment.grade.map { t($0.title) } ?? ""),
            ]
        }
        let columns: [DataTable.Column] = [
            .init(t("機關")), .init(t("年度"), isNumber: true), .init(t("名次"), isNumber: true), .init(t("總分"), isNumber: true), .init(t("等第")),
        ]
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有公布的考核結果"), text: t("一年結束後，自評、初核、複核都完成才會公布。")).html
            : DataTable(caption: t("各機關的年度考核"), columns: columns, rows: rows).html
        let csv = ("/api/v1/assessments.csv" as LocalURL).with(query: [("year", year.map { String($0) }), moment.pair])
        let ods = ("/api/v1/assessments.ods" as LocalURL).with(query: [("year", year.map { String($0) }), moment.pair])
        return .page(
            Page(
                title: t("各機關的年度考核"),
                crumbs: [.init(t("首頁"), "/"), .init(t("年度施政計畫"), AnnualURL.list), .init(t("各機關的年度考核"))], menu: "annual-plans",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("各機關的年度考核"))</h1><p class="yk-lead">\#(t("每一項指標做到多少，機關自評、研考會初核、市長複核都攤開來看。"))</p></header><div class="mb-4">\#(moment.bar(AssessmentURL.list, call))</div>\#(table)
                    <p class="yk-toc-tools"><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a></p></div>
                    """#))
    }

    static let show = Endpoint(.get, "/assessments/{annual}", .everyone, .page("一份年度考核", query: [Moment.parameter])) { call in
        let moment = try await call.moment()
        let (sheet, seal) = try await read(call, moment)
        let (t, plan) = (call.t, sheet.content.plan)
        let csv: LocalURL = "/api/v1/assessments/\(plan.id).csv"
        let ods: LocalURL = "/api/v1/assessments/\(plan.id).ods"
        return .page(
            Page(
                title: t("\(plan.title)考核"),
                crumbs: [.init(t("首頁"), "/"), .init(t("各機關的年度考核"), AssessmentURL.list), .init(plan.title)], menu: "annual-plans",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: plan.agencyName))</p><h1>\#(t("\(plan.year) 年度考核"))\#(AnnualWords(t: t).sample(plan))</h1><p class="yk-lead">\#(sheet.assessment.summary(t))</p></header>
                    <div class="yk-linebar">\#(moment.bar(AssessmentURL.show(plan.id), call))\#(seal?.html(call))</div><p><a href="\#(moment.url(AnnualURL.plan(plan.id)))">\#(t("看年度施政計畫"))</a></p>\#(AssessmentTable(sheet: sheet, t: t).html)
                    <p class="yk-toc-tools"><a href="\#(AssessmentURL.document(plan.id))">\#(Icon.line("down"))\#(t("評分表（ODT）"))</a><a href="\#(moment.url(csv))">\#(Icon.line("down"))CSV</a><a href="\#(moment.url(ods))">\#(Icon.line("down"))ODS</a></p></div>
                    """#))
    }

    static let document = Endpoint(
        .get, "/assessments/{annual}/document", .everyone, .bytes("年度考核評分表（ODT）", [TextDocument.type])
    ) { call in
        let (sheet, _) = try await read(call, try await call.moment())
        return .download(
            try AssessmentDocument(sheet: sheet, t: call.t).document.odt(), type: TextDocument.type, name: "\(sheet.content.plan.id)-assessment.odt")
    }

    static func read(_ call: Call, _ moment: Moment) async throws -> (AssessmentSheet, LedgerSeal?) {
        let (id, settings) = (try call.parameter("annual"), call.city.settings)
        return try await call.store.read { db in
            guard let sheet = try AssessmentQueries.sheet(id, settings, asOf: moment.asOf, db), sheet.assessment.isAnnounced else {
                throw Problem.notFound
            }
            return (sheet, try LedgerSeal.find(sheet.assessment.reference, asOf: moment.asOf, db))
        }
    }
}

/// 評分表: the assessment to print and to sign.
struct AssessmentDocument {
    let sheet: AssessmentSheet
    let t: Words

    var document: TextDocument {
        let plan = sheet.content.plan
        let title = t("\(plan.title)考核評分表")
        let rows = sheet.content.indicators.map { indicator in
            [indicator.title, indicator.weight.text, AnnualWords(t: t).target(indicator)] + Assessment.Stage.allCases.map { cell(indicator, $0) }
        }
        let total = [t("總分"), "100", ""] + Assessment.Stage.allCases.map { Figures.number(sheet.total($0)) }
        let columns = [t("衡量指標"), t("權數"), t("年度目標值")] + Assessment.Stage.allCases.map { t($0.title) }
        let sample: [TextDocument.Block] = plan.isSample ? [.runs([.strong(t("示範資料"))], .note)] : []
        return TextDocument(
            title: title, language: t.language.tag,
            blocks: [.title(title)] + sample + [
                .fact(t("機關"), t(verbatim: plan.agencyName)), .fact(t("考核結果"), sheet.assessment.summary(t)),
                .table(columns: columns, rows: rows + [total]),
            ])
    }

    private func cell(_ indicator: AnnualIndicator, _ stage: Assessment.Stage) -> String {
        guard let standing = sheet.standing(indicator, stage) else { return "" }
        let attainment = sheet.attainment(indicator, stage).map { "\(Figures.number($0))%" } ?? "—"
        let head = "\(Figures.number(standing.actual)) \(indicator.unit)，\(attainment)，\(t(sheet.light(indicator, stage).colourName))"
        let mark = sheet.mark(indicator, stage)
        let said = mark.map { [$0.evidence, $0.remark] } ?? [t("同前一階段")]
        return ([head, t("得分 \(Figures.number(sheet.score(indicator, stage)))")] + said).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
