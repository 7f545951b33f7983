internal import Crypto
internal import Kernel
internal import Markup

/// What a form was made from: a digest of the values it showed, so that nobody writes over what they have not seen.
enum SectionDigest {
    static let field = Field("seen", "打開時的內容", .hidden, required: false, maximum: 64)

    static func of(_ values: [String: String]) -> String {
        let pieces = values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        // Each piece with its length, so that no two sets of values can run together into one.
        let bytes = pieces.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        return SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// - Throws: ``AnnualFault/changedMeanwhile(_:)`` when the section is no longer as it was shown.
    static func check(_ seen: String, against now: [String: String]) throws {
        guard seen == of(now) else { throw AnnualFault.changedMeanwhile(now) }
    }
}

/// What two people wrote in the same section, beside each other, so that the second one decides and nothing is lost.
struct ConflictView {
    let fields: [Field]
    let now: [String: String]
    let mine: [String: String]
    let t: Words

    var html: HTML {
        let rows: [[HTML]] = fields.compactMap { field in
            if case .hidden = field.kind { return nil }
            let (theirs, own) = (now[field.name] ?? "", mine[field.name] ?? "")
            guard theirs != own else { return nil }
            return [HTML(text: t(field.label)), HTML(text: shown(theirs, field)), HTML(text: shown(own, field))]
        }
        let table = DataTable(caption: t("兩邊不同的地方"), columns: [.init(t("欄位")), .init(t("現在的內容")), .init(t("您填的內容"))], rows: rows)
        return Notice.warn.html(
            #"""
            <p>\#(t(AnnualFault.changedMeanwhile(now).phrase))</p>\#(rows.isEmpty ? nil : table.html)<p>\#(t("下面的表單是您填的。照現在的內容改好以後再送一次，就會存成您送出的樣子。"))</p>
            """#)
    }

    private func shown(_ value: String, _ field: Field) -> String {
        if case .choice(let choices) = field.kind, let choice = choices.first(where: { $0.value == value }) { return t(choice.label) }
        return value
    }
}
