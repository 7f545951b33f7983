internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// The page on which an officer checks what minutes ask for.
struct MinutesView {
    let minutes: MinutesRecord
    let directives: [DirectiveRecord]
    let agencies: [Agency]
    /// Cases of what was dispatched: number by matter.
    var numbers: [String: String] = [:]
    var errors: [String: Phrase] = [:]
    /// Somebody else has worked on it meanwhile.
    var isMovedOn = false
    let call: Call

    static func load(_ minutes: MinutesRecord, _ directives: [DirectiveRecord], _ call: Call) async throws -> MinutesView {
        let matters = directives.compactMap(\.matter)
        let numbers = try await call.store.read { try DirectiveQueries.numbers(of: matters, $0) }
        return MinutesView(minutes: minutes, directives: directives, agencies: try await MinutesForm.agencies(call), numbers: numbers, call: call)
    }

    static func sample(_ minutes: MinutesRecord, _ t: Words) -> HTML? { minutes.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil }

    private var t: Words { call.t }
    private var url: LocalURL { MinutesURL.check(minutes.id) }

    var page: Page {
        var page = Page(
            title: minutes.title,
            crumbs: [.init(t("首頁"), "/"), .init(t("列管事項"), "/directives"), .init(t("會議紀錄"), MinutesURL.list), .init(minutes.title)],
            menu: "minutes",
            body: #"""
                <header class="yk-pagehead"><h1>\#(minutes.title)\#(Self.sample(minutes, t))</h1><p class="yk-lead">\#(facts)</p></header>
                \#(notices)\#(minutes.state == .open ? form : list)
                """#)
        (page.isPrivate, page.frame) = (true, .workspace)
        page.status = isMovedOn ? 409 : errors.isEmpty ? 200 : 422
        return page
    }

    private var facts: String {
        let parts = [
            t(minutes.source.title), t.day(minutes.heldOn, seenFrom: call.city.clock.today), minutes.session, minutes.fileName,
            t(minutes.isPublic ? "公開" : "不公開"),
        ]
        return parts.compactMap(\.self).joined(separator: t("、"))
    }

    private var notices: HTML {
        var said: [HTML] = []
        switch call.request.query["done"] {
        case "kept" where errors.isEmpty && !isMovedOn: said.append(Notice.ok.html(#"<p>\#(t("存好了，還沒有交辦。"))</p>"#))
        case "dispatched" where minutes.state == .dispatched: said.append(Notice.ok.html(#"<p>\#(t("交辦好了，主辦機關的承辦人會在待辦裡看到。"))</p>"#))
        default: break
        }
        if isMovedOn {
            said.append(Notice.warn.html(#"<p>\#(t("別人剛才改過或交辦了這份紀錄，您的修改沒有存；您填的都還在下面。"))</p><p><a href="\#(url)">\#(t("看現在的樣子"))</a></p>"#))
        }
        if !errors.isEmpty {
            let links: [HTML] = errors.keys.sorted(by: before).prefix(40).map { key in
                ##"<li><a href="#f-\##(key)">\##(label(of: key))</a>：\##(t(errors[key] ?? ""))</li>"##
            }
            said.append(Notice.bad.html(#"<p>\#(t("還有 \(errors.count) 個地方要改，您填的內容都還在。"))</p><ul>\#(links)</ul>"#))
        }
        return said.joined()
    }

    private func before(_ left: String, _ right: String) -> Bool {
        func place(_ key: String) -> Int { key.split(separator: ".").dropFirst().first.flatMap { Int($0) } ?? -1 }
        return (place(left), left) < (place(right), right)
    }

    private func label(of field: String) -> String {
        let parts = field.split(separator: ".").map(String.init)
        guard parts.count == 3, let place = Int(parts[1]) else { return t("勾選的事項") }
        let names: [String: Phrase] = ["text": "交辦事項", "lead": "主辦機關", "supporting": "協辦機關", "due": "期限"]
        return t("第 \(place + 1) 項") + " " + (names[parts[2]].map { t($0) } ?? "")
    }

    private var form: HTML {
        let rows: [HTML] = directives.enumerated().map { MinutesRow(place: $0, directive: $1, agencies: agencies, errors: errors, t: t).html }
        return #"""
            <p>\#(t("讀到 \(directives.count) 項。請核對文字、主（協）辦機關和期限；不列管的取消勾選。"))</p>
            <form class="yk-form" method="post" action="\#(url)" novalidate><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="revision" value="\#(minutes.revision)">
            <button class="visually-hidden" type="submit" name="do" value="keep" tabindex="-1" aria-hidden="true">\#(t("存起來"))</button>
            <ol class="yk-rows">\#(rows)</ol>
            <div><label class="form-label" for="f-due">\#(t("沒有期限的一律訂為")) <span class="yk-muted">\#(t("（可不填）"))</span></label><input class="form-control yk-digits" type="date" id="f-due" name="due" value=""></div>
            <div class="yk-actions"><button class="btn btn-primary" type="submit" name="do" value="dispatch">\#(t("交辦勾選的事項"))</button><button class="btn btn-outline-primary" type="submit" name="do" value="keep">\#(t("存起來，還不交辦"))</button></div></form>
            """#
    }

    /// After the dispatch: what became a case, and what was left out.
    private var list: HTML {
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        let rows: [[HTML]] = directives.map { one in
            let number: HTML = one.matter.map { #"<a href="\#(MinutesURL.matter($0))">\#(numbers[$0] ?? t("案件"))</a>"# } ?? HTML(text: t("不列管"))
            return [
                number, HTML(text: one.title), HTML(text: one.lead.map { names[$0] ?? $0 } ?? one.leadWords),
                HTML(text: one.supporting.map { names[$0] ?? $0 }.joined(separator: t("、"))),
                HTML(text: one.due.map { t.day($0, seenFrom: call.city.clock.today) } ?? ""),
            ]
        }
        return DataTable(
            caption: t("事項"), columns: [.init(t("案號")), .init(t("交辦事項")), .init(t("主辦機關")), .init(t("協辦機關")), .init(t("期限"))], rows: rows
        ).html
    }
}

/// One line of the form.
struct MinutesRow {
    let place: Int
    let directive: DirectiveRecord
    let agencies: [Agency]
    let errors: [String: Phrase]
    let t: Words

    var html: HTML {
        let number = place + 1
        let on = directive.isChosen ? Attribute("checked") : nil
        let lead = name("lead")
        let choices: [HTML] = agencies.map {
            #"<option value="\#($0.id)" \#($0.id == directive.lead ? Attribute("selected") : nil)>\#($0.name)</option>"#
        }
        let unknown = directive.lead == nil && !directive.leadWords.isEmpty ? t("紀錄寫「\(directive.leadWords)」，請選是哪一個機關。") : nil
        return #"""
            <li class="mb-4"><fieldset><legend>\#(t("第 \(number) 項"))\#(origin)</legend>
            <p><label class="yk-check"><input type="checkbox" name="\#(name("on"))" value="1" \#(on)> \#(t("列管第 \(number) 項"))</label></p>\#(heading)
            <div><label class="form-label" for="f-\#(name("text"))">\#(t("交辦事項"))</label><textarea class="form-control \#(invalid("text"))" id="f-\#(name("text"))" name="\#(name("text"))" rows="3" maxlength="1000" \#(described("text"))>
            \#(directive.text)</textarea>\#(message("text"))</div>
            <div class="yk-fields"><div><label class="form-label" for="f-\#(lead)">\#(t("主辦機關"))</label><select class="form-select \#(invalid("lead"))" id="f-\#(lead)" name="\#(lead)" \#(described("lead", hasHint: unknown != nil))><option value="">\#(t("請選擇機關"))</option>\#(choices)</select>\#(hint("lead", unknown))\#(message("lead"))</div>
            <div><label class="form-label" for="f-\#(name("supporting"))">\#(t("協辦機關"))</label><input class="form-control \#(invalid("supporting"))" type="text" id="f-\#(name("supporting"))" name="\#(name("supporting"))" value="\#(supporting)" maxlength="300" \#(described("supporting"))>\#(message("supporting"))</div>
            <div><label class="form-label" for="f-\#(name("due"))">\#(t("期限"))</label><input class="form-control yk-digits \#(invalid("due"))" type="date" id="f-\#(name("due"))" name="\#(name("due"))" value="\#(directive.due?.iso ?? "")" \#(described("due", hasHint: dueHint != nil))>\#(hint("due", dueHint))\#(message("due"))</div></div></fieldset></li>
            """#
    }

    private func name(_ field: String) -> String { "p.\(place).\(field)" }

    private var origin: String {
        let line = directive.line.map { t("（\(t(directive.kind.title))，原文第 \($0) 行）") }
        return line ?? ""
    }

    private var heading: HTML? { directive.heading.isEmpty ? nil : #"<p class="yk-muted yk-small">\#(directive.heading)</p>"# }

    private var supporting: String {
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        let known = directive.supporting.map { names[$0] ?? $0 }
        return (known + [directive.supportingWords]).filter { !$0.isEmpty }.joined(separator: "、")
    }

    private var dueHint: String? { directive.dueWords.isEmpty ? nil : t("紀錄寫「\(directive.dueWords)」。") }

    private func invalid(_ field: String) -> String { errors[name(field)] == nil ? "" : "is-invalid" }

    private func hint(_ field: String, _ text: String?) -> HTML? { text.map { #"<p class="form-text" id="h-\#(name(field))">\#($0)</p>"# } }

    private func message(_ field: String) -> HTML? {
        errors[name(field)].map { #"<p class="invalid-feedback" id="e-\#(name(field))">\#(Light.bad.shape)\#(t($0))</p>"# }
    }

    private func described(_ field: String, hasHint: Bool = false) -> [Attribute] {
        let ids = [hasHint ? "h-\(name(field))" : nil, errors[name(field)] == nil ? nil : "e-\(name(field))"].compactMap(\.self)
        return (errors[name(field)] == nil ? [] : [Attribute("aria-invalid", "true")])
            + (ids.isEmpty ? [] : [Attribute("aria-describedby", ids.joined(separator: " "))])
    }
}
