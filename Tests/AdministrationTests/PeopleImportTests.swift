import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Many accounts from one table: every row's fault is told, and all of them come in or none.
@Suite struct PeopleImportTests {
    private static func administrator(_ city: TestCity) async throws -> Browser {
        try await city.add("admin", .administrator, at: "city")
        let browser = Browser(city.site)
        #expect(try await browser.signIn("admin").status == 303)
        return browser
    }

    private static func look(_ browser: Browser, _ table: String) async throws -> Browser.Answer {
        try await browser.upload(Array(table.utf8), named: "people.csv", with: [:], to: "/admin/people/import")
    }

    private static func handles(_ city: TestCity) async throws -> [String] {
        try await city.store.read { try $0.all("SELECT handle FROM person ORDER BY handle").map { try $0.get("handle") } }
    }

    @Test(arguments: TestCity.engines)
    func everyRowTellsWhatIsWrongWithIt(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let browser = try await Self.administrator(city)
            let table = """
                帳號,姓名,機關,職務,科組,到職日
                chen,陳一,研考會,機關承辦人,管考組,115.12.01
                admin,林二,研考會,機關承辦人,,
                chen,黃三,研考會,機關承辦人,,
                wu 吳,吳四,研考會,機關承辦人,,
                lee,李五,沒有這個局,局長,,2026-02-30
                ,,研考會,officer,,
                """
            let answer = try await Self.look(browser, table)
            #expect(answer.status == 422)
            for expected in [
                "6 列裡有 5 列要改", "這個帳號已經有人使用。", "帳號和第 2 行相同。", "帳號只能用英文字母、數字和 . _ -。", "找不到機關「沒有這個局」。", "沒有「局長」這個職務。",
                "到職日「2026-02-30」不是日期", "帳號要有 1 到 64 個字元。", "姓名要有 1 到 40 個字。", "可以新增",
            ] { #expect(answer.text.contains(expected), "\(expected)") }
            #expect(!answer.text.contains(">全部匯入</button>"))
            #expect(try await Self.handles(city) == ["admin"])
        }
    }

    @Test(arguments: TestCity.engines)
    func aGoodTableComesInWhole(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let browser = try await Self.administrator(city)
            let table = "handle,name,agency,role,unit\nchen,陳一,culture,officer,企劃科\nlin,林二,文化局,機關首長,\n"
            let looked = try await Self.look(browser, table)
            #expect(looked.status == 200 && looked.text.contains("2 列都可以新增") && looked.text.contains("全部匯入"))
            #expect(try await Self.handles(city) == ["admin"], "looking adds nobody")
            let done = try await browser.post("/admin/people/import/all", ["table": table, "result": "csv"], tokenFrom: "/admin/people/import")
            #expect(done.status == 200 && done.headers["cache-control"] == "no-store")
            #expect(done.headers["content-disposition"] == "attachment; filename=\"passwords.csv\"")
            let rows = try CSV.read(done.bytes)
            #expect(rows.map(\.first) == ["帳號", "chen", "lin"])
            let signedIn = try await Browser(city.site).post("/sign-in", ["handle": "chen", "password": rows[1][1]], tokenFrom: "/sign-in")
            #expect(signedIn.status == 303)
            let entries = try await city.store.read { try $0.all("SELECT id FROM entry WHERE reason = 'kernel.importPeople'").count }
            #expect(entries == 1)
            // Once more: the rows say so, and nobody is added twice.
            let again = try await browser.post("/admin/people/import/all", ["table": table, "result": "page"], tokenFrom: "/admin/people/import")
            #expect(again.status == 422 && again.text.contains("2 列裡有 2 列要改"))
            let unit = try await city.store.read {
                try $0.first("SELECT unit FROM appointment WHERE agency = 'culture' AND role = 'officer'")?.get("unit", as: String.self)
            }
            #expect(unit == "企劃科")
        }
    }

    @Test(arguments: [
        ("帳號,姓名\na,b\n", "少了欄位：機關、職務。"), ("", "請選擇檔案。"), ("帳號,姓名,機關,職務\n", "檔案裡沒有人。"), ("帳號,\"姓名\n", "檔案不是 UTF-8 的 CSV。"),
    ])
    func whatIsNoListIsRefused(_ table: String, _ expected: String) async throws {
        try await TestCity.with { city in
            let answer = try await Self.look(try await Self.administrator(city), table)
            #expect(answer.status == 422 && answer.text.contains(expected))
        }
    }
}
