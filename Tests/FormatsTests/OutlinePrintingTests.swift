import Formats
import Testing

@Suite struct OutlinePrintingTests {
    private let text = "標題\n一、甲：乙\n(一) \"丙\",丁\n- 1 -\n三、x"

    @Test func printsATree() throws {
        #expect(try read(text).tree() == "一、甲\n  (一) \"丙\",丁\n三、x\n")
    }

    @Test func printsCSV() throws {
        #expect(String(decoding: try read(text).csv(), as: UTF8.self) == "level,number,title,line\r\n1,一,甲,2\r\n2,一,\"\"\"丙\"\",丁\",3\r\n1,三,x,5\r\n")
    }

    @Test func printsJSON() throws {
        let json = try read(text).json(.english)
        #expect(
            json == [
                "preamble": [["line": 1, "text": "標題"]],
                "nodes": [
                    [
                        "kind": "heading", "level": 1, "number": "一", "marker": "一、", "title": "甲", "text": "甲：乙", "line": 2, "lastLine": 2,
                        "page": 1,
                        "children": [
                            [
                                "kind": "heading", "level": 2, "number": "一", "marker": "(一)", "title": "\"丙\",丁",
                                "text": "\"丙\",丁", "line": 3, "lastLine": 3, "page": 1, "children": [],
                            ]
                        ],
                    ],
                    [
                        "kind": "heading", "level": 1, "number": "三", "marker": "三、", "title": "x", "text": "x", "line": 5, "lastLine": 5, "page": 1,
                        "children": [],
                    ],
                ],
                "contents": [], "furniture": [["line": 4, "text": "- 1 -"]], "leftovers": [],
                "warnings": [["line": 5, "message": "Line 5: number 2 is missing before 三、; taken as a heading all the same."]],
            ])
    }

    @Test func aDocumentWithoutNumbersIsLeftOver() throws {
        let outline = try read("甲\n乙。")
        #expect(outline.leftovers.map(\.text) == ["甲", "乙。"] || outline.leftovers.map(\.text) == ["甲乙。"])
        #expect(outline.preamble.isEmpty)
    }
}
