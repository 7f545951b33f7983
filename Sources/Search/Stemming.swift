/// English plurals, by the three rules of Donna Harman's S-stemmer (JASIS 42(1), 1991). Lighter than what either engine has, and the same on both.
enum Stemming {
    static func stem(_ word: String) -> String {
        let bytes = Array(word.utf8)
        guard bytes.count > 3, bytes.last == UInt8(ascii: "s"), bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
        func ends(_ ending: String) -> Bool { word.hasSuffix(ending) }
        if ends("ies") { return ends("eies") || ends("aies") ? word : String(word.dropLast(3)) + "y" }
        if ends("es") { return ends("aes") || ends("ees") || ends("oes") ? word : String(word.dropLast(1)) }
        return ends("us") || ends("ss") ? word : String(word.dropLast(1))
    }
}
