internal import Kernel
internal import Markup

/// `/developers`: what programs can ask, for the people who write them.
enum APIPage {
    static let page = Endpoint(.get, "/developers", .everyone, .page("API 文件")) { call in
        let t = call.t
        let rows: [[HTML]] = call.city.endpoints.filter(isForPrograms).map { endpoint in
            [#"<code>\#(endpoint.path)</code>"#, HTML(text: t(endpoint.doc.summary)), HTML(text: formats(endpoint))]
        }
        let table = DataTable(caption: t("給程式用的網址"), columns: [.init(t("網址")), .init(t("內容")), .init(t("格式"))], rows: rows)
        let example = "curl \(call.city.address)/api/v1/plans"
        return .page(
            Page(
                title: t("API 文件"), crumbs: [.init(t("首頁"), "/"), .init(t("API 文件"))],
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("API 文件"))</h1>
                    <p class="yk-lead">\#(t("不必申請金鑰。清單以 next 翻頁；帶 If-None-Match 再問一次，沒有改變就只回 304。"))</p></header>
                    <h2 class="h3">\#(t("試試看"))</h2><pre class="yk-scroll" tabindex="0" role="region" aria-label="\#(t("試試看"))"><code>\#(example)</code></pre>
                    \#(table.html)
                    <p class="mt-4"><a href="/openapi.json">\#(t("OpenAPI 文件（機器可讀，含每一個網址）"))</a></p></div>
                    """#))
    }

    private static func isForPrograms(_ endpoint: Endpoint) -> Bool {
        endpoint.method == .get
            && (endpoint.path.hasPrefix("/api/") || endpoint.path.hasSuffix("/feed") || endpoint.path.hasSuffix("/events")
                || endpoint.path == "/health")
    }

    private static func formats(_ endpoint: Endpoint) -> String {
        switch endpoint.doc.answer {
        case .json(_, let alsoTable): alsoTable ? "JSON、CSV、ODS" : "JSON"
        case .bytes(let types): types.joined(separator: "、")
        case .events: "text/event-stream"
        case .page(data: .some): "HTML、JSON、CSV、ODS"
        case .page, .form: "HTML"
        }
    }
}
