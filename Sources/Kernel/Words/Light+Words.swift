public import Markup

extension Light {
    /// 綠燈: its colour for those who hear it.
    public var colourName: Phrase {
        switch self {
        case .ok: "綠燈"
        case .warn: "黃燈"
        case .bad: "紅燈"
        case .white: "白燈"
        case .grey: "灰燈"
        }
    }
}
