internal import Formats
internal import Kernel
internal import Markup

/// `/admin/languages`: how complete the translations are, module by module, and what is missing.
enum LanguagesPage {
    static let page = Endpoint(.get, "/admin/languages", .holds(AdministrationModule.manageRules), .page("語言")) { call in
        let t = call.t
        let rows: [[HTML]] = try call.city.modules.map { module in
            let own = try count(module.english)
            let declared = declared(module)
            let missing = declared.map(\.key).filter { lacks($0, call) }
            let light =
                missing.isEmpty
                ? Light.ok.html(word: t("齊全"), colour: t("綠燈")) : Light.warn.html(word: t("缺 \(missing.count) 句"), colour: t("黃燈"))
            return [HTML(text: t(module.title)), HTML(text: String(own)), HTML(text: String(declared.count)), light]
        }
        let table = DataTable(
            caption: t("英文"),
            columns: [.init(t("模組")), .init(t("譯好的句子"), isNumber: true), .init(t("選單、規則與說明"), isNumber: true), .init(t("狀態"))], rows: rows)
        let missing = Set(call.city.modules.flatMap(declared).map(\.key).filter { lacks($0, call) }).union(call.city.english.missing)
        return AdminPage(
            call: call, title: t("語言"), menu: "languages", lead: "正體中文是原文，也是每一句的鍵；英文逐句對照。資料本身（計畫、機關名稱）照原文顯示。"
        ).reply(#"\#(table.html)\#(Section("missing", t("缺少的句子"), list(missing.sorted(), t)).html)"#)
    }

    /// A unit such as MB is the same in every language.
    private static func lacks(_ key: String, _ call: Call) -> Bool {
        call.city.english[key] == nil && key.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    private static func list(_ missing: [String], _ t: Words) -> HTML {
        guard !missing.isEmpty else { return #"<p>\#(t("沒有。啟動以來每一句都有英文。"))</p>"# }
        let items: [HTML] = missing.map { #"<li lang="zh-Hant-TW">\#($0)</li>"# }
        return #"<p>\#(t("啟動以來要用英文說、卻只有中文的句子："))</p><ul>\#(items)</ul>"#
    }

    private static func count(_ catalogue: [UInt8]) throws -> Int {
        guard case .object(let members) = try JSON(parsing: catalogue) else { return 0 }
        return members.count
    }

    /// The sentences a module declares as data, so that they are known without being said.
    private static func declared(_ module: Module) -> [Phrase] {
        [module.title] + module.menu.map(\.title)
            + module.settings.flatMap { [$0.summary, $0.unit, $0.source] } + module.endpoints.map(\.doc.summary) + module.jobs.map(\.title)
    }
}
