internal import Kernel
internal import Markup

/// Why something cannot be done with a year's plan; nothing was written.
enum AnnualFault: Error, Sendable, Equatable {
    /// It was submitted, or published: nobody changes it now.
    case frozen
    /// Somebody changed the same section since the form was opened; as it is now, by field.
    case changedMeanwhile([String: String])
    /// What the form says cannot be, by field.
    case fields([String: Phrase])
    case alreadyThere
    case noPlan
    /// It cannot be submitted as it is: everything that is missing.
    case incomplete([Phrase])

    var phrase: Phrase {
        switch self {
        case .frozen: "這份年度計畫已經送出或公布，現在不能修改。"
        case .changedMeanwhile: "別人在您打開之後改過這一項；您填的內容都還在，還沒有存。"
        case .fields: "有欄位要改。"
        case .alreadyThere: "這個機關這一年已經有年度計畫。"
        case .noPlan: "這份中程計畫還沒有公布，或不包含這一年。"
        case .incomplete(let missing): missing.first ?? "還不完整。"
        }
    }
}
