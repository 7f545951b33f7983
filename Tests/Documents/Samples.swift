import Formats
import Foundation

/// Writes documents with everything our writers know, for the programs of others to open: `document-samples FOLDER [ROWS]`.
@main enum Samples {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else { return print("usage: document-samples FOLDER [ROWS]") }
        let folder = URL(fileURLWithPath: arguments[1])
        if arguments.count > 2, let rows = Int(arguments[2]) {
            try Data(long(rows)).write(to: folder.appendingPathComponent("long.ods"))
        } else {
            try Data(sheet()).write(to: folder.appendingPathComponent("sheet.ods"))
            try Data(text().odt()).write(to: folder.appendingPathComponent("text.odt"))
        }
    }

    private static func sheet() throws -> [UInt8] {
        let writer = SpreadsheetWriter(title: "試算表 <&>", language: "zh-Hant-TW")
        writer.beginSheet("型別", columns: [SheetColumn("名稱", .wide), SheetColumn("值", .broad)])
        let cells: [(String, SheetCell)] = [
            ("text", .text(" 兩個  空白\t定位 <&\"'> 𠮷 \u{1}\u{8}")), ("formula", .text("=1+1")), ("lines", .text("第一行\n第二行")),
            ("integer", .integer(-999_999_999_999_999)), ("beyond", .integer(9_007_199_254_740_993)), ("decimal", .decimal(1234.5678, places: 2)),
            ("percentage", .percentage(0.9254, places: 1)), ("date", .date(CivilDate(iso: "2026-11-24")!)),
            ("old date", .date(CivilDate(iso: "1912-01-01")!)), ("moment", .moment(milliseconds: 1_795_466_693_000)), ("true", .bool(true)),
            ("false", .bool(false)), ("money", .money(12_345_678)), ("link", .link("公告", url: "https://example.org/?a=1&b=2")), ("empty", .empty),
        ]
        for (name, cell) in cells { writer.append([.text(name), cell]) }
        writer.beginSheet("第二張", columns: [SheetColumn("x", .narrow)])
        writer.append([.integer(7)])
        return try writer.finish()
    }

    private static func long(_ rows: Int) throws -> [UInt8] {
        let writer = SpreadsheetWriter(title: "long", language: "en")
        writer.beginSheet("long", columns: (1...10).map { SheetColumn("column \($0)") })
        let day = CivilDate(iso: "2026-01-01")!
        for row in 0..<rows {
            let number = Int64(row)
            writer.append([
                .integer(number), .text("第 \(row) 件陳情案，道路不平"), .text("工務局"), .date(day.adding(days: row % 365)), .decimal(Double(row) / 7, places: 2),
                .percentage(Double(row % 100) / 100, places: 0), .bool(row % 2 == 0), .money(number * 1000), .moment(milliseconds: number * 60_000),
                .empty,
            ])
        }
        return try writer.finish()
    }

    /// One pixel, opaque red (PNG 1.2).
    private static let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"

    private static func text() -> TextDocument {
        TextDocument(
            title: "文件 <&>", language: "zh-Hant-TW",
            blocks: [
                .title("施政計畫成果"), .contents(title: "目次", depth: 2), .heading("一、前言", level: 1),
                .runs([.text("見 "), .link("公告", url: "https://example.org/?a=1&b=2"), .strong("重要")], .body), .runs([.text("資料來源：研考會")], .note),
                .heading("（一）細節", level: 2), .list(["甲", "乙"], isNumbered: true), .list(["丙"], isNumbered: false),
                .picture(.init([UInt8](Data(base64Encoded: picture)!), .png, title: "圖 1", description: "每月件數的折線", width: 8, height: 4)),
                .table(columns: ["決議", "機關"], rows: (1...80).map { ["第 \($0) 案  辦理", "文化局"] }), .pageBreak, .heading("二、附件", level: 1),
                .fact("時間", "11月24日"), .runs([.text("一句話")], .quote), .runs([.text("中華民國115年11月24日")], .right),
            ])
    }
}
