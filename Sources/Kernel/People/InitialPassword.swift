/// A password somebody is given to begin with: made here, shown once, never kept but as a hash.
public enum InitialPassword {
    /// Five groups of four letters and digits that cannot be mistaken for one another: about 98 bits.
    public static func make() -> String {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        return (0..<5).map { _ in String((0..<4).map { _ in alphabet.randomElement(using: &generator) ?? "x" }) }.joined(separator: "-")
    }
}
