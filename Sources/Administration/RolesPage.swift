internal import Kernel
internal import Markup

/// `/admin/roles`: the table of rights, as it is in force. It is part of the program and cannot be changed here.
enum RolesPage {
    static let page = Endpoint(.get, "/admin/roles", .holds(AdministrationModule.managePeople), .page("職務與權限")) { call in
        let t = call.t
        let sections: [HTML] = call.city.modules.filter { !$0.permissions.isEmpty }.map { module in
            let rows: [[HTML]] = module.permissions.map { permission in
                let holders: [HTML] = Role.allCases.compactMap { role in
                    let breadths = call.city.grants.filter { $0.role == role && $0.permission == permission }.map(\.breadth)
                    guard let breadth = breadths.contains(.city) ? .city : breadths.first else { return nil }
                    return #"<li>\#(t(role.title)) <span class="yk-badge">\#(breadth == .city ? t("全市") : t("所屬機關"))</span></li>"#
                }
                return [
                    HTML(text: t(verbatim: permission.sentence)), #"<code>\#(permission.id)</code>"#,
                    #"<ul class="list-unstyled mb-0">\#(holders)</ul>"#,
                ]
            }
            let table = DataTable(caption: t(module.title), columns: [.init(t("可以做什麼")), .init(t("權限")), .init(t("誰擁有"))], rows: rows)
            return Section(module.name, t(module.title), table.html).html
        }
        return AdminPage(
            call: call, title: t("職務與權限"), menu: "roles", lead: "誰可以做什麼寫在程式裡，改動要經過審查；這一頁只供查看。職務在人員的頁面指派。"
        ).reply(#"\#(sections)"#)
    }
}
