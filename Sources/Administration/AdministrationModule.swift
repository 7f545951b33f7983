public import Kernel
internal import Markup
internal import Storage

/// 系統管理: what an administrator looks after on the web: agencies, people, rules, calendars, languages.
public enum AdministrationModule {
    static let manageAgencies = Permission("administration.manageAgencies", "新增、改名、裁撤、整併機關")
    static let managePeople = Permission("administration.managePeople", "新增、匯入、停用人員，指派職務，設定代理")
    static let manageRules = Permission("administration.manageRules", "變更規則的數字，查看語言")
    static let manageCalendars = Permission("administration.manageCalendars", "匯入辦公日曆，公布停止上班")

    /// What App's table of rights hands out.
    public static let permissions = [manageAgencies, managePeople, manageRules, manageCalendars]

    public static let module = Module(
        name: "administration", title: "系統管理",
        permissions: permissions,
        endpoints: AgencyPages.all + PeoplePages.all + PersonPages.all + PeopleImportPages.all + DelegationPages.all + OwnDelegationPages.all
            + [RolesPage.page] + SettingPages.all + CalendarPages.all + ClosurePages.all + [LanguagesPage.page],
        menu: [
            MenuItem("own-delegation", "我的代理", "/account/delegation", in: .desk(.work), icon: "user"),
            MenuItem("agencies", "機關", "/admin/agencies", in: .desk(.administration), icon: "home", permission: manageAgencies),
            MenuItem("people", "人員", "/admin/people", in: .desk(.administration), icon: "user", permission: managePeople),
            MenuItem("delegations", "代理", "/admin/delegations", in: .desk(.administration), icon: "link", permission: managePeople),
            MenuItem("roles", "職務與權限", "/admin/roles", in: .desk(.administration), icon: "key", permission: managePeople),
            MenuItem("settings", "規則的數字", "/admin/settings", in: .desk(.administration), icon: "list", permission: manageRules),
            MenuItem("calendars", "辦公日曆", "/admin/calendars", in: .desk(.administration), icon: "clock", permission: manageCalendars),
            MenuItem("languages", "語言", "/admin/languages", in: .desk(.administration), icon: "globe", permission: manageRules),
        ],
        english: PackageResources.en_json)
}
