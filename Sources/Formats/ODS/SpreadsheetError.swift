/// Why a spreadsheet is not read.
public enum SpreadsheetError: Error, Sendable, Equatable {
    /// No OpenDocument spreadsheet.
    case unknown
    case encrypted
    /// Cut off, or not made as the format wants it.
    case damaged
    /// More bytes, rows, columns or cells than are read.
    case tooLarge
    /// It swells beyond all measure when it is unpacked, declares entities, or names a part outside of itself.
    case unsafe

    /// One or two sentences: what is wrong, and the way out.
    public func message(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.unknown, .chinese): "這不是 ODS 試算表。請用試算表程式另存為「ODF 試算表（.ods）」。"
        case (.unknown, .english): "This is no ODS spreadsheet. Save it as an ODF spreadsheet (.ods)."
        case (.encrypted, .chinese): "這份試算表有密碼保護，請先解除密碼再試。"
        case (.encrypted, .english): "The spreadsheet is protected with a password; remove the password and try again."
        case (.damaged, .chinese): "這份試算表不完整或已損壞，請重新取得或另存一次再試。"
        case (.damaged, .english): "The spreadsheet is incomplete or damaged; get it again, or save it anew."
        case (.tooLarge, .chinese): "這份試算表太大，請拿掉不需要的列、欄或工作表再試。"
        case (.tooLarge, .english): "The spreadsheet is too large; remove rows, columns or sheets that are not needed."
        case (.unsafe, .chinese): "這份試算表的內容不合理，為了安全不讀。請用原來的程式另存一次再試。"
        case (.unsafe, .english): "The spreadsheet is not made as it should be and is not read, for safety. Save it anew with its own program."
        }
    }

    init(_ error: DocumentError) {
        switch error {
        case .encrypted: self = .encrypted
        case .tooLarge, .tooDemanding: self = .tooLarge
        case .swells, .declaresEntities, .unsafeNames: self = .unsafe
        default: self = .damaged
        }
    }
}
