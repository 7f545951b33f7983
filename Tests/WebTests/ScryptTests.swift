import Testing

@testable import Web

@Suite struct ScryptTests {
    /// RFC 7914 §12: scrypt("password", "NaCl", N=1024, r=8, p=16), the first 32 of its bytes, written as one of our hashes.
    private static let standard = "scrypt$1024$8$16$TmFDbA$_bq-HJ00cgB4VucZDQHp_nxq18vII3gw53N2Y0s3MWI"

    @Test func theVectorOfTheStandard() throws {
        // fdbabe1c9d347200 7856e7190d01e9fe 7c6ad7cbc8237830 e77376634b373162
        let expected: [UInt8] = [
            0xFD, 0xBA, 0xBE, 0x1C, 0x9D, 0x34, 0x72, 0x00, 0x78, 0x56, 0xE7, 0x19, 0x0D, 0x01, 0xE9, 0xFE, 0x7C, 0x6A, 0xD7, 0xCB, 0xC8, 0x23, 0x78,
            0x30,
            0xE7, 0x73, 0x76, 0x63, 0x4B, 0x37, 0x31, 0x62,
        ]
        #expect(RandomToken.bytes(String(Self.standard.split(separator: "$")[5])) == expected)
        #expect(RandomToken.bytes("TmFDbA") == Array("NaCl".utf8))
        #expect(try Scrypt.verify("password", Self.standard))
        #expect(try !Scrypt.verify("Password", Self.standard))
    }

    @Test func aHashHoldsForItsPasswordAlone() throws {
        let hash = try Scrypt.hash("正確的密碼", rounds: 16)
        #expect(hash.hasPrefix("scrypt$16$8$5$"))
        #expect(try Scrypt.verify("正確的密碼", hash))
        for wrong in ["正確的密碼 ", "", "正確的密", "x"] { #expect(try !Scrypt.verify(wrong, hash)) }
        #expect(try Scrypt.hash("正確的密碼", rounds: 16) != hash)
    }

    @Test func spellingsOfOneCharacterAreOnePassword() throws {
        let hash = try Scrypt.hash("caf\u{E9} ﬁ", rounds: 16)
        #expect(try Scrypt.verify("cafe\u{301} fi", hash))
    }

    @Test(arguments: [
        "", "x", "scrypt$16$8$5$AAAA", "scrypt$16$8$5$AAAA$", "bcrypt$16$8$5$AAAA$AAAA", "scrypt$x$8$5$AAAA$AAAA", "scrypt$16$8$5$!$AAAA",
        "scrypt$16$8$5$AAAA$AAAA",
        "scrypt$15$8$5$AAAA$AAAA", "scrypt$0$8$5$AAAA$AAAA", "scrypt$-16$8$5$AAAA$AAAA", "scrypt$16$0$5$AAAA$AAAA", "scrypt$16$8$0$AAAA$AAAA",
        "scrypt$16$-8$-5$AAAA$AAAA",
        "scrypt$9223372036854775807$8$5$AAAA$AAAA", "scrypt$16$9223372036854775807$5$AAAA$AAAA",
    ])
    func aHashThatIsNoneSignsNobodyIn(_ hash: String) {
        // Either it says no or it says that it cannot; it never says yes and never crashes.
        let verdict = Result { try Scrypt.verify("password", hash) }
        if case .success(true) = verdict { Issue.record("\(hash) let somebody in") }
        let empty = Result { try Scrypt.verify("", hash) }
        if case .success(true) = empty { Issue.record("\(hash) let somebody in without a password") }
    }
}
