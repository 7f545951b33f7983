internal import Formats
internal import Kernel
internal import Markup

/// Accounts as a table, with what narrows it.
struct PeopleList {
    let people: [PersonRecord]
    let next: String?
    let search: String
    let agency: String?
    let isFirst: Bool
    let names: [String: String]
    let agencies: [Agency]
    let call: Call

    private var t: Words { call.t }

    var reply: Reply {
        AdminPage(call: call, title: t("人員"), menu: "people").reply(
            #"""
            <p class="yk-chips mb-4"><a class="btn btn-primary" href="/admin/people/new">\#(Icon.line("plus"))\#(t("新增人員"))</a><a class="btn btn-outline-primary" href="/admin/people/import">\#(Icon.line("upload"))\#(t("從 CSV 匯入"))</a></p>
            \#(filter)\#(table)\#(pager)
            """#)
    }

    private var filter: HTML {
        let options: [HTML] = agencies.map { #"<option value="\#($0.id)" \#($0.id == agency ? Attribute("selected") : nil)>\#($0.name)</option>"# }
        return #"""
            <form class="yk-filter mb-4" method="get" action="/admin/people"><div><label class="form-label" for="q">\#(t("帳號或姓名"))</label><input class="form-control" id="q" name="q" value="\#(search)"></div><div><label class="form-label" for="agency">\#(t("機關"))</label><select class="form-select" id="agency" name="agency"><option value="">\#(t("所有機關"))</option>\#(options)</select></div><button class="btn btn-outline-primary" type="submit">\#(t("找人"))</button></form>
            """#
    }

    private var table: HTML {
        guard !people.isEmpty else {
            return EmptyState(
                title: t("沒有符合的人"), text: t("換個字再找，或看所有的人。"), action: #"<a class="btn btn-outline-primary" href="/admin/people">\#(t("看所有的人"))</a>"#
            ).html
        }
        let today = call.city.clock.today
        let rows: [[HTML]] = people.map { person in
            let held: [HTML] = person.appointments.filter { $0.holds(on: today) }.map {
                #"<li>\#(AppointmentText(kept: $0, names: names, t: t).text)</li>"#
            }
            return [
                #"<a href="\#(AdminURL.person(person.id))">\#(person.name)</a>"#, #"<code>\#(person.handle)</code>"#,
                held.isEmpty ? #"<span class="yk-muted">\#(t("沒有職務"))</span>"# : #"<ul class="list-unstyled mb-0">\#(held)</ul>"#,
                HTML(text: person.hasSecondFactor ? t("有") : "—"), HTML(text: person.closedAt == nil ? t("使用中") : t("已停用")),
            ]
        }
        return DataTable(
            caption: t("人員"), columns: [.init(t("姓名")), .init(t("帳號")), .init(t("今天的職務")), .init(t("兩步驟驗證")), .init(t("狀態"))], rows: rows
        ).html
    }

    private var pager: HTML {
        func url(_ after: String?) -> LocalURL {
            ("/admin/people" as LocalURL).with(query: [("q", search.isEmpty ? nil : search), ("agency", agency), ("after", after)])
        }
        return Pager(label: t("分頁"), first: isFirst ? nil : (t("從頭看"), url(nil)), next: next.map { (t("下一頁"), url($0)) }).html
    }
}

/// An appointment in words: 研考會管考組．研考會同仁.
struct AppointmentText {
    let kept: PersonRecord.Kept
    let names: [String: String]
    let t: Words

    var text: String {
        let role = kept.role.map { t($0.title) } ?? t("不認得的職務")
        return "\(names[kept.agency] ?? kept.agency)\(kept.unit.map { " \($0)" } ?? "")．\(role)"
    }
}
