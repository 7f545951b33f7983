/// Turns an OpenDocument file that we made into a PDF. An effect: tests bring their own.
public struct PDFPrinter: Sendable {
    public enum Kind: Sendable, CaseIterable {
        case text
        case spreadsheet

        /// As the file says it of itself, right after its first name.
        var type: String { self == .text ? TextDocument.type : "application/vnd.oasis.opendocument.spreadsheet" }
    }

    /// What printing one document may take.
    struct Limits {
        /// By the clock, and of the processor.
        var seconds = 60
        /// Bytes of address space. A document of a few pages takes less than one gibibyte.
        var memory = 3 << 30
        /// Bytes of the PDF, and of every other file that is written for it.
        var output = 128 << 20
    }

    /// The PDF, or why there is none. Blocks its thread.
    var print: @Sendable (_ document: [UInt8], _ kind: Kind) throws(PrintingError) -> [UInt8]

    public init(_ print: @escaping @Sendable ([UInt8], Kind) throws(PrintingError) -> [UInt8]) {
        self.print = print
    }

    /// Waits until it is this document's turn: one is printed at a time, for an office program takes a processor and much memory.
    public func pdf(_ document: [UInt8], _ kind: Kind) async throws(PrintingError) -> [UInt8] {
        try await HeavyWork.printing.run { () throws(PrintingError) in try print(document, kind) }.get()
    }

    public static let type = "application/pdf"
}
