import Testing

@testable import Web

@Suite struct MultipartReaderTests {
    /// The example of RFC 7578 §4, with two fields and a file.
    static let example = """
        --AaB03x\r
        content-disposition: form-data; name="field1"\r
        content-type: text/plain;charset=UTF-8\r
        \r
        Joe owes =E2=82=AC100.\r
        --AaB03x\r
        Content-Disposition: form-data; name="_charset_"\r
        \r
        UTF-8\r
        --AaB03x\r
        Content-Disposition: form-data; name="files"; filename="file1.txt"\r
        Content-Type: text/plain\r
        \r
        one\r
        --AaB0\r
        two\r
        --AaB03x--\r

        """

    static let parts: [MultipartReader.Part] = [
        .init(name: "field1", fileName: nil, bytes: Array("Joe owes =E2=82=AC100.".utf8)),
        .init(name: "_charset_", fileName: nil, bytes: Array("UTF-8".utf8)),
        .init(name: "files", fileName: "file1.txt", bytes: Array("one\r\n--AaB0\r\ntwo".utf8)),
    ]

    private func read(_ text: String, boundary: String = "b", headers: String = "") throws -> [MultipartReader.Part] {
        var reader = MultipartReader(boundary: boundary)
        try reader.append(text.utf8)
        return try reader.finish()
    }

    /// One part with this content.
    private func body(_ content: String, disposition: String = #"form-data; name="a""#) -> String {
        "--b\r\nContent-Disposition: \(disposition)\r\n\r\n\(content)\r\n--b--\r\n"
    }

    @Test func theExampleOfTheStandard() throws {
        #expect(try read(Self.example, boundary: "AaB03x") == Self.parts)
    }

    @Test func byteByByte() throws {
        var reader = MultipartReader(boundary: "AaB03x")
        for byte in Self.example.utf8 { try reader.append([byte]) }
        #expect(try reader.finish() == Self.parts)
    }

    @Test(arguments: ["", "\r\n", "\r", "\n", "--b", "\r\n--", "\r\n-", "\r\n--B", "--b--", "\r\n\r\n--x", "a\r\n\r\n--", "\r\r\n--\r\n--c", "\u{0}"])
    func contentStaysAsItIs(_ content: String) throws {
        #expect(try read(body(content)) == [.init(name: "a", fileName: nil, bytes: Array(content.utf8))])
        var reader = MultipartReader(boundary: "b")
        for byte in body(content).utf8 { try reader.append([byte]) }
        #expect(try reader.finish() == [.init(name: "a", fileName: nil, bytes: Array(content.utf8))])
    }

    @Test func whatStandsBeforeAndAfterIsNoPart() throws {
        #expect(try read("preamble\r\nmore\r\n" + body("x") + "epilogue\r\n--b\r\n") == [.init(name: "a", bytes: Array("x".utf8))])
        #expect(try read("--b  \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b --").map(\.name) == ["a"])
        #expect(try read("--b--").isEmpty)
    }

    @Test(
        arguments: [
            (#"form-data; name="a%22b""#, "a\"b", nil), (#"form-data; name="a%0D%0Ab""#, "a b", nil),
            (#"form-data; name="研考"; filename="計畫 %22.txt""#, "研考", "計畫 \".txt"),
            (#"form-data; name="a; filename=x""#, "a; filename=x", nil), (#"form-data; name=""; filename="""#, "", ""),
            (#"form-data; filename="f"; name="n""#, "n", "f"),
            (#"form-data; name="a"; filename="C:\temp\x.txt""#, "a", #"C:\temp\x.txt"#),
            ("form-data; name=\"a\u{2028}b\"; filename=\"\u{301}x\u{2028}\"", "a\u{2028}b", "\u{301}x\u{2028}"),
        ] as [(String, String, String?)])
    func namesAreReadAsBrowsersWriteThem(_ disposition: String, _ name: String, _ fileName: String?) throws {
        #expect(try read(body("x", disposition: disposition)) == [.init(name: name, fileName: fileName, bytes: Array("x".utf8))])
    }

    @Test(arguments: [
        "", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b", "x", "--c--",
    ])
    func aBodyThatEndsTooEarly(_ text: String) {
        #expect(throws: MultipartReader.Failure.cutOff) { try read(text) }
    }

    @Test(arguments: [
        "--b\r\n\r\nx\r\n--b--", "--bx\r\n", "--b-x", "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--",
        "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
    ])
    func whatIsNoForm(_ text: String) {
        #expect(throws: MultipartReader.Failure.malformed) { try read(text) }
    }

    @Test func tooManyParts() throws {
        let part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"
        #expect(try read(String(repeating: part, count: 200) + "--b--").count == 200)
        #expect(throws: MultipartReader.Failure.tooManyParts) { try read(String(repeating: part, count: 201) + "--b--") }
    }

    @Test func hugeHeaders() throws {
        let long = String(repeating: "x", count: 9000)
        #expect(throws: MultipartReader.Failure.headersTooLarge) { try read("--b\r\nContent-Disposition: form-data; name=\(long)\r\n\r\n\r\n--b--") }
        #expect(throws: MultipartReader.Failure.headersTooLarge) { try read("--b\r\nX: \(long)") }
        #expect(try read("--b\r\nX: \(long.prefix(8000))\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--").count == 1)
    }

    @Test(
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"), (#"multipart/form-data; boundary="a b:c""#, "a b:c"),
            ("Multipart/Form-Data;BOUNDARY=Abc;charset=x", "Abc"),
            ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil), ("multipart/form-data; boundary=\"a", nil),
            ("multipart/form-data; boundary=a\"b", nil),
            ("multipart/form-data; boundary=\"a \"", nil), ("multipart/form-data; xboundary=a", nil), ("multipart/form-data; boundary=臺", nil),
            ("multipart/form-data; boundary=a\r\nb", nil),
            ("multipart/form-data; \u{130}\u{130}\u{130}\u{130}\u{130}\u{130}\u{130}\u{130}=1; boundary=x", "x"),
        ] as [(String, String?)])
    func theBoundaryOfAContentType(_ type: String, _ boundary: String?) {
        #expect(MultipartReader.boundary(in: type) == boundary)
    }

    @Test func aBoundaryHasALength() {
        #expect(MultipartReader.boundary(in: "x; boundary=" + String(repeating: "a", count: 70)) != nil)
        #expect(MultipartReader.boundary(in: "x; boundary=" + String(repeating: "a", count: 71)) == nil)
    }
}
