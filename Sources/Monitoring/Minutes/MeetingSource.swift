internal import Kernel

/// 列管事項的來源: what kind of meeting told an agency to do something (plan goal 三, 1).
enum MeetingSource: String, Sendable, CaseIterable {
    /// 市政會議
    case municipal
    /// 市議會: resolutions, riders, interpellations
    case council
    /// 重要會議
    case major
    /// 前瞻基礎建設
    case forwardLooking
    /// 專案
    case special
    /// 青年事務委員會
    case youth

    var title: Phrase {
        switch self {
        case .municipal: "市政會議"
        case .council: "市議會"
        case .major: "重要會議"
        case .forwardLooking: "前瞻基礎建設"
        case .special: "專案計畫"
        case .youth: "青年事務委員會"
        }
    }
}
