/// Something to look for in bytes, by Horspool's rule (Software: Practice and Experience 10, 1980): the byte below the pattern's end tells how far one
/// may move on. Ranking looks at megabytes, in which the first byte of a Chinese character says next to nothing.
struct BytePattern: Sendable {
    private let bytes: [UInt8]
    private let shifts: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8.prefix(255))
        var shifts = [UInt8](repeating: UInt8(bytes.count), count: 256)
        for (index, byte) in bytes.dropLast().enumerated() { shifts[Int(byte)] = UInt8(bytes.count - 1 - index) }
        self.shifts = shifts
    }

    /// How often it stands there, side by side; counted no further than `most`.
    func count(in text: [UInt8], most: Int = 3) -> Int {
        guard !bytes.isEmpty, text.count >= bytes.count else { return 0 }
        return text.withUnsafeBufferPointer { text in
            bytes.withUnsafeBufferPointer { bytes in
                shifts.withUnsafeBufferPointer { shifts in
                    let last = bytes.count - 1
                    var (place, count) = (0, 0)
                    while place + last < text.count {
                        var index = last
                        while text[place + index] == bytes[index] {
                            guard index > 0 else {
                                count += 1
                                if count == most { return count }
                                place += last
                                break
                            }
                            index -= 1
                        }
                        place += Int(shifts[Int(text[min(place + last, text.count - 1)])])
                    }
                    return count
                }
            }
        }
    }
}
