/// Why a file cannot be read. Nothing of it was kept.
public enum DocumentError: Error, Sendable, Equatable {
    /// No bytes, or no character but blanks.
    case empty
    /// None of the formats that are read. `kind` names what it is when that is known: `JPEG`.
    case unknown(kind: String?)
    /// The first character that is neither UTF-8 nor Big5 stands in this line.
    case undecodable(line: Int)
    /// A character that is no text, such as a bell or a backspace.
    case controlCharacter(line: Int)
    /// The name says another format than the bytes.
    case wronglyNamed(found: SourceDocument.Format, extension: String)
    case encrypted(SourceDocument.Format)
    /// Cut off, or not made as the format wants it.
    case damaged(SourceDocument.Format)
    /// More bytes than are read, `limit` in MiB.
    case tooLarge(limit: Int)
    /// It swells beyond all measure when it is unpacked.
    case swells(SourceDocument.Format)
    /// It declares a document type or entities, with which a file can attack its reader.
    case declaresEntities(SourceDocument.Format)
    /// A part of it is named like a path that leads outside.
    case unsafeNames(SourceDocument.Format)
    /// Pictures of pages without text.
    case scanned(pages: Int)
    /// Reading took longer, or more memory, than is allowed.
    case tooDemanding(SourceDocument.Format)
    /// The program that reads PDF is not installed.
    case noConverter
}
