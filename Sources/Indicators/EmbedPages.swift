internal import Formats
internal import Kernel
internal import Ledger
internal import Markup

/// The chart of an indicator for other people's pages: as a picture, and as a page to be framed.
enum EmbedPages {
    static let picture = Endpoint(
        .get, "/indicators/{indicator}/chart.svg", .everyone, .bytes("指標的圖（SVG）", ["image/svg+xml"], query: [Moment.parameter])
    ) { call in
        let (history, moment) = try await read(call)
        let picture = IndicatorChart(history: history, moment: moment, t: call.t).chart.picture
        var reply = Reply.bytes(Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + picture.bytes, type: "image/svg+xml")
        // Made to be shown elsewhere (Fetch, "Cross-Origin-Resource-Policy"), with its colours in itself.
        reply.headers.append(("Cross-Origin-Resource-Policy", "cross-origin"))
        reply.headers.append(("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        return reply
    }

    static let frame = Endpoint(
        .get, "/indicators/{indicator}/embed", .everyone, .page("放進別的網頁的指標", query: [Moment.parameter])
    ) { call in
        let (history, moment) = try await read(call)
        let url = IndicatorURL.indicator(history.indicator.id)
        var page = Page(
            title: history.indicator.title,
            body: #"""
                <div class="yk-wrap"><h1 class="h3"><a href="\#(url)" target="_blank" rel="noopener">\#(history.indicator.title)</a></h1><p>\#(IndicatorPage(history: history, moment: moment, call: call).light) \#(IndicatorPage.sample(history.indicator, call.t))</p>
                \#(IndicatorChart(history: history, moment: moment, t: call.t).chart.html)<p class="yk-muted">\#(history.agency)．\#(call.city.government)</p></div>
                """#)
        page.frame = .embedded
        return .page(page)
    }

    private static func read(_ call: Call) async throws -> (IndicatorHistory, Moment) {
        let moment = try await call.moment()
        return (try await IndicatorHistory.read(try call.parameter("indicator"), moment, call, onlyPublic: true), moment)
    }
}
