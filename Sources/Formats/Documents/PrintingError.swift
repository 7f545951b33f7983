/// Why there is no PDF of a document. Nothing was kept.
public enum PrintingError: Error, Sendable, Equatable {
    /// The office program could not open it: it is no OpenDocument file, or a broken one.
    case unreadable
    /// It took longer, or more memory, or became larger than is allowed.
    case tooDemanding
    /// No private folder could be made for it, or not written to.
    case noRoom

    /// What is wrong, and the way out.
    public func message(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.unreadable, .chinese): "這份文件轉不成 PDF。請改下載 ODT 或 ODS，並通知管理者。"
        case (.unreadable, .english): "This document could not be turned into a PDF. Take the ODT or ODS instead, and tell the administrator."
        case (.tooDemanding, .chinese): "這份文件太大，轉成 PDF 花的時間或記憶體超過限制，已經停止。請改下載 ODT 或 ODS，用 LibreOffice 另存成 PDF。"
        case (.tooDemanding, .english):
            "This document is too large: making the PDF took more time or memory than is allowed and was stopped. Take the ODT or ODS and save it as PDF with LibreOffice."
        case (.noRoom, .chinese): "主機暫存空間不足，做不出 PDF。請通知管理者，或改下載 ODT 或 ODS。"
        case (.noRoom, .english): "The server has no temporary space to make the PDF. Tell the administrator, or take the ODT or ODS."
        }
    }
}
