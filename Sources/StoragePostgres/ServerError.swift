internal import CLibPQ
internal import Storage

/// The fields of an error that hold no bound value. The detail does ("Key (email)=(…) already exists"), and so may the message.
struct ServerError {
    /// "cached plan must not change result type": a migration changed what a prepared query answers.
    static let changedAnswer = "0A000"
    /// A write met a server that takes none: what it is connected to has become a standby.
    static let readOnly = "25006"

    let code: String
    let table: String?
    let column: String?
    let constraint: String?
    /// The columns of a violated key.
    let keyColumns: String?
    let message: String

    init(_ result: OpaquePointer?) {
        code = Self.code(of: result)
        table = Self.field("t", of: result)
        column = Self.field("c", of: result)
        constraint = Self.field("n", of: result)
        keyColumns = Self.keyColumns(in: Self.field("D", of: result))
        message = Self.message(of: result, code: code)
    }

    static func code(of result: OpaquePointer?) -> String { field("C", of: result) ?? "" }

    private static func field(_ letter: Unicode.Scalar, of result: OpaquePointer?) -> String? {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
    }

    /// A message with a position speaks about the query's own text. Without one it may quote a value ("invalid input syntax for type integer: …"),
    /// except in the classes that speak about constraints, transactions, resources and operators.
    private static func message(of result: OpaquePointer?, code: String) -> String {
        let isAboutText = field("P", of: result) != nil
        let isSafe = ["0A", "23", "25", "26", "28", "3D", "40", "53", "55", "57", "58", "08"].contains(String(code.prefix(2)))
        guard isAboutText || isSafe, let message = field("M", of: result) else { return "SQLSTATE \(code)" }
        return "\(message) (\(code))"
    }

    /// `agency,number` from "Key (agency, number)=(63000, 7) already exists.", in whatever language the server speaks.
    private static func keyColumns(in detail: String?) -> String? {
        guard let detail, let open = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=("), open < end.lowerBound else { return nil }
        let names = detail[detail.index(after: open)..<end.lowerBound].split(separator: ", ")
        guard names.allSatisfy({ Identifier(checking: $0.filter { $0 != "\"" }) != nil }) else { return nil }
        return names.map { $0.filter { $0 != "\"" } }.joined(separator: ",")
    }
}

extension StoreError {
    init(_ error: ServerError, running text: String) {
        let family = error.code.prefix(2)
        switch error.code {
        case "23503": self = .conflict(constraint: "foreign key")
        case _ where family == "23": self = .conflict(constraint: Self.constraint(error))
        case "40001", "40P01", "55P03", ServerError.changedAnswer: self = .retry
        case "57014": self = .timeout
        case "53300", "57P01", "57P02", "57P03", ServerError.readOnly: self = .unavailable(error.message)
        case _ where family == "08": self = .unavailable(error.message)
        default: self = .engine(message: error.message, sql: text)
        }
    }

    /// `plan.agency,number` for a key, `plan.status` for a check or NOT NULL, as SQLite has it.
    private static func constraint(_ error: ServerError) -> String {
        let subject = error.keyColumns ?? error.column ?? error.constraint ?? ""
        return error.table.map { "\($0).\(subject)" } ?? subject
    }
}
