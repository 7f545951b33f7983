extension PDFPrinter {
    /// LibreOffice without a screen; nil where it is not installed (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui).
    public static var libreOffice: PDFPrinter? {
        let programs = ["soffice", "libreoffice"].compactMap { ChildProcess.path(of: $0) }
        return libreOffice(at: programs, Limits(), in: PrivateFolder.usualPlace)
    }

    /// - Parameter place: a folder in which a private one is made.
    static func libreOffice(at programs: [String], _ limits: Limits, in place: String) -> PDFPrinter? {
        guard let program = programs.first(where: { ChildProcess.isProgram($0) }) else { return nil }
        return PDFPrinter { document, kind throws(PrintingError) in try print(document, kind, program, limits, in: place) }
    }

    private static func print(_ document: [UInt8], _ kind: Kind, _ program: String, _ limits: Limits, in place: String) throws(PrintingError)
        -> [UInt8]
    {
        // The program takes anything, and would print a broken file as the text of its bytes.
        guard isOpenDocument(document, kind) else { throw .unreadable }
        PrivateFolder.removeForgotten(in: place)
        guard let folder = PrivateFolder(in: place) else { throw .noRoom }
        let name = kind == .text ? "document.odt" : "document.ods"
        guard folder.write(document, name) else { throw .noRoom }
        let arguments = [
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "-env:UserInstallation=file://\(folder.path)/profile", "--convert-to",
            "pdf:\(kind == .text ? "writer" : "calc")_pdf_Export:\(options)", "--outdir", folder.path, "\(folder.path)/\(name)",
        ]
        let outcome = ChildProcess.run(
            program, arguments, input: [], .init(seconds: limits.seconds, memory: limits.memory, output: 1 << 16, file: limits.output),
            environment: ["HOME=\(folder.path)", "TMPDIR=\(folder.path)"])
        switch outcome {
        // Its launcher ends with 128 and the signal when the program behind it was ended by one (out of memory, file too large).
        case .ended(128..., _, _): throw .tooDemanding
        case .ended(let status, _, _):
            // It ends with 0 when it could not open the file, too.
            guard status == 0, let pdf = folder.read("document.pdf", upTo: limits.output), pdf.starts(with: Array("%PDF-".utf8)) else {
                throw .unreadable
            }
            return pdf
        case .killed, .tookTooLong, .wroteTooMuch: throw .tooDemanding
        case .notFound: throw .unreadable
        }
    }

    /// Tagged and by the rules of PDF/UA (ISO 14289-1), so that headings, tables and alternative texts are there for who listens to it.
    private static let options =
        #"{"UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}"#

    /// The type of an OpenDocument file stands at a fixed place (ODF 1.3 part 2 §3.3).
    private static func isOpenDocument(_ bytes: [UInt8], _ kind: Kind) -> Bool {
        let type = Array("mimetype\(kind.type)".utf8)
        return bytes.starts(with: [0x50, 0x4B, 3, 4]) && bytes.dropFirst(30).starts(with: type)
    }
}
