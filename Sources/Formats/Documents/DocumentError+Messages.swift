extension DocumentError {
    /// One or two sentences: what is wrong, and the way out.
    public func message(_ language: MessageLanguage) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    private var chinese: String {
        switch self {
        case .empty: "檔案沒有文字。"
        case .unknown(nil): "看不出這是什麼檔案。可以讀的是純文字、PDF、ODT 和 Word（.docx）。"
        case .unknown(let kind?): "這是 \(kind)，不能直接讀。請另存為 PDF、ODT、Word（.docx）或純文字。"
        case .undecodable(let line): "第 \(line) 行不是 UTF-8 也不是 Big5 文字，請將檔案另存為 UTF-8。"
        case .controlCharacter(let line): "第 \(line) 行有看不見的控制字元，請刪除後再試。"
        case .wronglyNamed(let found, let name): "檔名以「.\(name)」結尾，內容卻是\(found.name(.chinese))。請確認拿的是正確的檔案，改好副檔名再試。"
        case .encrypted(let format): "這份\(format.inChinese)有密碼保護，請先解除密碼再試。"
        case .damaged(let format): "這份\(format.inChinese)不完整或已損壞，請重新取得或另存一次再試。"
        case .tooLarge(let limit): "檔案超過 \(limit) MB，請拿掉圖片或分成幾個檔案再試。"
        case .swells(let format): "這份\(format.inChinese)解開後大得不合理，為了安全不讀。請用原來的程式另存一次再試。"
        case .declaresEntities(let format): "這份\(format.inChinese)裡有文件類型宣告（DOCTYPE），為了安全不讀。請用原來的程式另存一次再試。"
        case .unsafeNames(let format): "這份\(format.inChinese)裡有指到外面的路徑，為了安全不讀。請用原來的程式另存一次再試。"
        case .scanned(let pages): "這份 PDF 的 \(pages) 頁都是掃描的圖片，沒有文字。請取得原來的電子檔，或先做文字辨識（OCR）再試。"
        case .tooDemanding(let format): "讀這份\(format.inChinese)花的時間或記憶體超過限制，已經停止。請用原來的程式另存一次，或分成幾個檔案再試。"
        case .noConverter: "這台主機沒有安裝讀 PDF 的程式（poppler-utils 的 pdftotext），請通知管理者；也可以先另存為 ODT、Word（.docx）或純文字。"
        }
    }

    private var english: String {
        switch self {
        case .empty: "The file has no text."
        case .unknown(nil): "This is no kind of file that can be read. Text, PDF, ODT and Word (.docx) can."
        case .unknown(let kind?): "This is \(kind), which cannot be read. Save it as PDF, ODT, Word (.docx) or plain text."
        case .undecodable(let line): "Line \(line) is neither UTF-8 nor Big5; save the file as UTF-8 text."
        case .controlCharacter(let line): "Line \(line) has an invisible control character; remove it and try again."
        case .wronglyNamed(let found, let name):
            "The name ends in .\(name), but the content is \(found.name(.english)). Make sure it is the right file, and give it the right ending."
        case .encrypted(let format): "This \(format.name(.english)) is protected with a password; remove the password and try again."
        case .damaged(let format): "This \(format.name(.english)) is incomplete or damaged; get it again, or save it anew."
        case .tooLarge(let limit): "The file is larger than \(limit) MB; take pictures out of it, or split it."
        case .swells(let format):
            "This \(format.name(.english)) unpacks to an unreasonable size and is not read, for safety. Save it anew with its own program."
        case .declaresEntities(let format):
            "This \(format.name(.english)) declares a document type (DOCTYPE) and is not read, for safety. Save it anew with its own program."
        case .unsafeNames(let format):
            "This \(format.name(.english)) has names that lead outside of it and is not read, for safety. Save it anew with its own program."
        case .scanned(let pages):
            "The PDF is \(pages == 1 ? "one scanned page" : "\(pages) scanned pages") without text. Get the original, or have its text recognised (OCR) first."
        case .tooDemanding(let format):
            "Reading this \(format.name(.english)) took more time or memory than is allowed and was stopped. Save it anew, or split it."
        case .noConverter:
            "The program that reads PDF (pdftotext of poppler-utils) is not installed here; tell the administrator, or save the file as ODT, Word (.docx) or text."
        }
    }
}

extension SourceDocument.Format {
    /// As said in a sentence.
    public func name(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.text, .chinese): "純文字檔"
        case (.text, .english): "text"
        case (.pdf, _): "PDF"
        case (.odt, _): "ODT"
        case (.docx, .chinese): "Word 檔"
        case (.docx, .english): "Word document"
        }
    }

    /// With the blanks that Latin letters have beside them in a Chinese sentence.
    fileprivate var inChinese: String {
        switch self {
        case .text: name(.chinese)
        case .pdf, .odt: " \(name(.chinese)) "
        case .docx: " \(name(.chinese))"
        }
    }
}
