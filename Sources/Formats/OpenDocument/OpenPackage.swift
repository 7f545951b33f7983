/// What every OpenDocument file has beside its content: its type first, who made it, and what else is in it (ODF 1.3 part 2).
enum OpenPackage {
    static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// The namespaces of which our documents use something.
    static let namespaces = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"
        """

    /// Begins the archive. The type stands first and as it is, so that it can be read at a fixed place (part 2 §3.3).
    static func begin(_ zip: ZipWriter, type: String) {
        zip.store("mimetype", Array(type.utf8))
    }

    static func meta(title: String, language: String) -> String {
        head
            + "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta><meta:generator>Yankao</meta:generator><dc:title>\(OpenXML.attribute(title))</dc:title><dc:language>\(language)</dc:language></office:meta></office:document-meta>"
    }

    /// - Parameter files: path and media type of everything but the type and the manifest itself.
    static func manifest(type: String, files: [(path: String, type: String)]) -> String {
        let entries = files.map { "<manifest:file-entry manifest:full-path=\"\($0.path)\" manifest:media-type=\"\($0.type)\"/>" }.joined()
        return head
            + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"\(type)\"/>\(entries)</manifest:manifest>"
    }
}
