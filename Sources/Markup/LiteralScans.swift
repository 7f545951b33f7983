internal import Synchronization

/// What the scans of literals found. A literal lies at one address for as long as the program runs and is the same each time, so its scan is too.
///
/// One word a slot: 48 bits of the address, 8 of the place where the literal begins and 8 of the place where it ends. A word is read and written
/// whole, so threads need no lock, and a slot that two literals share only makes one of them be scanned again.
enum LiteralScans {
    private static let slotBits = 13
    // Safe for all threads: the pointer never changes, and what it points to is read and written atomically.
    nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Atomic<UInt64>> = {
        let slots = UnsafeMutablePointer<Atomic<UInt64>>.allocate(capacity: 1 << slotBits)
        for index in 0..<1 << slotBits { (slots + index).initialize(to: Atomic(0)) }
        return slots
    }()

    /// Stands for the place where the name of an ``Attribute`` is checked.
    private static let name = HTMLPlace(code: 3)

    /// Where a literal ends that begins at `place`.
    static func end(of literal: StaticString, from place: HTMLPlace) -> HTMLPlace {
        remembered(literal, place) { literal.withUTF8Buffer { HTMLScanner.end(of: $0, from: place) } }
    }

    /// Traps unless the literal may be the name of an ``Attribute``.
    static func requireAttributeName(_ literal: StaticString) {
        _ = remembered(literal, name) {
            literal.withUTF8Buffer { Attribute.check(name: $0) }
            return name
        }
    }

    @inline(__always)
    private static func remembered(_ literal: StaticString, _ place: HTMLPlace, _ scan: () -> HTMLPlace) -> HTMLPlace {
        // A literal of one character may lie nowhere; an address above 48 bits is on no machine of today, but would not fit.
        guard literal.hasPointerRepresentation else { return scan() }
        let address = UInt64(UInt(bitPattern: literal.utf8Start))
        guard address >> 48 == 0 else { return scan() }
        let key = address << 8 | UInt64(place.code)
        let slot = slots + Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - slotBits))
        let known = slot.pointee.load(ordering: .relaxed)
        if known >> 8 == key { return HTMLPlace(code: UInt8(truncatingIfNeeded: known)) }
        let end = scan()
        slot.pointee.store(key << 8 | UInt64(end.code), ordering: .relaxed)
        return end
    }
}
