internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// One account as administrators see it.
struct PersonPage {
    let call: Call
    let person: PersonRecord
    /// Where one may be appointed today.
    let agencies: [Agency]
    private let names: [String: String]

    /// - Throws: ``Problem/notFound`` when there is none.
    init(_ call: Call) async throws {
        self.call = call
        let id = try call.parameter("person")
        guard let person = try await call.store.read({ try PersonQueries.record(id, $0) }) else { throw Problem.notFound }
        self.person = person
        agencies = try await call.agencies()
        names = try await call.agencyNames()
    }

    private var url: LocalURL { AdminURL.person(person.id) }

    func back(_ done: String) -> Reply { .seeOther(url.with(query: [("done", done)])) }

    func reply(values: [String: String] = [:], errors: [String: Phrase] = [:]) -> Reply {
        let t = call.t
        let kept = values.isEmpty ? ["from": call.city.clock.today.iso] : values
        let form = FormView(
            AppointmentForm.fields(agencies, hasEnd: true), to: "\(url)/appointments", submit: "指派職務", call: call, values: kept, errors: errors)
        return AdminPage(
            call: call, title: person.name, menu: "people", above: [.init(t("人員"), "/admin/people")], isRefused: !errors.isEmpty
        ).reply(
            #"\#(facts)\#(Section("appointments", t("職務"), appointments).html)\#(Section("appoint", t("指派職務"), form.html(t)).html)\#(Section("account", t("帳號"), account).html)"#
        )
    }

    private var facts: HTML {
        let (t, today) = (call.t, call.city.clock.today)
        let state = person.closedAt.map { t("\(t.minute($0, seenFrom: today)) 停用") } ?? t("使用中")
        return #"""
            <dl class="yk-facts"><div><dt>\#(t("帳號"))</dt><dd><code>\#(person.handle)</code></dd></div><div><dt>\#(t("兩步驟驗證"))</dt><dd>\#(person.hasSecondFactor ? t("有") : "—")</dd></div><div><dt>\#(t("狀態"))</dt><dd>\#(state)</dd></div></dl>
            """#
    }

    private var appointments: HTML {
        let (t, today) = (call.t, call.city.clock.today)
        guard !person.appointments.isEmpty else { return #"<p>\#(t("還沒有職務，只能使用自己的帳號頁。"))</p>"# }
        let rows: [[HTML]] = person.appointments.map { kept in
            let text = AppointmentText(kept: kept, names: names, t: t).text
            let isOver = kept.until.map { $0 <= today } ?? false
            let button: HTML =
                isOver
                ? HTML(text: t("已結束"))
                : ActionButton(title: t("結束"), object: text, url: AdminURL.appointmentEnd(kept.id), call: call).html
            return [
                HTML(text: text), HTML(text: t.day(kept.from, seenFrom: today)),
                HTML(text: kept.until.map { t.day($0.adding(days: -1), seenFrom: today) } ?? "—"), button,
            ]
        }
        return DataTable(
            caption: t("職務"), columns: [.init(t("職務")), .init(t("從哪一天起")), .init(t("到哪一天為止")), .init(t("動作"))], rows: rows
        ).html
    }

    private var account: HTML {
        let t = call.t
        let reset = ActionButton(title: t("換新密碼"), object: person.name, url: "\(url)/password", call: call).html
        let isOwn = person.id == call.granted.person?.id
        let closing: HTML? =
            isOwn
            ? nil
            : person.closedAt == nil
                ? ActionButton(title: t("停用帳號"), object: person.name, url: "\(url)/closure", call: call).html
                : ActionButton(title: t("恢復帳號"), object: person.name, url: "\(url)/reopening", call: call).html
        return #"""
            <p>\#(t("換新密碼會關閉兩步驟驗證，並結束這個人所有的登入。停用後不能登入，做過的事和姓名都留著；依法刪除個人資料請用命令列。"))</p><div class="yk-chips">\#(reset)\#(closing)</div>
            """#
    }
}
