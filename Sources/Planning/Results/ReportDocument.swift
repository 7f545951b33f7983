internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// A results report, or a book of several, as a document to print: headings, contents, tables, charts and pictures with what stands for them.
struct ReportDocument {
    let views: [ReportView]
    let title: String
    /// Bytes of pictures, by the file's hash.
    let pictures: [String: [UInt8]]
    let call: Call

    private var t: Words { call.t }

    init(_ view: ReportView, pictures: [String: [UInt8]], call: Call) {
        self.init(book: [view], title: view.report.title, pictures: pictures, call: call)
    }

    init(book views: [ReportView], title: String, pictures: [String: [UInt8]], call: Call) {
        (self.views, self.title, self.pictures, self.call) = (views, title, pictures, call)
    }

    /// The bytes of all pictures that a document will hold.
    static func pictures(of views: [ReportView], _ call: Call) async throws -> [String: [UInt8]] {
        var bytes: [String: [UInt8]] = [:]
        for picture in views.flatMap({ $0.pictures.values.flatMap { $0 } }) where bytes[picture.attachment.file.hash] == nil {
            bytes[picture.attachment.file.hash] = try await Files(call.city).bytes(of: picture.attachment.file)
        }
        return bytes
    }

    var text: TextDocument {
        let isBook = views.count > 1
        var blocks: [TextDocument.Block] = [.title(title)]
        blocks.append(.contents(title: t("目次"), depth: 2))
        if !isBook { blocks.append(.pageBreak) }
        for view in views {
            if isBook { blocks += [.pageBreak, .heading(view.report.title, level: 1)] }
            blocks += report(view, isBook ? 1 : 0)
        }
        return TextDocument(title: title, language: t.language.tag, blocks: blocks)
    }

    private func report(_ view: ReportView, _ depth: Int) -> [TextDocument.Block] {
        var blocks: [TextDocument.Block] = []
        let day = t.language == .english ? view.moment.day.iso : view.moment.day.roc(.plain)
        blocks.append(.runs([.text(t("資料取自紀錄簿，截至 \(day)。"))], .note))
        if view.isSample { blocks.append(.runs([.text(t("標有示範資料的，是為了示範而編的。"))], .note)) }
        if let year = view.year { blocks.append(.paragraph(year.name(year.summary(t), t))) }
        let figures = view.figures
        if !figures.isEmpty {
            blocks.append(.heading(t("指標一覽"), level: 1 + depth))
            blocks.append(
                .table(
                    columns: [t("指標"), t("目標"), t("實際"), t("達成率"), t("燈號")],
                    rows: figures.map { figure in
                        [
                            name(figure), figure.shown(figure.target), figure.shown(figure.value), figure.shownAttainment(), figure.lightWord(t),
                        ]
                    }))
        }
        return blocks + view.lines.flatMap { section($0, view, depth) }
    }

    private func section(_ line: ReportLine, _ view: ReportView, _ depth: Int) -> [TextDocument.Block] {
        let label = line.label.isEmpty ? "" : line.level == 1 ? line.label + "、" : line.label + " "
        var blocks: [TextDocument.Block] = [.heading(label + line.title, level: min(3, line.level + depth))]
        if let planned = line.about.flatMap({ view.planned[$0] }) {
            let words = planned.text.isEmpty ? planned.title : planned.text
            if words != line.title { blocks.append(.runs([.text(words)], .quote)) }
        }
        blocks += line.text.split(separator: "\n").map { .paragraph(String($0)) }
        for picture in view.pictures[line.id] ?? [] { blocks += self.picture(picture) }
        for figure in line.about.flatMap({ view.facts.figures[$0] }) ?? [] { blocks += self.figure(figure) }
        blocks += view.year?.blocks(line, t) ?? []
        if let works = line.about.flatMap({ view.facts.works[$0] }) {
            blocks.append(
                .table(
                    columns: [t("日期"), t("事項"), t("狀態")],
                    rows: works.map { work in
                        let day = work.changedAt.map { t.language == .english ? $0.taipeiDay.iso : $0.taipeiDay.roc(.plain) } ?? ""
                        let sample = work.isSample ? t("（示範資料）") : ""
                        return [day, (work.number.map { "\($0) " } ?? "") + work.title + sample, work.state.map { t($0) } ?? ""]
                    }))
        }
        return blocks
    }

    private func name(_ figure: IndicatorFigure) -> String { figure.indicator.title + (figure.indicator.isSample ? t("（示範資料）") : "") }

    private func figure(_ figure: IndicatorFigure) -> [TextDocument.Block] {
        let address = call.city.address + figure.url.text
        let said = t(
            "目標 \(figure.shown(figure.target))，實際 \(figure.shown(figure.value))，達成率 \(figure.shownAttainment())（\(figure.lightWord(t))）。")
        let svg = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + figure.chart(t).picture.bytes
        return [
            .runs([.strong(name(figure)), .text("　\(said)"), .link(t("數字與證明"), url: address)], .body),
            .picture(
                TextDocument.Picture(svg, .svg, title: t("\(figure.indicator.title)走勢"), description: said, width: 16, height: 16 * 260 / 736)),
        ]
    }

    private func picture(_ picture: ReportPicture) -> [TextDocument.Block] {
        guard let bytes = pictures[picture.attachment.file.hash], let size = PictureSize(bytes) else { return [] }
        let width = min(16, Double(size.width) / 37.8)
        return [
            .picture(
                TextDocument.Picture(
                    bytes, picture.attachment.file.mediaType == "image/png" ? .png : .jpeg,
                    title: picture.caption.isEmpty ? picture.alt : picture.caption,
                    description: picture.alt, width: width, height: width * Double(size.height) / Double(size.width))),
            .runs([.text(picture.caption)], .note),
        ]
    }
}
