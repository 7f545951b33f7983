/// What follows a header's value: `form-data; name="a"; filename="b"` (RFC 9110 §5.6.6). Read from the front, byte by byte, so that a value which
/// looks like a parameter stays a value.
enum HeaderParameters {
    /// - Returns: the parameters by lower-case name, the first of each; nil when a quote is left open or a value is not UTF-8.
    static func read(_ header: some Collection<UInt8>) -> [String: String]? {
        var rest = Array(header)[...]
        var parameters: [String: String] = [:]
        skip(&rest) { $0 != UInt8(ascii: ";") }
        while !rest.isEmpty {
            skip(&rest) { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let name = skip(&rest) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst()
            var value: ArraySlice<UInt8>
            if rest.first == UInt8(ascii: "\"") {
                rest = rest.dropFirst()
                value = skip(&rest) { $0 != UInt8(ascii: "\"") }
                guard !rest.isEmpty else { return nil }
                skip(&rest) { $0 != UInt8(ascii: ";") }
            } else {
                value = skip(&rest) { $0 != UInt8(ascii: ";") }
                while value.last == UInt8(ascii: " ") || value.last == UInt8(ascii: "\t") { value = value.dropLast() }
            }
            guard let key = String(validating: name, as: UTF8.self)?.lowercased(), let text = String(validating: value, as: UTF8.self) else {
                return nil
            }
            if parameters[key] == nil { parameters[key] = text }
        }
        return parameters
    }

    @discardableResult
    private static func skip(_ bytes: inout ArraySlice<UInt8>, while belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let taken = bytes.prefix(while: belongs)
        bytes = bytes.dropFirst(taken.count)
        return taken
    }
}
