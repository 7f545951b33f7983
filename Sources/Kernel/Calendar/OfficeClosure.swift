public import Formats

/// 停止上班: a day, or half of one, on which offices that would be open are not, such as for a typhoon.
public struct OfficeClosure: Sendable, Equatable {
    public enum Part: String, Sendable, CaseIterable {
        case wholeDay, morning, afternoon

        public var title: Phrase {
            switch self {
            case .wholeDay: "全天"
            case .morning: "上午"
            case .afternoon: "下午"
            }
        }

        var halves: OfficeCalendar.Halves {
            switch self {
            case .wholeDay: .both
            case .morning: .morning
            case .afternoon: .afternoon
            }
        }
    }

    public let date: CivilDate
    public let part: Part
    /// The agency whose offices are closed; nil for the whole city.
    public let agency: String?

    public init(date: CivilDate, part: Part, agency: String? = nil) {
        self.date = date
        self.part = part
        self.agency = agency
    }
}
