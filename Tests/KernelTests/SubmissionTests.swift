import Kernel
import Testing

@Suite struct SubmissionTests {
    private func errors(_ field: Field, _ values: [String: String], _ files: [String: Upload] = [:]) -> [String] {
        let found = Submission(values: values, files: files).errors(in: [field])
        return found.values.map { Words(.chinese, english: Catalogue([:]))($0) }
    }

    @Test func requiredWords() {
        let field = Field("name", "名稱", maximum: 3)
        #expect(errors(field, [:]) == ["請填寫這一欄。"])
        #expect(errors(field, ["name": " \u{3000}\n"]) == ["請填寫這一欄。"])
        #expect(errors(field, ["name": "研考會"]).isEmpty)
        #expect(errors(field, ["name": "研考會!"]) == ["最多 3 個字。"])
    }

    @Test func wordsThatMayBeMissing() {
        let field = Field("name", "名稱", required: false, maximum: 3)
        #expect(errors(field, [:]).isEmpty)
        #expect(errors(field, ["name": "1234"]) == ["最多 3 個字。"])
    }

    @Test func charactersAreCountedAsPeopleDo() {
        #expect(errors(Field("name", "名稱", maximum: 2), ["name": "👩‍👩‍👧‍👦e\u{301}"]).isEmpty)
    }

    @Test func choices() {
        let field = Field("kind", "種類", .choice([("a", "甲"), ("b", "乙")]))
        #expect(errors(field, ["kind": "b"]).isEmpty)
        #expect(errors(field, ["kind": "c"]) == ["請從清單中選擇。"])
        #expect(errors(field, ["kind": ""]) == ["請填寫這一欄。"])
    }

    @Test func dates() {
        let field = Field("day", "日期", .date)
        #expect(errors(field, ["day": "2028-02-29"]).isEmpty)
        #expect(errors(field, ["day": "２０２６-11-24"]).isEmpty)
        for wrong in ["2026-02-29", "115-11-24", "2026/11/24", "明天"] {
            #expect(errors(field, ["day": wrong]) == ["請填西元年月日，例如 2026-11-24。"], "\(wrong)")
        }
    }

    @Test func numbers() {
        let field = Field("count", "人數", .number(1...30))
        #expect(errors(field, ["count": "30"]).isEmpty && errors(field, ["count": "１２"]).isEmpty)
        for wrong in ["0", "31", "3.5", "三"] { #expect(errors(field, ["count": wrong]) == ["請填 1 到 30 的整數。"], "\(wrong)") }
    }

    @Test func files() {
        let field = Field("file", "檔案", .file([".txt", ".csv"]))
        #expect(errors(field, ["file": "not a file"]) == ["請選擇檔案。"])
        #expect(errors(field, [:], ["file": Upload(name: "a.txt", bytes: [])]) == ["請選擇檔案。"])
        #expect(errors(field, [:], ["file": Upload(name: "A.TXT", bytes: [1])]).isEmpty)
        #expect(errors(field, [:], ["file": Upload(name: "a.exe", bytes: [1])]) == ["請選擇 .txt、.csv 檔。"])
        #expect(errors(Field("file", "檔案", .file([".txt"]), required: false), [:]).isEmpty)
    }

    @Test func textIsTrimmedAndNeverAbsent() {
        let sent = Submission(values: ["a": " x "])
        #expect(sent.text("a") == "x" && sent.text("b") == "")
    }
}
