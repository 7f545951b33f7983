internal import Formats

/// One field of a form: what it is called, what it takes. The form, its checks and the OpenAPI document are made from it.
public struct Field: Sendable {
    public enum Kind: Sendable {
        case text
        /// Words of several lines.
        case paragraph
        /// An ISO date, `2026-11-24`.
        case date
        /// A whole number in this range.
        case number(ClosedRange<Int>)
        case password
        /// A one-time code of six digits.
        case code
        /// One of these: value and label.
        case choice([(value: String, label: Phrase)])
        /// A file whose name ends in one of these.
        case file([String])
        case hidden
    }

    public let name: String
    public let label: Phrase
    public let kind: Kind
    public let hint: Phrase?
    public let isRequired: Bool
    /// In characters, for words; files are limited by the endpoint's body.
    public let maximum: Int

    public init(_ name: StaticString, _ label: Phrase, _ kind: Kind = .text, hint: Phrase? = nil, required: Bool = true, maximum: Int = 200) {
        self.name = name.description
        self.label = label
        self.kind = kind
        self.hint = hint
        isRequired = required
        self.maximum = maximum
    }
}

/// What a visitor sent with a form.
public struct Submission: Sendable {
    public let values: [String: String]
    public let files: [String: Upload]
    /// Files of an endpoint whose form says `spools`, by field.
    public let spooled: [String: SpooledFile]

    public init(values: [String: String], files: [String: Upload] = [:], spooled: [String: SpooledFile] = [:]) {
        self.spooled = spooled
        self.values = values
        self.files = files
    }

    /// What these fields ask for and nothing else that was sent.
    public func only(_ fields: [Field]) -> Submission {
        let names = Set(fields.map(\.name))
        return Submission(values: values.filter { names.contains($0.key) }, files: files.filter { names.contains($0.key) })
    }

    /// The value without blanks at its ends; empty when it was not sent.
    public func text(_ name: String) -> String { (values[name] ?? "").trimmingBlanks() }

    /// The value with full-width digits, as Chinese input methods type them, made plain.
    public func digits(_ name: String) -> String {
        String(
            text(name).unicodeScalars.map {
                (0xFF10...0xFF19).contains($0.value) ? Character(UnicodeScalar(UInt8($0.value - 0xFEE0))) : Character($0)
            })
    }

    /// What is wrong with the values, by field name; empty when every field is right.
    public func errors(in fields: [Field]) -> [String: Phrase] {
        var errors: [String: Phrase] = [:]
        for field in fields {
            if case .file(let endings) = field.kind {
                let size = files[field.name]?.bytes.count ?? spooled[field.name]?.size ?? 0
                if size == 0 {
                    if field.isRequired { errors[field.name] = "請選擇檔案。" }
                } else if let name = (files[field.name]?.name ?? spooled[field.name]?.name)?.lowercased(), !endings.contains(where: name.hasSuffix) {
                    errors[field.name] = "請選擇 \(endings.joined(separator: "、")) 檔。"
                }
                continue
            }
            let value = values[field.name] ?? ""
            if value.trimmingBlanks().isEmpty {
                if field.isRequired { errors[field.name] = "請填寫這一欄。" }
            } else if value.count > field.maximum {
                errors[field.name] = "最多 \(field.maximum) 個字。"
            } else {
                errors[field.name] = error(in: field)
            }
        }
        return errors
    }

    /// What is wrong with a value that is there, for its kind.
    private func error(in field: Field) -> Phrase? {
        switch field.kind {
        case .choice(let choices):
            choices.contains { $0.value == values[field.name] } ? nil : "請從清單中選擇。"
        case .date:
            CivilDate(iso: digits(field.name)) == nil ? "請填西元年月日，例如 2026-11-24。" : nil
        case .number(let range):
            Int(digits(field.name)).map(range.contains) == true ? nil : "請填 \(range.lowerBound) 到 \(range.upperBound) 的整數。"
        case .text, .paragraph, .password, .code, .file, .hidden: nil
        }
    }
}

/// A file as it was sent. Its name is for people and is never used as a path.
public struct Upload: Sendable, Equatable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
