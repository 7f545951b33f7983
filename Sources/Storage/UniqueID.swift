/// Keys that the program makes: UUID version 7 (RFC 9562), in lower case. They sort by the time they were made, which keeps indexes compact.
public enum UniqueID {
    public static func make(at now: Instant) -> String {
        var generator = SystemRandomNumberGenerator()
        let high = generator.next()
        let low = generator.next()
        let time = UInt64(bitPattern: now.milliseconds) & 0xFFFF_FFFF_FFFF
        let first = time << 16 | 0x7000 | high & 0x0FFF
        let second = 0x8000_0000_0000_0000 | low & 0x3FFF_FFFF_FFFF_FFFF
        return String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                let nibble = UInt8((digit < 16 ? first : second) >> UInt64(60 - digit % 16 * 4) & 0xF)
                text[place] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
                place += 1
            }
            return place
        }
    }
}
