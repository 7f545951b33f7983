internal import Kernel
internal import Markup
internal import Storage

/// What the pages of this module have in common.
struct AdminPage {
    let call: Call
    let title: String
    let menu: String
    var lead: Phrase?
    /// Steps between home and this page.
    var above: [Page.Crumb] = []
    /// A form on it was refused.
    var isRefused = false

    func reply(_ content: HTML) -> Reply {
        let t = call.t
        let intro: HTML? = lead.map { #"<p class="yk-lead">\#(t($0))</p>"# }
        var page = Page(
            title: title, crumbs: [.init(t("首頁"), "/")] + above + [.init(title)], menu: menu,
            body: #"<div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1>\#(intro)</header>\#(done)\#(content)</div>"#)
        page.frame = .workspace
        page.isPrivate = true
        if isRefused { page.status = 422 }
        return .page(page)
    }

    /// What was done just before, as the address says.
    private var done: HTML? {
        let said: Phrase? =
            switch call.request.query["done"] {
            case "added": "已新增。"
            case "changed": "已變更。"
            case "ended": "已結束。"
            case "closed": "已停用，這個人所有的登入都已結束。"
            case "reopened": "已恢復，密碼不變。"
            case "withdrawn": "已撤回，期限也移回來了。"
            case "unchanged": "內容和原來的一樣，沒有任何改變。"
            case "gone": "這一項剛才已經被別人改過，請看現在的樣子。"
            default: nil
            }
        return said.map { Notice.ok.html(#"<p>\#(call.t($0))</p>"#) }
    }

    static let doneQuery = QueryParameter("done", "剛才做了什麼")
}

/// A part of a page under a heading.
struct Section {
    let id: String
    let title: String
    let content: HTML

    init(_ id: String, _ title: String, _ content: HTML) {
        self.id = id
        self.title = title
        self.content = content
    }

    var html: HTML { #"<section class="mt-5" aria-labelledby="h-\#(id)"><h2 class="h3 mb-3" id="h-\#(id)">\#(title)</h2>\#(content)</section>"# }
}

/// A button that does one thing, as a form of its own.
struct ActionButton {
    let title: String
    /// For those who hear the page: what it is done to.
    let object: String
    let url: LocalURL
    let call: Call

    var html: HTML {
        #"""
        <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-outline-primary btn-sm" type="submit">\#(title)<span class="visually-hidden">：\#(object)</span></button></form>
        """#
    }
}

extension Call {
    /// The agencies that exist today, for choices.
    func agencies() async throws -> [Agency] {
        let today = city.clock.today
        return try await store.read { try AgencyQueries.valid(on: today, $0) }
    }

    /// The names of all agencies there are or were, by key.
    func agencyNames() async throws -> [String: String] {
        try await store.read { Dictionary(uniqueKeysWithValues: try AgencyQueries.all($0).map { ($0.id, $0.name) }) }
    }
}

extension [Agency] {
    var choices: [(value: String, label: Phrase)] { map { ($0.id, Phrase(said: $0.name)) } }
}
