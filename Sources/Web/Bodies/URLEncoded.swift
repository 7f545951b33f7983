/// `application/x-www-form-urlencoded` (URL Standard §5).
enum URLEncoded {
    /// - Returns: nil when a name or value is not percent-encoded UTF-8, or there are more than 1,000 of them.
    static func decode(_ bytes: [UInt8]) -> [String: String]? {
        var values: [String: String] = [:]
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= 1000 else { return nil }
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = percentDecoded(parts[0], plusIsBlank: true),
                let value = parts.count > 1 ? percentDecoded(parts[1], plusIsBlank: true) : ""
            else { return nil }
            if values[name] == nil { values[name] = value }
        }
        return values
    }

    static func percentDecoded(_ text: Substring) -> String? { percentDecoded(Array(text.utf8)[...], plusIsBlank: false) }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>, plusIsBlank: Bool) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) else { return nil }
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        // PostgreSQL keeps no NUL in text, and none is ever meant.
        return result.contains(0) ? nil : String(validating: result, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
