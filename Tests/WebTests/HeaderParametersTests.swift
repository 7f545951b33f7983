import Testing

@testable import Web

@Suite struct HeaderParametersTests {
    @Test(
        arguments: [
            (#"form-data; name="a"; filename="b.txt""#, ["name": "a", "filename": "b.txt"]),
            (#"form-data;name=a;filename=b"#, ["name": "a", "filename": "b"]),
            (#"form-data; NAME="a""#, ["name": "a"]), (#"form-data; name="a; filename=\"#, [:]), ("form-data", [:]), ("", [:]),
            (#"form-data; name="x; filename=y""#, ["name": "x; filename=y"]), (#"form-data; name=a ; x"#, ["name": "a"]),
            (#"form-data; name="a"; name="b""#, ["name": "a"]),
            (#"form-data; filename*=UTF-8''x; name="臺""#, ["filename*": "UTF-8''x", "name": "臺"]), (";;=;=x;", ["": ""]),
            ("\u{130}\u{130}; boundary=x", ["boundary": "x"]),
        ] as [(String, [String: String])])
    func parametersAreReadFromTheFront(_ header: String, _ expected: [String: String]) {
        // A quote that is never closed makes the header unreadable.
        let read = HeaderParameters.read(header.utf8)
        #expect(read == (header.hasSuffix("\\") ? nil : expected))
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(HeaderParameters.read(Array("x; name=\"".utf8) + [0xFF] + Array("\"".utf8)) == nil)
    }
}
