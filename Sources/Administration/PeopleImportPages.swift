internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/people/import`: many accounts from one table. First a look at every row, then all of them or none.
enum PeopleImportPages {
    static let all = [show, look, run]

    static let fields = [
        Field("file", "檔案", .file([".csv"]), hint: "UTF-8 的 CSV，第一列是欄名：帳號、姓名、機關、職務、科組、到職日；後兩欄可以不要。")
    ]
    /// The table that was looked at, sent back as it was.
    static let runFields = [
        Field("table", "名單", .hidden, maximum: 100_000), Field("result", "初始密碼", .choice([("page", "顯示在網頁上"), ("csv", "下載成 CSV")])),
    ]

    static let show = Endpoint(.get, "/admin/people/import", .holds(AdministrationModule.managePeople), .page("從 CSV 匯入人員")) { call in
        page(call, nil, table: "")
    }

    static let look = Endpoint(
        .post, "/admin/people/import", .holds(AdministrationModule.managePeople), .form("檢查名單", fields, bodyLimit: 512 * 1024)
    ) { call in
        let sent = try await call.body()
        let errors = sent.errors(in: fields)
        guard errors.isEmpty, let file = sent.files["file"] else { return page(call, nil, table: "", errors: errors) }
        guard file.bytes.count <= 100_000 else { return page(call, nil, table: "", errors: ["file": "檔案太大，最多 100 KB。"]) }
        do {
            let city = call.city
            let people = try await call.store.read { try PeopleCSV(file.bytes, in: city, $0) }
            return page(call, people, table: String(decoding: file.bytes, as: UTF8.self))
        } catch let error as PeopleCSV.Unreadable {
            return page(call, nil, table: "", errors: ["file": error.phrase])
        }
    }

    static let run = Endpoint(
        .post, "/admin/people/import/all", .holds(AdministrationModule.managePeople), .form("匯入名單", runFields, bodyLimit: 512 * 1024)
    ) { call in
        let sent = try await call.body()
        let table = sent.values["table"] ?? ""
        guard sent.errors(in: runFields).isEmpty else { return page(call, nil, table: "", errors: ["file": "請再選一次檔案。"]) }
        let city = call.city
        guard let people = try? await call.store.read({ try PeopleCSV(Array(table.utf8), in: city, $0) }) else {
            return page(call, nil, table: "", errors: ["file": "請再選一次檔案。"])
        }
        guard !people.hasProblems else { return page(call, people, table: table) }
        let added = try await withPasswords(people.lines.compactMap(\.person), city.passwords)
        do {
            try await PersonQueries.addAll(added.map { ($0.person, $0.hash) }, at: city.clock.now(), as: call.granted.actor(), to: call.store)
        } catch StoreError.conflict {
            // Somebody took a handle between the look and now: the table says which.
            let people = try await call.store.read { try PeopleCSV(Array(table.utf8), in: city, $0) }
            return page(call, people, table: table)
        }
        return result(added.map { ($0.person.handle, $0.password) }, asFile: sent.text("result") == "csv", call)
    }

    private typealias Added = (person: NewPerson, password: String, hash: String)

    /// Hashes are slow on purpose; as many are made at once as the adapter lets.
    private static func withPasswords(_ people: [NewPerson], _ passwords: Passwords) async throws -> [Added] {
        try await withThrowingTaskGroup(of: (Int, Added).self) { group in
            for (index, person) in people.enumerated() {
                group.addTask {
                    let password = InitialPassword.make()
                    return (index, (person, password, try await passwords.hash(password)))
                }
            }
            var added: [Int: Added] = [:]
            for try await (index, one) in group { added[index] = one }
            return added.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private static func result(_ passwords: [(handle: String, password: String)], asFile: Bool, _ call: Call) -> Reply {
        guard asFile else {
            return PasswordPage(call: call, title: call.t("已新增 \(passwords.count) 人"), person: nil, passwords: passwords).reply
        }
        let rows = [["帳號", "初始密碼"]] + passwords.map { [$0.handle, $0.password] }
        var reply = Reply.bytes(CSV.write(rows, byteOrderMark: true), type: "text/csv; charset=utf-8; header=present")
        reply.headers.append(("Content-Disposition", "attachment; filename=\"passwords.csv\""))
        reply.headers.append(("Cache-Control", "no-store"))
        return reply
    }

    private static func page(_ call: Call, _ people: PeopleCSV?, table: String, errors: [String: Phrase] = [:]) -> Reply {
        let t = call.t
        let form = FormView(fields, to: "/admin/people/import", submit: "檢查名單", call: call, errors: errors)
        let seen: HTML? = people.map { looked($0, table, call) }
        return AdminPage(
            call: call, title: t("從 CSV 匯入人員"), menu: "people", lead: "先檢查每一列，沒有問題再一次全部匯入；只要有一列不對，就一個人也不會新增。",
            above: [.init(t("人員"), "/admin/people")], isRefused: !errors.isEmpty || people?.hasProblems == true
        ).reply(#"\#(seen)\#(Section("file", people == nil ? t("選擇檔案") : t("換一個檔案"), form.html(t)).html)"#)
    }

    private static func looked(_ people: PeopleCSV, _ table: String, _ call: Call) -> HTML {
        let t = call.t
        let rows: [[HTML]] = people.lines.map { line in
            let problems: [HTML] = line.problems.map { #"<li class="is-bad">\#(Light.bad.shape)\#(t($0))</li>"# }
            let state: HTML =
                problems.isEmpty ? Light.ok.html(word: t("可以新增"), colour: t("綠燈")) : #"<ul class="list-unstyled mb-0">\#(problems)</ul>"#
            return [
                HTML(text: String(line.line)), #"<code>\#(line.handle)</code>"#, HTML(text: line.name), HTML(text: line.agency),
                HTML(text: line.role),
                HTML(text: line.unit), state,
            ]
        }
        let wrong = people.lines.count { !$0.problems.isEmpty }
        let said: HTML =
            wrong > 0
            ? Notice.bad.html(#"<p>\#(t("\(people.lines.count) 列裡有 \(wrong) 列要改；改好後再選一次檔案。還沒有新增任何人。"))</p>"#)
            : Notice.ok.html(#"<p>\#(t("\(people.lines.count) 列都可以新增，還沒有新增任何人。"))</p>"#)
        let list = DataTable(
            caption: t("名單"),
            columns: [
                .init(t("行"), isNumber: true), .init(t("帳號")), .init(t("姓名")), .init(t("機關")), .init(t("職務")), .init(t("科組")), .init(t("檢查結果")),
            ],
            rows: rows)
        let run: HTML? =
            wrong > 0
            ? nil
            : FormView(
                runFields, to: "/admin/people/import/all", submit: "全部匯入", id: "run-", call: call, values: ["table": table, "result": "page"]
            ).html(t)
        return #"\#(said)\#(list.html)<div class="mt-4">\#(run)</div>"#
    }
}
