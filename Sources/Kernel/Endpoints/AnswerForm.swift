internal import Formats

/// A form in which an endpoint answers beside its own: asked for by the end of the path (`.csv`) or by `Accept`.
public enum AnswerForm: String, Sendable, CaseIterable {
    case json
    case csv
    case ods

    public var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        case .ods: SpreadsheetWriter.type
        }
    }

    /// The forms of a table.
    public static let tables: [AnswerForm] = [.csv, .ods]
}

extension IncomingRequest {
    /// What is asked for first: nil is a page, or whatever the endpoint answers by itself.
    public var form: AnswerForm? {
        guard let accept = headers["accept"]?.lowercased() else { return nil }
        let asked = AnswerForm.allCases.map { (form: Optional($0), type: $0.mediaType) } + [(form: nil, type: "text/html")]
        return asked.compactMap { one in accept.firstRange(of: one.type).map { (one.form, $0.lowerBound) } }.min { $0.1 < $1.1 }?.0
    }

    /// A table is asked for.
    public var wantsTable: Bool { form == .csv || form == .ods }
}
