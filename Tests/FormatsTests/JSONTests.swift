import Formats
import Testing

@Suite struct JSONTests {
    private func text(_ json: JSON) -> String { String(decoding: json.utf8(), as: UTF8.self) }
    private func parsed(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

    @Test func writesMembersInOrder() {
        let json: JSON = ["b": 1, "a": [true, nil, -2.5, "臺南"], "empty": [:], "none": []]
        #expect(text(json) == #"{"b":1,"a":[true,null,-2.5,"臺南"],"empty":{},"none":[]}"#)
    }

    @Test func escapesWhatEndsAStringOrALine() {
        #expect(text("a\"b\\c\n\r\t\u{1}\u{7F}\u{2028}\u{2029}…€") == #""a\"b\\c\n\r\t\u0001\u007f\u2028\u2029…€""#)
    }

    @Test func writesWhatIsNotFiniteAsNull() {
        #expect(text([.double(.infinity), .double(.nan), 1e300]) == "[null,null,1e+300]")
    }

    @Test func writesForPeople() {
        let json: JSON = ["a": [1, ["b": []]], "c": [:]]
        #expect(String(decoding: json.prettyUTF8(), as: UTF8.self) == "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}\n")
    }

    @Test func readsEveryKindOfValue() throws {
        let json = try parsed(
            #"\#u{FEFF} {"a": [1, -0, 2.5e1, 12345678901234567890, true, false, null], "b": "\u81fa\ud83d\ude00\/\b\f\n\r\t\"\\"} "#)
        #expect(json == ["a": [1, 0, 25.0, 12345678901234567890.0, true, false, nil], "b": "臺😀/\u{8}\u{C}\n\r\t\"\\"])
        #expect(json["a"]?[0] == 1)
        #expect(json["a"]?[7] == nil)
        #expect(json["x"] == nil)
    }

    @Test(arguments: [
        ("", JSONError.endsEarly), ("{", .endsEarly), ("[1,", .endsEarly), ("\"abc", .endsEarly), ("tru", .endsEarly), ("-", .endsEarly),
        ("\"\\u12", .endsEarly), ("[1,]", .unexpected(offset: 3)), ("{,}", .unexpected(offset: 1)), ("01", .unexpected(offset: 1)),
        ("1.e", .unexpected(offset: 2)), ("+1", .unexpected(offset: 0)), ("nul!", .unexpected(offset: 0)), ("\"a\nb\"", .unexpected(offset: 2)),
        (#""\x""#, .unexpected(offset: 1)), (#""\ud800""#, .invalidEscape(offset: 1)), (#""\udc00\ud800""#, .invalidEscape(offset: 1)),
        ("1e999", .numberOutOfRange(offset: 0)), (#"{"a":1,"a":2}"#, .duplicateKey("a")), ("1 2", .unexpected(offset: 2)),
    ])
    func refuses(_ text: String, _ error: JSONError) {
        #expect(throws: error) { try parsed(text) }
    }

    @Test func refusesInvalidUTF8DepthAndLength() {
        #expect(throws: JSONError.invalidUTF8(offset: 1)) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.tooDeep(offset: 128)) { try parsed(String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONError.tooLong(limit: 3)) { try JSON(parsing: Array("[12]".utf8), limit: 3) }
    }

    @Test func readsBackWhatItWrites() throws {
        let json: JSON = ["": [[], [:], "\u{0}\u{2028}\u{10FFFF}", 0.1, -9_223_372_036_854_775_808], "鍵": nil]
        #expect(try JSON(parsing: json.utf8()) == json)
        #expect(try JSON(parsing: json.prettyUTF8()) == json)
    }
}
