internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/jobs`: what runs by itself, how far it is, and what came of it.
enum JobPages {
    static let manageJobs = Permission("web.manageJobs", "查看、重做、取消背景工作")

    static let list = Endpoint(.get, "/admin/jobs", .holds(manageJobs), .page("背景工作", query: [.after])) { call in
        let after = call.request.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        let jobs = try await call.store.read { try JobQueries.list(before: after, limit: 51, $0) }
        return .page(JobListPage(jobs: Array(jobs.prefix(50)), next: jobs.count > 50 ? jobs[49].id : nil, isFirst: after == nil, call: call).page)
    }

    /// Queues a job of a kind that has a schedule, now.
    static let start = Endpoint(.post, "/admin/jobs", .holds(manageJobs), .form("現在就做一次", [Field("kind", "工作", .hidden)])) { call in
        let wanted = try await call.body().text("kind")
        guard let kind = call.city.jobs.first(where: { $0.id == wanted && $0.schedule != nil }) else { throw Problem.notFound }
        try await enqueue(kind.id, key: "scheduled", input: "", "web.startJob", call)
        return .seeOther("/admin/jobs")
    }

    static let again = Endpoint(.post, "/admin/jobs/{job}/repetition", .holds(manageJobs), .form("重做", [])) { call in
        let job = try await find(call)
        try await enqueue(job.kind, key: job.key, input: job.input, "web.repeatJob", call)
        return .seeOther("/admin/jobs")
    }

    static let cancel = Endpoint(.post, "/admin/jobs/{job}/cancellation", .holds(manageJobs), .form("取消", [])) { call in
        let job = try await find(call)
        let now = call.city.clock.now()
        try await call.store.write(as: call.granted.actor(), "web.cancelJob") { db, changes in
            if try JobQueries.cancel(job.id, at: now, db) { changes.append(Change(Reference("kernel/job", job.id), [("kind", job.kind)])) }
        }
        return .seeOther("/admin/jobs")
    }

    private static func find(_ call: Call) async throws -> Job {
        let id = try call.parameter("job")
        guard let job = try await call.store.point({ try JobQueries.find(id, $0) }) else { throw Problem.notFound }
        return job
    }

    /// One that waits already is enough.
    private static func enqueue(_ kind: String, key: String?, input: String, _ reason: Reason, _ call: Call) async throws {
        let now = call.city.clock.now()
        try await call.store.write(as: call.granted.actor(), reason) { db, changes in
            guard let id = try JobQueries.enqueue(kind, key: key, input: input, at: now, db) else { return }
            changes.append(Change(Reference("kernel/job", id), [("kind", kind)]))
        }
    }
}

private struct JobListPage {
    let jobs: [Job]
    let next: String?
    let isFirst: Bool
    let call: Call

    private var t: Words { call.t }

    var page: Page {
        var page = Page(title: t("背景工作"), crumbs: [.init(t("首頁"), "/"), .init(t("背景工作"))], menu: "jobs", body: body)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("背景工作"))</h1><p class="yk-lead">\#(t("系統自己做的事：定時的、排隊的，做到哪裡、結果如何。重新整理這一頁看最新的進度。"))</p></header>
        <section aria-labelledby="h-scheduled"><h2 class="h3" id="h-scheduled">\#(t("定時的工作"))</h2>\#(scheduled)</section>
        <section aria-labelledby="h-queue"><h2 class="h3" id="h-queue">\#(t("最近的工作"))</h2>\#(list)</section></div>
        """#
    }

    private var scheduled: HTML {
        let rows: [[HTML]] = call.city.jobs.compactMap { kind in
            guard let schedule = kind.schedule else { return nil }
            let form: HTML = #"""
                <form method="post" action="/admin/jobs"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="kind" value="\#(kind.id)"><button class="btn btn-outline-primary" type="submit">\#(t("現在就做一次"))<span class="visually-hidden">：\#(t(kind.title))</span></button></form>
                """#
            return [HTML(text: t(kind.title)), #"<code>\#(schedule.text)</code>"#, form]
        }
        return DataTable(
            caption: t("定時的工作"), columns: [.init(t("工作")), .init(t("時間（分 時 日 月 星期）")), .init(t("動作"))], rows: rows
        ).html
    }

    private var list: HTML {
        guard !jobs.isEmpty else {
            return EmptyState(title: t("還沒有工作"), text: t("定時的工作到時候會出現在這裡，也可以現在就做一次。")).html
        }
        let pager = Pager(
            label: t("分頁"), first: isFirst ? nil : (t("從頭看"), "/admin/jobs"),
            next: next.map { (t("下一頁"), ("/admin/jobs" as LocalURL).with(query: [("after", $0)])) })
        let columns: [DataTable.Column] = [
            .init(t("工作")), .init(t("狀態")), .init(t("進度")), .init(t("次數"), isNumber: true), .init(t("開始時間")), .init(t("結果")), .init(t("動作")),
        ]
        return #"\#(DataTable(caption: t("最近的工作"), columns: columns, rows: jobs.map(row)).html)\#(pager.html)"#
    }

    private func row(_ job: Job) -> [HTML] {
        let title = call.city.jobs.first { $0.id == job.kind }.map { t($0.title) } ?? job.kind
        let state = job.isCancelled && job.state == .running ? t("正在取消") : t(job.state.title)
        return [
            HTML(text: title), HTML(text: state), progress(job), HTML(text: String(job.attempts)),
            #"<time datetime="\#(job.runAt.description)">\#(LocalMinute(job.runAt).text)</time>"#, HTML(text: job.note.map { t(verbatim: $0) } ?? ""),
            action(job, title),
        ]
    }

    private func progress(_ job: Job) -> HTML {
        guard let done = job.done, let total = job.total, total > 0 else { return .empty }
        return #"<progress max="\#(total)" value="\#(min(done, total))" aria-label="\#(t("進度"))"></progress> \#(done)／\#(total)"#
    }

    private func action(_ job: Job, _ title: String) -> HTML {
        let isOpen = job.state == .waiting || job.state == .running
        let url: LocalURL = isOpen ? "/admin/jobs/\(job.id)/cancellation" : "/admin/jobs/\(job.id)/repetition"
        return #"""
            <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-outline-primary" type="submit">\#(isOpen ? t("取消") : t("重做"))<span class="visually-hidden">：\#(title)</span></button></form>
            """#
    }
}

/// `2026-11-24 09:05` in Taipei.
struct LocalMinute {
    let text: String

    init(_ instant: Instant) {
        let local = Instant(milliseconds: instant.milliseconds + 8 * 3_600_000).description
        text = local.prefix(10) + " " + local.dropFirst(11).prefix(5)
    }
}
