internal import Meetings

extension MeetingSource {
    /// What a series of our own meetings is; the youth committee goes by its name.
    init(_ series: MeetingSeries) {
        switch series.kind {
        case .municipal: self = .municipal
        case .council: self = .council
        case .committee, .review, .coordination: self = series.name.contains("青年") ? .youth : .major
        }
    }
}
