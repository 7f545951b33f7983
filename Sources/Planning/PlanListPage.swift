internal import Kernel
internal import Ledger
internal import Markup

/// All published plans, newest years first.
struct PlanListPage {
    let plans: [Plan]
    let next: PlanQueries.Cursor?
    let agencies: [Agency]
    let agency: String?
    let isFirst: Bool
    let moment: Moment
    let call: Call

    private var t: Words { call.t }

    var page: Page {
        var page = Page(title: t("施政計畫"), crumbs: [.init(t("首頁"), "/"), .init(t("施政計畫"))], menu: "plans", body: body)
        page.alternates = [.init(type: "application/atom+xml", title: t("計畫訂閱"), url: PlanURL.feed)]
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("施政計畫"))</h1><p class="yk-lead">\#(t("各機關答應四年內要做的事，從使命到每一項工作。"))</p></header>\#(moment.bar(PlanURL.list, call))\#(filter)\#(list)\#(pager)
        <p class="yk-toc-tools"><a href="\#(("/api/v1/plans.csv" as LocalURL).with(query: [("agency", agency), moment.pair]))">\#(Icon.line("down"))CSV</a><a href="\#(("/api/v1/plans.ods" as LocalURL).with(query: [("agency", agency), moment.pair]))">\#(Icon.line("down"))ODS</a><a href="\#(PlanURL.feed)">\#(Icon.line("feed"))Atom</a><a href="/plans/changes">\#(Icon.line("clock"))\#(t("兩天之間改了什麼"))</a></p></div>
        """#
    }

    private var filter: HTML {
        let options: [HTML] = agencies.map { #"<option value="\#($0.id)" \#($0.id == agency ? Attribute("selected") : nil)>\#($0.name)</option>"# }
        return #"""
            <form class="yk-filter mb-4" method="get" action="/plans"><div><label class="form-label" for="agency">\#(t("機關"))</label><select class="form-select" id="agency" name="agency"><option value="">\#(t("所有機關"))</option>\#(options)</select></div><button class="btn btn-outline-primary" type="submit">\#(t("只看這個機關"))</button></form>
            """#
    }

    private var list: HTML {
        if plans.isEmpty {
            return EmptyState(
                title: t("還沒有公布的計畫"), text: t("計畫公布後會出現在這裡。承辦同仁登入後可以匯入計畫。"),
                action: #"<a class="btn btn-outline-primary" href="/plans">\#(t("看所有機關"))</a>"#
            ).html
        }
        let words = PlanWords(t: t)
        let rows: [[HTML]] = plans.map { plan in
            [
                #"<a href="\#(moment.url(PlanURL.plan(plan.id)))">\#(plan.shortTitle)</a>"#, HTML(text: words.agency(plan)),
                HTML(text: words.years(plan)),
            ]
        }
        return DataTable(caption: t("施政計畫"), columns: [.init(t("計畫")), .init(t("機關")), .init(t("年度"))], rows: rows).html
    }

    private var pager: HTML {
        func url(_ after: String?) -> LocalURL {
            PlanURL.list.with(query: [("agency", agency), ("limit", call.request.query["limit"]), ("after", after), moment.pair])
        }
        return Pager(
            label: t("分頁"), first: isFirst ? nil : (t("從頭看"), url(nil)), next: next.map { (t("下一頁"), url($0.text)) }
        ).html
    }
}
