internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// Files of a matter: added and listed.
enum MatterFiles {
    static let fields = [
        Field("file", "附件", .file([".pdf", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".txt", ".csv"]))
    ]

    static let add = Endpoint(
        .post, "/matters/{matter}/files", .isParty(to: "matter"), .form("附上檔案", fields, bodyLimit: 202 << 20, spools: true)
    ) { call in
        let id = try call.parameter("matter")
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        var errors = sent.errors(in: fields)
        if errors.isEmpty, let file = sent.spooled["file"] {
            do {
                let kept = try await Files(call.city).keep(file)
                let matters = Matters(call.city)
                try await call.store.write(as: Actor(person.reference), "matters.attach") { db, changes in
                    try matters.attach(kept, to: id, by: person, db, &changes)
                }
                return .seeOther(MatterURL.matter(id).with(query: [("done", "step")]))
            } catch let refusal as Files.Refusal {
                errors["file"] = refusal.sentence
            } catch let refusal as MatterRefusal {
                errors["file"] = refusal.phrase
            }
        }
        let moment = try await call.moment()
        let view = try await MatterView.read(id, moment, call)
        return .page(
            MatterPage(view: view, moment: moment, call: call, attempt: .init(action: "attach", values: [:], errors: errors, problem: nil)).page)
    }

    /// What is attached, and for whoever may speak in the matter the way to attach more.
    static func section(_ view: MatterView, mayAdd: Bool, errors: [String: Phrase], _ call: Call) -> HTML? {
        guard mayAdd || !view.files.isEmpty else { return nil }
        let t = call.t
        let items: [HTML] = view.files.map { file in
            let url: LocalURL = "/files/\(file.id)"
            return
                #"<li><a href="\#(url)">\#(file.name)</a> <span class="yk-muted">\#(file.file.sizeText)．\#(t(file.file.state.title))</span></li>"#
        }
        let list: HTML? = items.isEmpty ? nil : #"<ul class="yk-items">\#(items)</ul>"#
        let form: HTML? =
            mayAdd
            ? #"<details class="yk-act" \#(errors.isEmpty ? nil : Attribute("open"))><summary>\#(t("附上檔案"))</summary><div>\#(FormView(fields, to: MatterURL.files(view.matter.id), submit: "附上", id: "attach-", call: call, errors: errors).html(t))</div></details>"#
            : nil
        return #"<section aria-labelledby="h-files"><h2 id="h-files">\#(t("附件"))</h2>\#(list)\#(form)</section>"#
    }
}
