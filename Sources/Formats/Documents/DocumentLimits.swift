extension DocumentReader {
    /// How much a document may ask for. The defaults leave a thousand-page plan room; source: ours, measured on the documents of the tests, 2026-11.
    public struct Limits: Sendable, Equatable {
        /// Size of the file in bytes.
        public var bytes = 32 << 20
        /// Bytes that an archive (ODT, DOCX) may unpack to, those of its entries that are read added up.
        public var unpackedBytes = 96 << 20
        /// Unpacked bytes for each packed byte, above the first MiB. DEFLATE makes up to 1032 of one, documents rarely 60.
        public var ratio = 200
        public var entries = 4096
        /// Elements inside each other in an XML file.
        public var depth = 256
        /// Bytes of text that a document may hold.
        public var text = 24 << 20
        /// Seconds that a child process may take, by the clock and of the processor.
        public var seconds = 30
        /// Address space of a child process, in bytes.
        public var memory = 1 << 30
        /// Pages of a scanned PDF whose text is recognised, where that is installed; a page takes seconds.
        public var scannedPages = 20

        public init() {}
    }
}
