internal import Formats
internal import Kernel
internal import Storage

/// People in a table, before anybody is added: every row with what is wrong in it.
struct PeopleCSV: Sendable {
    struct Line: Sendable {
        let line: Int
        let handle: String
        let name: String
        let agency: String
        let role: String
        let unit: String
        /// What would be kept, when nothing is wrong.
        var person: NewPerson?
        var problems: [Phrase]
    }

    /// Why nothing of the file can be looked at.
    enum Unreadable: Error {
        case notATable
        case missingColumns([String])
        case empty
        case tooMany

        var phrase: Phrase {
            switch self {
            case .notATable: "檔案不是 UTF-8 的 CSV。"
            case .missingColumns(let names): "少了欄位：\(names.joined(separator: "、"))。"
            case .empty: "檔案裡沒有人。"
            case .tooMany: "一次最多 \(PeopleCSV.most) 人，請分成幾個檔案。"
            }
        }
    }

    /// Each password costs a quarter of a second to hash, and a visitor waits for all of them.
    static let most = 200
    /// The names of the columns, in Chinese and in English.
    private static let columns = [
        ("帳號", "handle"), ("姓名", "name"), ("機關", "agency"), ("職務", "role"), ("科組", "unit"), ("到職日", "from"),
    ]
    /// Without these there is no account; the others may be left out.
    private static let needed: Set<String> = ["handle", "name", "agency", "role"]

    let lines: [Line]
    var hasProblems: Bool { lines.contains { !$0.problems.isEmpty } }

    init(_ bytes: [UInt8], in city: City, _ db: any Reader) throws {
        guard let rows = try? CSV.read(bytes), let header = rows.first else { throw Unreadable.notATable }
        var places: [String: Int] = [:]
        for (chinese, english) in Self.columns {
            places[english] = header.firstIndex { $0.trimmingBlanks() == chinese || $0.trimmingBlanks().lowercased() == english }
        }
        let missing = Self.columns.filter { Self.needed.contains($0.1) && places[$0.1] == nil }.map(\.0)
        guard missing.isEmpty else { throw Unreadable.missingColumns(missing) }
        let filled = rows.enumerated().dropFirst().filter { $0.element.contains { !$0.trimmingBlanks().isEmpty } }
        guard !filled.isEmpty else { throw Unreadable.empty }
        guard filled.count <= Self.most else { throw Unreadable.tooMany }
        var checker = RowChecker(city: city, places: places)
        lines = try filled.map { try checker.check($0.element, line: $0.offset + 1, db) }
    }
}

/// Looks at one row after another, so that a handle that stands twice is noticed.
private struct RowChecker {
    let city: City
    let places: [String: Int]
    private var seen: [String: Int] = [:]

    init(city: City, places: [String: Int]) {
        self.city = city
        self.places = places
    }

    mutating func check(_ cells: [String], line: Int, _ db: any Reader) throws -> PeopleCSV.Line {
        func cell(_ name: String) -> String { places[name].flatMap { $0 < cells.count ? cells[$0].trimmingBlanks() : nil } ?? "" }
        var problems: [Phrase] = []
        let (handle, name, unit) = (cell("handle"), cell("name"), cell("unit"))
        problems += try handleProblems(handle, line, db)
        if name.isEmpty || name.count > 40 { problems.append("姓名要有 1 到 40 個字。") }
        if unit.count > 40 { problems.append("科組最多 40 個字。") }
        let today = city.clock.today
        let found = try AgencyQueries.matching(cell("agency"), government: city.government, db).filter { $0.isValid(on: today) }
        if found.count != 1 { problems.append(found.isEmpty ? "找不到機關「\(cell("agency"))」。" : "機關「\(cell("agency"))」不只一個，請寫代號。") }
        let role = Role.allCases.first { $0.rawValue == cell("role") || $0.title.key == cell("role") }
        if role == nil { problems.append("沒有「\(cell("role"))」這個職務。") }
        let from = cell("from").isEmpty ? today : CivilDate(iso: cell("from")) ?? ROCDate(cell("from"))?.civil
        if from == nil { problems.append("到職日「\(cell("from"))」不是日期；請寫 2026-11-24 或 115.11.24。") }
        var result = PeopleCSV.Line(
            line: line, handle: handle, name: name, agency: cell("agency"), role: cell("role"), unit: unit, problems: problems)
        if problems.isEmpty, let role, let from, let agency = found.first {
            result.person = NewPerson(
                handle: handle, name: name, appointment: Appointment(agency: agency.id, role: role, unit: unit.isEmpty ? nil : unit), from: from)
        }
        return result
    }

    private mutating func handleProblems(_ handle: String, _ line: Int, _ db: any Reader) throws -> [Phrase] {
        if handle.isEmpty || handle.count > 64 { return ["帳號要有 1 到 64 個字元。"] }
        if let error = PeoplePages.handleError(handle) { return [error] }
        if let first = seen[handle] { return ["帳號和第 \(first) 行相同。"] }
        seen[handle] = line
        return try PersonQueries.isTaken(handle: handle, db) ? ["這個帳號已經有人使用。"] : []
    }
}
