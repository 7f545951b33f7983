internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Matters
internal import Storage

/// Writing a results report: making it from a plan, its chapters' words, its pictures, and into the procedure.
enum ReportDesk {
    static let all = [make, section, write, addPicture, removePicture, draftPicture, refresh, start, odt]

    static let makeFields = [Field("year", "年度（民國）", .number(100...200), hint: "計畫涵蓋的一個年度。")]
    static let textFields = [
        Field("text", "說明", .paragraph, hint: "做了什麼、成果、遇到的困難。一行一段。", required: false, maximum: 20_000),
        Field("seen", "看到的樣子", .hidden, required: false, maximum: 80),
    ]
    static let pictureFields = [
        Field("file", "照片（PNG 或 JPEG）", .file([".png", ".jpg", ".jpeg"])),
        Field("alt", "照片裡有什麼", hint: "給看不到照片的人：說出照片的內容。", maximum: 200),
        Field("caption", "圖說", required: false, maximum: 200),
    ]

    static let make = Endpoint(.post, "/plans/{plan}/results", .holdsOn(PlanningModule.draftPlans, "plan"), .form("編寫施政成果報告", makeFields)) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: makeFields)
        let plan = try call.parameter("plan")
        guard let agency = try await call.store.point({ try PlanQueries.agency(of: plan, $0) }), call.granted.writesPlans(of: agency) else {
            throw Problem.forbidden
        }
        if errors.isEmpty, let year = Int(sent.digits("year")) {
            switch try await ReportMaking.make(plan, year: year, as: call.granted.actor(), in: call.city) {
            case .made(let id): return .seeOther(PlanURL.report(id).with(query: [("done", "made")]))
            case .isThere(let id): return .seeOther(PlanURL.report(id).with(query: [("done", "exists")]))
            case .noPlan: throw Problem.notFound
            case .noHead: throw Problem(409, "no-head", "紀錄簿還沒有簽章", "請過幾秒再試一次。")
            case .otherYears(let years): errors["year"] = "計畫涵蓋的是 \(years.lowerBound) 到 \(years.upperBound) 年度。"
            }
        }
        let t = call.t
        var page = Page(
            title: t("編寫施政成果報告"), crumbs: [.init(t("首頁"), "/"), .init(t("計畫"), PlanURL.plan(plan)), .init(t("編寫施政成果報告"))], menu: "drafts",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("編寫施政成果報告"))</h1></header>\#(FormView(makeFields, to: "/plans/\(plan)/results", submit: "開始編寫", call: call, values: sent.values, errors: errors).html(t))</div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return .page(page)
    }

    static let section = Endpoint(
        .get, "/reports/{report}/sections/{line}", .holdsOn(PlanningModule.draftPlans, "report"), .page("寫報告的一節")
    ) { call in
        let (view, line) = try await found(call)
        return .page(page(view, line, call, values: ["text": line.text, "seen": line.seen]))
    }

    static let write = Endpoint(
        .post, "/reports/{report}/sections/{line}", .holdsOn(PlanningModule.draftPlans, "report"),
        .form("存報告的一節", textFields, bodyLimit: 256 * 1024)
    ) { call in
        let (view, line) = try await found(call)
        let sent = try await call.body()
        var errors = sent.errors(in: textFields)
        let text = sent.text("text").replacing("\r\n", with: "\n")
        if errors.isEmpty {
            let written = try await ReportWriting.write(
                text, in: line.id, seen: sent.text("seen"), of: view.report.id, as: call.granted.actor(), in: call.city)
            if written { return .seeOther("/reports/\(view.report.id)?done=written#\(line.id)") }
            errors["text"] = "有同仁在您之後改過這一節。上面是現在的內容；您寫的還在下面，合起來再存一次。"
        }
        let (current, now) = try await found(call)
        return .page(page(current, now, call, values: ["text": sent.values["text"] ?? "", "seen": now.seen], errors: errors))
    }

    static let addPicture = Endpoint(
        .post, "/reports/{report}/photos/{line}", .holdsOn(PlanningModule.draftPlans, "report"),
        .form("放照片", pictureFields, bodyLimit: 24 << 20, spools: true)
    ) { call in
        let (view, line) = try await found(call)
        let sent = try await call.body()
        var errors = sent.errors(in: pictureFields)
        if errors.isEmpty, let file = sent.spooled["file"] {
            do {
                try await ReportWriting.add(
                    file, alt: sent.text("alt"), caption: sent.text("caption"), to: line.id, of: view.report.id, as: call.granted.actor(),
                    in: call.city)
                return .seeOther("/reports/\(view.report.id)/sections/\(line.id)?done=picture")
            } catch let refusal as Files.Refusal {
                errors["file"] = refusal.sentence
            }
        }
        return .page(page(view, line, call, values: ["text": line.text, "seen": line.seen], pictureValues: sent.values, pictureErrors: errors))
    }

    static let removePicture = Endpoint(
        .post, "/reports/{report}/pictures/{picture}", .holdsOn(PlanningModule.draftPlans, "report"), .form("拿掉照片", [])
    ) { call in
        let report = try await editable(call)
        let picture = try call.parameter("picture")
        try await call.store.write(as: call.granted.actor(), "planning.removeReportPicture") { db, changes in
            guard try db.run("DELETE FROM performance_report_picture WHERE id = \(picture) AND report = \(report.id)") > 0 else { return }
            try Attachment.remove(picture, db, &changes)
            changes.append(Change(Reference("planning/report", report.id), [("picture", picture)]))
        }
        return .seeOther(PlanURL.report(report.id).with(query: [("done", "written")]))
    }

    static let draftPicture = Endpoint(
        .get, "/reports/{report}/pictures/{picture}", .holdsOn(PlanningModule.readDrafts, "report"), .bytes("報告草稿裡的照片", ["image/png", "image/jpeg"])
    ) { call in try await ReportReply.picture(try call.parameter("picture"), of: try call.parameter("report"), call) }

    /// 數字取到今天
    static let refresh = Endpoint(.post, "/reports/{report}/refresh", .holdsOn(PlanningModule.draftPlans, "report"), .form("重新取用紀錄的數字", [])) {
        call in
        let report = try await editable(call)
        try await ReportMaking.refresh(report.id, as: call.granted.actor(), in: call.city)
        return .seeOther(PlanURL.report(report.id).with(query: [("done", "refreshed")]))
    }

    static let start = Endpoint(.post, "/reports/{report}/life", .holdsOn(PlanningModule.draftPlans, "report"), .form("報告進入編審流程", [])) { call in
        let report = try await editable(call)
        do {
            try await ReportWriting.start(report, as: call.granted.actor(), in: call.city)
        } catch MatterRefusal.calendar {
            throw Problem(409, "no-office-calendar", "辦公日曆還沒有匯入", "編審期限算不出來。請系統管理者先匯入今年與明年的辦公日曆，再做一次。")
        }
        guard let matter = try await call.store.read({ try ReportLife.current(report.id, $0) }) else { throw Problem.notFound }
        return .seeOther("/matters/\(matter.id)")
    }

    static let odt = Endpoint(
        .get, "/reports/{report}/report.odt", .holdsOn(PlanningModule.readDrafts, "report"), .bytes("報告草稿（ODT）", [TextDocument.type])
    ) { call in
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: false)
        return try await ReportReply.odt([view], view.report.title, name: view.report.id, call)
    }

    /// - Throws: 403 for people of other agencies, 409 when it is no longer on the agency's desk.
    private static func editable(_ call: Call) async throws -> PerformanceReport {
        let id = try call.parameter("report")
        let (found, matter) = try await call.store.read { (try ReportQueries.find(id, $0), try ReportLife.current(id, $0)) }
        guard let report = found, report.isFromRecord else { throw Problem.notFound }
        guard call.granted.writesPlans(of: report.agency) else { throw Problem.forbidden }
        guard ReportLife.isEditable(report, matter) else {
            throw Problem(409, "not-editable", "現在不能改", "報告已經送出，要退回機關修正才能再改。")
        }
        return report
    }

    private static func found(_ call: Call) async throws -> (ReportView, ReportLine) {
        _ = try await editable(call)
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: false)
        let id = try call.parameter("line")
        guard let line = view.lines.first(where: { $0.id == id }) else { throw Problem.notFound }
        return (view, line)
    }

    private static func page(
        _ view: ReportView, _ line: ReportLine, _ call: Call, values: [String: String], errors: [String: Phrase] = [:],
        pictureValues: [String: String] = [:], pictureErrors: [String: Phrase] = [:]
    ) -> Page {
        let t = call.t
        let (report, here) = (view.report, ReportURL.section(view.report.id, line.id))
        let theirs: HTML? =
            errors["text"] != nil && line.text != values["text"]
            ? #"<section class="mb-4"><h2 class="h5">\#(t("現在的內容"))</h2>\#(line.text.split(separator: "\n").map { #"<p class="yk-record">\#(String($0))</p>"# as HTML })</section>"#
            : nil
        let pictures: [HTML] = (view.pictures[line.id] ?? []).map { picture in
            let url: LocalURL = "/reports/\(report.id)/pictures/\(picture.attachment.id)"
            return #"""
                <figure class="yk-figure"><img class="img-fluid" src="\#(url)" alt="\#(picture.alt)"><figcaption>\#(picture.caption)</figcaption></figure><form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-outline-secondary btn-sm" type="submit">\#(t("拿掉"))<span class="visually-hidden"> \#(picture.alt)</span></button></form>
                """#
        }
        let form = FormView(textFields, to: here, submit: "存起來", call: call, values: values, errors: errors)
        let pictureForm = FormView(
            pictureFields, to: "/reports/\(report.id)/photos/\(line.id)", submit: "放上照片", id: "picture-", call: call,
            values: pictureValues, errors: pictureErrors)
        var page = Page(
            title: "\(line.label) \(line.title)",
            crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(report.title, PlanURL.report(report.id)), .init(line.title)],
            menu: "drafts",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(report.title)</p><h1 lang="zh-Hant-TW">\#(line.label) \#(line.title)</h1></header>\#(theirs)\#(form.html(t))
                <section class="mt-5" aria-labelledby="h-pictures"><h2 id="h-pictures">\#(t("照片"))</h2>\#(pictures)\#(pictureForm.html(t))</section></div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }
}
