internal import CExpat

/// Gets what an XML file says, in its order. Names carry the usual prefix of their namespace (`w:p`, `text:h`), whatever prefix the file uses.
protocol XMLHandler: AnyObject {
    func start(_ name: String, _ attributes: [String: String])
    func end(_ name: String)
    func characters(_ text: String)
}

/// Reads XML 1.0 without ever expanding an entity or opening another file: a document type declaration ends the reading.
enum XMLScanner {
    enum Failure: Error, Equatable {
        case malformed
        case documentType
        case tooDeep
    }

    static func scan(_ bytes: [UInt8], into handler: some XMLHandler, depth: Int) throws(Failure) {
        // A blank stands between a name and its namespace, for neither can have one.
        guard let parser = XML_ParserCreateNS(nil, 0x20) else { throw .malformed }
        defer { XML_ParserFree(parser) }
        let state = State(parser, handler, depth)
        XML_SetUserData(parser, Unmanaged.passUnretained(state).toOpaque())
        XML_SetElementHandler(parser, { State.of($0)?.start($1, $2) }, { State.of($0)?.end($1) })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let text, let state = State.of(data) else { return }
            state.handler.characters(String(decoding: UnsafeRawBufferPointer(start: text, count: Int(count)), as: UTF8.self))
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in State.of(data)?.stop(.documentType) }
        let status = bytes.withUnsafeBytes { XML_Parse(parser, $0.baseAddress, Int32($0.count), 1) }
        let failure = withExtendedLifetime(state) { state.failure }
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw .malformed }
    }

    private final class State {
        let handler: any XMLHandler
        private let parser: XML_Parser
        private let limit: Int
        private var depth = 0
        private(set) var failure: Failure?

        init(_ parser: XML_Parser, _ handler: any XMLHandler, _ limit: Int) {
            self.parser = parser
            self.handler = handler
            self.limit = limit
        }

        static func of(_ data: UnsafeMutableRawPointer?) -> State? { data.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() } }

        func stop(_ failure: Failure) {
            self.failure = failure
            XML_StopParser(parser, 0)
        }

        func start(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
            depth += 1
            guard failure == nil else { return }
            guard depth <= limit else { return stop(.tooDeep) }
            guard let name else { return }
            var values: [String: String] = [:]
            if var next = attributes {
                while let key = next[0], let value = next[1] {
                    values[Namespaces.short(String(cString: key))] = String(cString: value)
                    next += 2
                }
            }
            handler.start(Namespaces.short(String(cString: name)), values)
        }

        func end(_ name: UnsafePointer<CChar>?) {
            depth -= 1
            guard failure == nil, let name else { return }
            handler.end(Namespaces.short(String(cString: name)))
        }
    }
}

/// The namespaces of OpenDocument 1.3 (part 3, 19.2) and Office Open XML (ECMA-376, transitional and strict).
private enum Namespaces {
    static func short(_ name: String) -> String {
        guard let blank = name.utf8.firstIndex(of: 0x20) else { return name }
        let local = name[name.index(after: blank)...]
        guard let prefix = prefixes[String(name[..<blank])] else { return "?:" + local }
        return prefix + local
    }

    private static let prefixes: [String: String] = {
        let open = "urn:oasis:names:tc:opendocument:xmlns:"
        return [
            open + "office:1.0": "office:", open + "style:1.0": "style:", open + "text:1.0": "text:", open + "table:1.0": "table:",
            open + "drawing:1.0": "draw:", open + "xsl-fo-compatible:1.0": "fo:", open + "manifest:1.0": "manifest:",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:", "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
            "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:", "http://www.w3.org/XML/1998/namespace": "xml:",
        ]
    }()
}
