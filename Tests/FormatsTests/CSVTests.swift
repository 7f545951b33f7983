import Formats
import Testing

@Suite struct CSVTests {
    private func read(_ text: String) throws -> [[String]] { try CSV.read(Array(text.utf8)) }

    @Test func writesWhatRFC4180Asks() {
        let bytes = CSV.write([["名稱", "a,b"], ["say \"hi\"", "two\nlines"], ["", " x"]])
        #expect(String(decoding: bytes, as: UTF8.self) == "名稱,\"a,b\"\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\n,\" x\"\r\n")
    }

    @Test func writesAByteOrderMarkWhenAsked() {
        #expect(CSV.write([["a"]], byteOrderMark: true) == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
    }

    @Test(arguments: ["a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "\u{FEFF}a,b\n\"c\",\"d\"\n"])
    func readsEveryLineEnd(_ text: String) throws {
        #expect(try read(text) == [["a", "b"], ["c", "d"]])
    }

    @Test func readsQuotedCells() throws {
        #expect(try read("\"a\r\nb\",\"say \"\"hi\"\"\",\"\"\n x\"y,") == [["a\r\nb", "say \"hi\"", ""], [" x\"y", ""]])
    }

    @Test func readsEmptiness() throws {
        #expect(try read("").isEmpty)
        #expect(try read("\n\na,\n") == [[""], [""], ["a", ""]])
    }

    @Test func namesTheLineOfAFault() {
        #expect(throws: CSVError.unterminatedQuote(line: 3)) { try read("a\n\"b\"\n\"c\nd") }
        #expect(throws: CSVError.unterminatedQuote(line: 4)) { try read("\"a\r\nb\"\rx\r\"c") }
        #expect(throws: CSVError.textAfterQuote(line: 1)) { try read("\"a\"b") }
        #expect(throws: CSVError.invalidUTF8(line: 2)) { try CSV.read([0x61, 0x0A, 0xFF]) }
    }

    @Test func readsBackWhatItWrites() throws {
        let rows = [["\"", "\"\"", ",", "\r\n"], ["一", "", "  ", "\n"], [""]]
        #expect(try CSV.read(CSV.write(rows)) == rows)
    }
}
