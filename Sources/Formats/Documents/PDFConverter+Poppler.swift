extension PDFConverter {
    /// `pdftotext` of poppler-utils, and `pdftoppm` with `tesseract` for scanned pages where both are installed. The file goes through the
    /// standard input: it has no name.
    public static let poppler = PDFConverter(
        text: { pdf, limits throws(DocumentError) in
            try run("pdftotext", ["-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-"], pdf, limits)
        },
        recognise: { pdf, pages, limits throws(DocumentError) in
            guard pages <= limits.scannedPages, ChildProcess.path(of: "tesseract") != nil, ChildProcess.path(of: "pdftoppm") != nil else {
                return nil
            }
            var text: [UInt8] = []
            for page in 1...pages {
                let number = String(page)
                // 300 dots an inch is what the recogniser was trained on.
                let picture = try run("pdftoppm", ["-q", "-r", "300", "-gray", "-f", number, "-l", number, "-singlefile", "-"], pdf, limits)
                text += try run("tesseract", ["stdin", "stdout", "-l", "chi_tra+eng", "--psm", "4"], picture, limits)
                if text.last != 0x0C { text.append(0x0C) }
            }
            return text
        })

    private static func run(_ name: String, _ arguments: [String], _ input: [UInt8], _ limits: DocumentReader.Limits) throws(DocumentError) -> [UInt8]
    {
        guard let program = ChildProcess.path(of: name) else { throw .noConverter }
        // A picture of a page is larger than any text.
        let output = name == "pdftoppm" ? 64 << 20 : limits.text
        switch ChildProcess.run(program, arguments, input: input, .init(seconds: limits.seconds, memory: limits.memory, output: output)) {
        case .ended(0, let text, _): return text
        case .ended(_, _, let errors):
            throw String(decoding: errors, as: UTF8.self).contains("ncorrect password") ? .encrypted(.pdf) : .damaged(.pdf)
        case .killed, .tookTooLong, .wroteTooMuch: throw .tooDemanding(.pdf)
        case .notFound: throw .noConverter
        }
    }
}

extension ChildProcess {
    static func path(of name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { isProgram($0) }
    }
}
