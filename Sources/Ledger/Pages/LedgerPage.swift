internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/ledger`: what this is, what was signed last, and how anyone checks it.
struct LedgerPage {
    static let page = Endpoint(.get, "/ledger", .everyone, .page("紀錄簿：每一次改變，都能證明")) { call in
        let heads = try await call.store.point { try LedgerQueries.heads(before: nil, limit: 10, $0) }
        let (keys, waiting) = try await call.store.read { (try LedgerKeys($0), try LedgerQueries.waiting($0)) }
        return .page(LedgerPage(heads: heads, keys: keys, waiting: waiting, call: call).page)
    }

    let heads: [LedgerQueries.Head]
    let keys: LedgerKeys
    let waiting: Int
    let call: Call

    private var t: Words { call.t }

    private var page: Page {
        var page = Page(title: t("紀錄簿"), crumbs: [.init(t("首頁"), "/"), .init(t("紀錄簿"))], menu: "ledger", body: body)
        page.alternates = [.init(type: "application/atom+xml", title: t("紀錄簿的樹頭"), url: LedgerURL.feed)]
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("紀錄簿"))</h1><p class="yk-lead">\#(t("這個系統裡的每一次改變都留下一筆紀錄。紀錄排好順序、用雜湊樹綁在一起，再由市府簽章：少一筆、多一筆、改一個字，任何人都驗得出來。"))</p></header>
        \#(newest)
        <section class="yk-knot" aria-labelledby="h-how"><div class="yk-head"><h2 id="h-how">\#(t("怎麼驗算"))</h2></div>\#(how)</section>
        <section class="yk-knot" aria-labelledby="h-what"><div class="yk-head"><h2 id="h-what">\#(t("公開什麼，不公開什麼"))</h2></div><p>\#(t("公開的是樹頭和雜湊值。紀錄的內容不公開；看得到某一頁的人，才拿得到那一頁的紀錄。個人資料不在紀錄裡，只有加了亂數的雜湊值；依法刪除個人資料時亂數一併刪除，留下的雜湊值不再能對應到任何人。"))</p></section>
        <section class="yk-knot" aria-labelledby="h-heads"><div class="yk-head"><h2 id="h-heads">\#(t("最近的樹頭"))</h2></div>\#(list)</section>
        <section class="yk-knot" aria-labelledby="h-keys"><div class="yk-head"><h2 id="h-keys">\#(t("簽章的公鑰"))</h2></div>\#(keyList)</section></div>
        """#
    }

    private var newest: HTML {
        guard let head = heads.first else {
            return EmptyState(title: t("還沒有簽過"), text: t("系統啟動後，會把已有的紀錄排好順序並簽章。")).html
        }
        let day = call.time(head.at)
        return #"""
            <dl class="yk-facts"><div><dt>\#(t("紀錄"))</dt><dd>\#(t("\(grouped(head.size)) 筆"))</dd></div>
            <div><dt>\#(t("最後簽章"))</dt><dd><time datetime="\#(day.iso)">\#(day.minute)</time></dd></div>
            <div><dt>\#(t("樹根"))</dt><dd><code>\#(head.root.base64)</code></dd></div>
            <div><dt>\#(t("還沒排進去的"))</dt><dd>\#(waitingText)</dd></div></dl>
            """#
    }

    private var waitingText: String { waiting >= 1000 ? t("1,000 筆以上") : t("\(waiting) 筆") }

    private var how: HTML {
        #"""
        <ol><li>\#(t("到想查的那一頁，打開「可驗證」，下載證明。"))</li>
        <li>\#(t("向市府以外的地方拿一份公鑰或以前的樹頭，例如自己訂閱留下的。"))</li>
        <li>\#(t("離線執行 yankao ledger verify-proof 證明檔 --key 公鑰檔；也可以用不到一百行的 Python 程式（原始碼裡的 Tests/Conformance/ledger_check.py）。"))</li>
        <li>\#(t("留著樹頭。以後向這裡要「一致性證明」，就能確定從那時起沒有任何一筆被改過。"))</li></ol>
        <p class="yk-toc-tools"><a href="\#(LedgerURL.checkpoint)">\#(Icon.line("down"))\#(t("最新樹頭"))</a><a href="\#(LedgerURL.feed)">\#(Icon.line("feed"))\#(t("訂閱樹頭（Atom）"))</a><a href="\#(LedgerURL.keys)">\#(Icon.line("key"))\#(t("公鑰"))</a><a href="/developers">\#(Icon.line("code"))\#(t("給程式"))</a></p>
        """#
    }

    private var list: HTML {
        let rows: [[HTML]] = heads.map { head in
            let day = call.time(head.at)
            return [#"<time datetime="\#(day.iso)">\#(day.minute)</time>"#, HTML(text: grouped(head.size)), #"<code>\#(head.root.base64)</code>"#]
        }
        return DataTable(
            caption: t("最近的樹頭"), columns: [.init(t("時間")), .init(t("筆數"), isNumber: true), .init(t("樹根"))], rows: rows
        ).html
    }

    private var keyList: HTML {
        let rows: [[HTML]] = keys.all.map { key in
            let day = call.time(key.createdAt)
            let isTrusted = !keys.unendorsed.contains(key.verifier)
            let state = key.verifier == keys.current ? t("使用中") : t("已換掉")
            return [
                #"<code>\#(key.verifier.description)</code>"#, #"<time datetime="\#(day.iso)">\#(day.minute)</time>"#,
                HTML(text: isTrusted ? state : state + t("；前一把遺失，沒有背書")),
            ]
        }
        return DataTable(caption: t("簽章的公鑰"), columns: [.init(t("公鑰")), .init(t("開始")), .init(t("狀態"))], rows: rows).html
    }
}
