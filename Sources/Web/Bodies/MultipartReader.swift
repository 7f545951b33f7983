#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads `multipart/form-data` (RFC 7578) piece by piece as it arrives, in memory bounded by the endpoint's limit and in time proportional to the
/// body's length, however it is cut up.
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

    static let mostParts = 200
    static let largestHeaders = 8 * 1024

    private(set) var parts: [Part] = []
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What came and is not yet understood, from `start` on; nothing that is looked for begins before `searched`.
    private(set) var pending: [UInt8]
    private var start = 0
    private var searched = 0

    /// - Parameter boundary: from the `Content-Type`; see ``boundary(in:)``.
    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line break before it; pretending there is one makes all of them alike.
        pending = Array("\r\n".utf8)
    }

    /// The boundary that a `Content-Type` names: 1 to 70 of RFC 2046's characters, no blank at the end.
    static func boundary(in contentType: String) -> String? {
        guard let value = HeaderParameters.read(contentType.utf8)?["boundary"] else { return nil }
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ".utf8)
        guard (1...70).contains(value.utf8.count), value.utf8.allSatisfy(allowed.contains), !value.hasSuffix(" ") else { return nil }
        return value
    }

    mutating func append(_ bytes: some Sequence<UInt8>) throws(Failure) {
        guard state != .end else { return }
        pending += bytes
        while try step() {}
        // Once an arrival and not once a step: what is left to move is shorter than a delimiter, or headers that moved never before.
        pending.removeFirst(start)
        searched = max(0, searched - start)
        start = 0
    }

    /// Hands over what has come of the files since, so that it need not be kept here.
    mutating func drainFiles(_ take: (_ part: Int, _ fileName: String, _ bytes: [UInt8]) throws -> Void) rethrows {
        for index in parts.indices {
            guard let fileName = parts[index].fileName else { continue }
            try take(index, fileName, parts[index].bytes)
            parts[index].bytes = []
        }
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
                start = max(start, pending.count - delimiter.count)
                return false
            }
            consume(to: place + delimiter.count, then: .afterDelimiter)
        case .afterDelimiter:
            // Blanks may follow a delimiter (RFC 2046 §5.1.1), then a line break, or `--` at the end of all.
            while start < pending.count, pending[start] == UInt8(ascii: " ") || pending[start] == UInt8(ascii: "\t") { start += 1 }
            guard pending.count - start >= 2 else { return false }
            if pending[start] == UInt8(ascii: "-") && pending[start + 1] == UInt8(ascii: "-") {
                consume(to: pending.count, then: .end)
                return false
            }
            guard pending[start] == 13 && pending[start + 1] == 10 else { throw .malformed }
            // The line break stays: it begins the headers' end when there are none.
            consume(to: start, then: .headers)
        case .headers:
            guard let end = find(Array("\r\n\r\n".utf8)) else {
                guard pending.count - start <= Self.largestHeaders else { throw .headersTooLarge }
                return false
            }
            guard end - start <= Self.largestHeaders else { throw .headersTooLarge }
            guard parts.count < Self.mostParts else { throw .tooManyParts }
            parts.append(try Part(headers: pending[start..<end]))
            consume(to: end + 4, then: .content)
        case .content:
            guard let place = find(delimiter) else {
                keep(to: max(start, pending.count - delimiter.count))
                return false
            }
            keep(to: place)
            consume(to: place + delimiter.count, then: .afterDelimiter)
        case .end: return false
        }
        return true
    }

    private mutating func consume(to place: Int, then next: State) {
        start = place
        searched = place
        state = next
    }

    private mutating func keep(to place: Int) {
        parts[parts.count - 1].bytes += pending[start..<place]
        start = place
    }

    private mutating func find(_ needle: [UInt8]) -> Int? {
        let from = max(start, searched)
        let place = pending.withUnsafeBytes { hay -> Int? in
            guard let base = hay.baseAddress else { return nil }
            var index = from
            // Only the first byte of a delimiter is a carriage return, so that a part of one is never looked at twice.
            while index <= hay.count - needle.count, let found = memchr(base + index, Int32(needle[0]), hay.count - needle.count + 1 - index) {
                index = UnsafeRawPointer(found) - base
                if memcmp(base + index, needle, needle.count) == 0 { return index }
                index += 1
            }
            return nil
        }
        if place == nil { searched = max(from, pending.count - needle.count + 1) }
        return place
    }
}

extension MultipartReader.Part {
    /// - Parameter headers: the lines before the content, each after a line break.
    fileprivate init(headers: ArraySlice<UInt8>) throws(MultipartReader.Failure) {
        for line in headers.split(whereSeparator: { $0 == 13 || $0 == 10 }) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
                String(decoding: line[..<colon], as: UTF8.self).lowercased() == "content-disposition"
            else { continue }
            guard let parameters = HeaderParameters.read(line[(colon + 1)...]), let name = parameters["name"] else { throw .malformed }
            self.init(name: Self.unescaped(name), fileName: parameters["filename"].map(Self.unescaped))
            return
        }
        throw .malformed
    }

    /// Browsers write a quote as `%22` and a line break as `%0D%0A` (HTML, "multipart form data").
    private static func unescaped(_ value: String) -> String { value.replacing("%22", with: "\"").replacing("%0D%0A", with: " ") }
}
