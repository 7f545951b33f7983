internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/cases/{matter}`: a published matter as anyone may see it: what, by whom, how far. Words and names stay inside.
enum OpenMatterPage {
    static let page = Endpoint(.get, "/cases/{matter}", .everyone, .page("一件公開的案件", query: [Moment.parameter])) { call in
        let (id, moment) = (try call.parameter("matter"), try await call.moment())
        let found = try await call.store.read { db -> (Matter, String, LedgerSeal?)? in
            guard let matter = try MatterQueries.find(id, asOf: moment.asOf, db), matter.isPublic else { return nil }
            // What was withdrawn since is not shown in the past either.
            if moment.isPast, try MatterQueries.find(id, db)?.isPublic != true { return nil }
            let lead = try AgencyQueries.find(id: matter.lead, db)?.name ?? matter.lead
            return (matter, lead, try LedgerSeal.find(matter.reference, asOf: moment.asOf, db))
        }
        guard let (matter, lead, seal) = found else { throw Problem.notFound }
        let t = call.t
        let procedure = Matters(call.city).procedure(matter.procedure)
        var facts: [(String, String)] = [
            (t("案號"), matter.number), (t("流程"), procedure.map { t($0.title) } ?? matter.procedure), (t("主辦機關"), lead),
            (t("狀態"), procedure?.state(matter.state).map { t($0.title) } ?? matter.state), (t("開案"), call.time(matter.openedAt).day),
        ]
        if let due = matter.dueAt, matter.isOpen { facts.append((t("期限"), call.time(due).day)) }
        if let closed = matter.closedAt { facts.append((t("結案"), call.time(closed).day)) }
        let rows: [HTML] = facts.map { #"<div><dt>\#($0.0)</dt><dd>\#($0.1)</dd></div>"# }
        let sample: HTML? = matter.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil
        return .page(
            Page(
                title: matter.title, crumbs: [.init(t("首頁"), "/"), .init(matter.number)],
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(procedure.map { t($0.title) } ?? "")</p><h1>\#(matter.title)\#(sample)</h1></header>
                    <div class="yk-linebar">\#(moment.bar(MatterURL.open(id), call))\#(seal?.html(call, proof: MatterURL.openProof(id)))</div><dl class="yk-facts">\#(rows)</dl>
                    <p class="yk-toc-tools"><a href="\#(("/threads" as LocalURL).with(query: [("of", matter.reference.text)]))">\#(Icon.line("link"))\#(t("連到哪些東西"))</a></p></div>
                    """#))
    }

    static let proof = Endpoint(.get, "/cases/{matter}/proof", .everyone, .json("證明公開案件的最後一步在紀錄簿裡", .anyObject)) { call in
        let id = try call.parameter("matter")
        let found = try await call.store.read { db -> JSON? in
            guard try MatterQueries.find(id, db)?.isPublic == true else { throw Problem.notFound }
            return try LedgerSeal.proof(of: Reference("matters/matter", id), db)
        }
        guard let found else { throw Problem.notSealed }
        return .json(found)
    }
}
