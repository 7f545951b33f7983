/// Reads the text of an ODT (OpenDocument 1.3, ISO/IEC 26300).
enum OpenDocumentReader {
    static func read(_ bytes: [UInt8], _ limits: DocumentReader.Limits) throws(DocumentError) -> SourceDocument {
        var package = try DocumentPackage(bytes, .odt, limits)
        // Parts of a package with a password are listed with how they were encrypted (part 2, 4.4).
        let manifest = OpenManifest()
        try package.parse("META-INF/manifest.xml", into: manifest)
        guard !manifest.isEncrypted else { throw .encrypted(.odt) }
        let styles = OpenStyles()
        try package.parse("styles.xml", into: styles)
        let content = OpenContent(styles, limits)
        try package.parse("content.xml", into: content)
        content.body.addFurniture(styles.furniture)
        return try content.body.finish(.odt)
    }
}

/// Whether a package has a password.
final class OpenManifest: XMLHandler {
    private(set) var isEncrypted = false

    func start(_ name: String, _ attributes: [String: String]) {
        if name == "manifest:encryption-data" { isEncrypted = true }
    }

    func end(_ name: String) {}
    func characters(_ text: String) {}
}
