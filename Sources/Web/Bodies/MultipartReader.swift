internal import Foundation

/// Reads `multipart/form-data` (RFC 7578) piece by piece as it arrives, in memory bounded by the endpoint's limit.
///
/// A small state machine: `preamble → headers → content → headers … → end`. It holds back only as many bytes as a delimiter is long.
struct MultipartReader {
    struct Part: Equatable {
        var name = ""
        /// Nil for a plain field.
        var fileName: String?
        var bytes: [UInt8] = []
    }

    enum Failure: Error, Equatable {
        case malformed
        case tooManyParts
        case headersTooLarge
        /// The body ended before its closing delimiter.
        case cutOff
    }

    private enum State { case preamble, afterDelimiter, headers, content, end }

    private static let mostParts = 200
    private static let largestHeaders = 8 * 1024

    private(set) var parts: [Part] = []
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What came and is not yet understood.
    private var pending: [UInt8]

    /// - Parameter boundary: from the `Content-Type`; see ``boundary(in:)``.
    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line break before it; pretending there is one makes all of them alike.
        pending = Array("\r\n".utf8)
    }

    /// The boundary that a `Content-Type` names: 1 to 70 of RFC 2046's characters.
    static func boundary(in contentType: String) -> String? {
        guard let place = contentType.lowercased().range(of: "boundary=") else { return nil }
        let rest = contentType[place.upperBound...]
        let value = rest.first == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != ";" && $0 != " " }
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ".utf8)
        guard (1...70).contains(value.utf8.count), value.utf8.allSatisfy(allowed.contains) else { return nil }
        return String(value)
    }

    mutating func append(_ bytes: some Sequence<UInt8>) throws(Failure) {
        pending += bytes
        while try step() {}
    }

    /// - Throws: ``Failure/cutOff`` when the closing delimiter never came.
    mutating func finish() throws(Failure) -> [Part] {
        guard state == .end else { throw .cutOff }
        return parts
    }

    /// - Returns: false when more bytes are needed.
    private mutating func step() throws(Failure) -> Bool {
        switch state {
        case .preamble:
            guard let place = find(delimiter) else {
                pending.removeFirst(max(0, pending.count - delimiter.count))
                return false
            }
            pending.removeFirst(place + delimiter.count)
            state = .afterDelimiter
        case .afterDelimiter:
            // Blanks may follow a delimiter (RFC 2046 §5.1.1), then a line break, or `--` at the end of all.
            while pending.first == UInt8(ascii: " ") || pending.first == UInt8(ascii: "\t") { pending.removeFirst() }
            guard pending.count >= 2 else { return false }
            if pending[0] == UInt8(ascii: "-") && pending[1] == UInt8(ascii: "-") {
                state = .end
            } else {
                guard pending[0] == 13 && pending[1] == 10 else { throw .malformed }
                // The line break stays: it begins the headers' end when there are none.
                state = .headers
            }
        case .headers:
            guard let end = find(Array("\r\n\r\n".utf8)) else {
                guard pending.count <= Self.largestHeaders else { throw .headersTooLarge }
                return false
            }
            guard end <= Self.largestHeaders else { throw .headersTooLarge }
            guard parts.count < Self.mostParts else { throw .tooManyParts }
            parts.append(try Self.part(headers: pending[..<end]))
            pending.removeFirst(end + 4)
            state = .content
        case .content:
            guard let place = find(delimiter) else {
                let safe = max(0, pending.count - delimiter.count)
                parts[parts.count - 1].bytes += pending.prefix(safe)
                pending.removeFirst(safe)
                return false
            }
            parts[parts.count - 1].bytes += pending.prefix(place)
            pending.removeFirst(place + delimiter.count)
            state = .afterDelimiter
        case .end:
            pending.removeAll()
            return false
        }
        return true
    }

    private func find(_ needle: [UInt8]) -> Int? {
        guard pending.count >= needle.count else { return nil }
        let first = needle[0]
        var index = 0
        while index <= pending.count - needle.count {
            if pending[index] == first && pending[index..<index + needle.count].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }

    private static func part(headers: ArraySlice<UInt8>) throws(Failure) -> Part {
        guard let text = String(validating: headers, as: UTF8.self) else { throw .malformed }
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else { continue }
            guard let name = value(of: "name", in: line) else { throw .malformed }
            return Part(name: name, fileName: value(of: "filename", in: line))
        }
        throw .malformed
    }

    /// `; name="…"`, with the escapes of the HTML standard (`%22`, `%0D%0A`).
    private static func value(of name: String, in line: Substring) -> String? {
        guard let place = line.range(of: "; \(name)=\"") ?? line.range(of: ";\(name)=\"") else { return nil }
        let rest = line[place.upperBound...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        return String(rest[..<end]).replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
    }
}
