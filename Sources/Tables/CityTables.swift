internal import Formats
internal import Kernel
internal import Storage

/// What the kernel owns and anyone may have.
enum CityTables {
    static let agencies = PublicTable(
        "kernel.agencies", "市府機關", "每一個機關的代號、名稱和存續期間；裁撤的也在，附上接手的機關。", frequency: .irregular,
        columns: [
            PublicColumn("id", "代號"), PublicColumn("code", "機關代碼", optional: true, .usual, "行政院人事行政總處的機關代碼"),
            PublicColumn("name", "機關名稱", .text, .wide),
            PublicColumn("short_name", "簡稱"), PublicColumn("valid_from", "設立日", .date, optional: true, .narrow, "空白表示早於本平台的紀錄"),
            PublicColumn("valid_to", "裁撤日", .date, optional: true, .narrow, "從這一天起不再存在"), PublicColumn("successor", "接手的機關", optional: true),
        ], sources: ["kernel/agency"], hasPast: true
    ) { after, limit, asOf, _, db in
        try db.all(
            """
            SELECT id, code, name, short_name, valid_from, valid_to, successor FROM \(asOf.table("agency")) WHERE id > \(after ?? "")
            ORDER BY id LIMIT \(limit)
            """
        ).map { row in
            func day(_ column: String) throws -> SheetCell {
                .some(try row.optional(column, as: String.self).flatMap { CivilDate(iso: $0) }) { .date($0) }
            }
            return [
                .text(try row.get("id")), .some(try row.optional("code")) { .text($0) }, .text(try row.get("name")), .text(try row.get("short_name")),
                try day("valid_from"), try day("valid_to"), .some(try row.optional("successor")) { .text($0) },
            ]
        }
    }

    static let calendar = PublicTable(
        "kernel.officeCalendar", "辦公日曆", "本府計算期限用的每一天：放假或上班，來自人事行政總處公布的辦公日曆表。", frequency: .yearly,
        columns: [
            PublicColumn("date", "日期", .date, .narrow), PublicColumn("is_day_off", "放假", .bool, .narrow),
            PublicColumn("note", "備註", optional: true, .wide),
        ], sources: ["kernel/calendar"], hasPast: true
    ) { after, limit, asOf, _, db in
        try db.all(
            """
            SELECT date, is_day_off, note FROM \(asOf.table("calendar_day")) WHERE date > \(after ?? "") ORDER BY date LIMIT \(limit)
            """
        ).map { row in
            let note: String = try row.get("note")
            guard let date = CivilDate(iso: try row.get("date")) else { throw StoreError.unexpectedType(column: "date") }
            return [.date(date), .bool(try row.get("is_day_off")), note.isEmpty ? .empty : .text(note)]
        }
    }
}
