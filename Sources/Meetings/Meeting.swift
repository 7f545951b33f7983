internal import Formats
public import Kernel
public import Storage

/// A series of meetings: 市政會議, a committee, a review.
public struct MeetingSeries: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// 市政會議
        case municipal
        /// 委員會
        case committee
        /// 審查會議
        case review
        /// 協調會議
        case coordination
        /// 議會
        case council

        public var title: Phrase {
            switch self {
            case .municipal: "市政會議"
            case .committee: "委員會"
            case .review: "審查會議"
            case .coordination: "協調會議"
            case .council: "議會"
            }
        }
    }

    public let id: String
    public let name: String
    /// Whose meetings they are.
    public let agency: String
    public let kind: Kind
    /// Who takes the chair, as an office: 市長.
    public let chair: String
    /// Anyone may read agendas and approved minutes.
    public let isPublic: Bool
    /// Made up, for a demo.
    public let isSample: Bool
}

/// One meeting of a series.
public struct Meeting: Sendable, Equatable {
    /// 籌備 → 已通知 → 紀錄草稿 → 紀錄確定
    public enum State: String, Sendable, CaseIterable {
        case planned, convened, drafted, approved

        public var title: Phrase {
            switch self {
            case .planned: "籌備中"
            case .convened: "已通知"
            case .drafted: "紀錄草稿"
            case .approved: "紀錄已確定"
            }
        }

        /// What comes next, one step at a time; minutes that were approved are never changed.
        public var next: State? {
            switch self {
            case .planned: .convened
            case .convened: .drafted
            case .drafted: .approved
            case .approved: nil
            }
        }

        /// Time, place, agenda and who is to come may be changed.
        public var isBeforeMinutes: Bool { self == .planned || self == .convened }
        /// What was said, decided and who came may be written down.
        public var takesMinutes: Bool { self == .convened || self == .drafted }
    }

    public let id: String
    public let series: MeetingSeries
    /// 第 n 次
    public let number: Int
    public let startsAt: Instant
    public let endsAt: Instant
    public let place: String
    public let state: State
    /// Goes up with every change of time or place, for calendar programs.
    public let sequence: Int
    public let changedAt: Instant
    /// 取消: since when it does not take place, and why.
    public let cancelledAt: Instant?
    public let cancelReason: String?

    public var isCancelled: Bool { cancelledAt != nil }
    /// How it stands, in a word.
    public var standing: Phrase { isCancelled ? "取消" : state.title }

    /// Whether anyone may read it: a public series, once people were told.
    public var isPublic: Bool { series.isPublic && state != .planned }

    public var reference: Reference { Reference("meetings/meeting", id) }

    /// `市政會議第 3 次會議`
    public func title(_ t: Words) -> String { t("\(series.name)第 \(number) 次會議") }
}

/// A point of the agenda, with what was said about it.
public struct AgendaItem: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case report, discussion, motion

        public var title: Phrase {
            switch self {
            case .report: "報告事項"
            case .discussion: "討論事項"
            case .motion: "臨時動議"
            }
        }
    }

    public let id: String
    public let kind: Kind
    public let title: String
    /// The agency or office that presents it.
    public let presenter: String
    /// 說明
    public let text: String
    /// 紀錄, once written.
    public let minutes: String?
}

/// 更正: what approved minutes said about a point before, and say now.
public struct MinutesCorrection: Sendable, Equatable {
    /// The version it made: the minutes as they were approved are the first.
    public let version: Int
    public let item: String
    public let before: String?
    public let after: String?
    public let reason: String
    public let at: Instant
}

/// Somebody who is to come, by office: no names of people are kept.
public struct Attendance: Sendable, Equatable {
    public enum Presence: String, Sendable, CaseIterable {
        case invited, present, represented, absent

        public var title: Phrase {
            switch self {
            case .invited: "已通知"
            case .present: "出席"
            case .represented: "代理出席"
            case .absent: "請假"
            }
        }
    }

    public let id: String
    /// 文化局局長
    public let office: String
    public let presence: Presence
}
