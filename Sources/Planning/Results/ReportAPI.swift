internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What programs are told about results reports; members are added, never changed or taken away.
enum ReportAPI {
    static let show = Endpoint(.get, "/api/v1/reports/{report}", .everyone, .json("一份施政成果報告", shape, alsoTable: true)) { call in
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: true)
        return try table(view, call) ?? .json(json(view, call))
    }

    private static let shape = Schema.object([
        ("id", .string), ("agency", .string), ("year", .wholeNumber), ("title", .string), ("takenAt", .string), ("publishedAt", .string),
        ("url", .string),
        (
            "sections",
            .list(
                .object([
                    ("id", .string), ("level", .wholeNumber), ("label", .string), ("title", .string), ("text", .string),
                    ("about", .nullable(.string)),
                    (
                        "figures",
                        .list(
                            .object([
                                ("indicator", .string), ("title", .string), ("unit", .string), ("target", .nullable(.number)),
                                ("value", .nullable(.number)), ("attainment", .nullable(.number)), ("light", .string), ("isSample", .bool),
                                ("proof", .nullable(.string)),
                            ]))
                    ),
                    (
                        "works",
                        .list(
                            .object([
                                ("reference", .string), ("title", .string), ("date", .nullable(.string)), ("isSample", .bool), ("proof", .string),
                            ]))
                    ),
                    (
                        "items",
                        .list(
                            .object([
                                ("reference", .string), ("title", .string), ("unit", .string), ("budget", .wholeNumber), ("state", .string),
                                ("progress", .string), ("isSample", .bool), ("proof", .string),
                            ]))
                    ),
                    (
                        "measures",
                        .list(
                            .object([
                                ("reference", .string), ("title", .string), ("unit", .string), ("weight", .number), ("target", .number),
                                ("value", .nullable(.number)), ("attainment", .nullable(.number)), ("score", .nullable(.number)), ("isSample", .bool),
                                ("proof", .string),
                            ]))
                    ),
                ]))
        ),
    ])

    private static func json(_ view: ReportView, _ call: Call) -> JSON {
        func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
        let sections = view.lines.map { line -> JSON in
            let figures = (line.about.flatMap { view.facts.figures[$0] } ?? []).map { figure -> JSON in
                [
                    "indicator": .string(figure.indicator.id), "title": .string(figure.indicator.title), "unit": .string(figure.indicator.unit),
                    "target": number(figure.target), "value": number(figure.value), "attainment": number(figure.attainment),
                    "light": .string(figure.light.rawValue), "isSample": .bool(figure.indicator.isSample),
                    "proof": figure.last.map { .string(LedgerURL.proof(of: $0.reference).text) } ?? .null,
                ]
            }
            let works = (line.about.flatMap { view.facts.works[$0] } ?? []).map { work -> JSON in
                [
                    "reference": .string(work.reference.text), "title": .string(work.title),
                    "date": work.changedAt.map { .string($0.taipeiDay.iso) } ?? .null, "isSample": .bool(work.isSample),
                    "proof": .string(LedgerURL.proof(of: work.reference).text),
                ]
            }
            return [
                "id": .string(line.id), "level": .int(Int64(line.level)), "label": .string(line.label), "title": .string(line.title),
                "text": .string(line.text), "about": line.about.map { .string($0.text) } ?? .null, "figures": .array(figures), "works": .array(works),
                "items": .array(view.year?.itemsJSON(line) ?? []), "measures": .array(view.year?.measuresJSON(line) ?? []),
            ]
        }
        let report = view.report
        return [
            "id": .string(report.id), "agency": .string(report.agency), "year": .int(Int64(report.years.lowerBound)), "title": .string(report.title),
            "takenAt": .string((report.takenAt ?? view.moment.time)?.description ?? ""),
            "publishedAt": .string(report.publishedAt?.description ?? ""),
            "url": .string(ReportURL.published(report.id).text), "sections": .array(sections),
        ]
    }

    private static let columns = [
        TableColumn("section", "章節", .narrow), TableColumn("about", "計畫項目"), TableColumn("kind", "種類", .narrow), TableColumn("reference", "紀錄"),
        TableColumn("title", "名稱", .wide), TableColumn("unit", "單位", .narrow), TableColumn("target", "目標", .narrow),
        TableColumn("value", "實際", .narrow), TableColumn("attainment", "達成率（％）", .narrow), TableColumn("light", "燈號", .narrow),
        TableColumn("date", "日期", .narrow), TableColumn("state", "狀態", .narrow), TableColumn("is_sample", "示範資料", .narrow),
    ]

    /// Figures and what was done, a row each; nil where no table is asked for.
    private static func table(_ view: ReportView, _ call: Call) throws -> Reply? {
        guard var table = call.table(view.report.id, title: "施政成果報告的數字與辦理事項", columns: columns) else { return nil }
        for line in view.lines {
            guard let about = line.about else { continue }
            let start: [SheetCell] = [.text(line.label), .text(about.text)]
            for figure in view.facts.figures[about] ?? [] {
                table.append(
                    start + [
                        .text("indicator"), .text(figure.indicator.reference.text), .text(figure.indicator.title), .text(figure.indicator.unit),
                        .some(figure.target) { .number($0) }, .some(figure.value) { .number($0) }, .some(figure.attainment) { .number($0) },
                        .text(figure.light.rawValue), .empty, .empty, .bool(figure.indicator.isSample),
                    ])
            }
            for row in view.year?.rows(line) ?? [] { table.append(start + row) }
            for work in view.facts.works[about] ?? [] {
                table.append(
                    start + [
                        .text("work"), .text(work.reference.text), .text(work.title), .empty, .empty, .empty, .empty, .empty,
                        .some(work.changedAt) { .date($0.taipeiDay) }, .some(work.state) { .text($0.key) }, .bool(work.isSample),
                    ])
            }
        }
        return try table.reply()
    }
}
