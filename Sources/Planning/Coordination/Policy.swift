internal import Formats
internal import Storage

/// 跨局處重大政策: what several agencies do together, one of them in the lead.
struct Policy: Sendable, Equatable {
    let id: String
    var title: String
    var text: String
    /// 主辦機關
    var lead: String
    var from: CivilDate
    var to: CivilDate
    var isPublic: Bool
    let isSample: Bool
    /// 協辦機關, each with what it owes; the lead agency too, where somebody wrote it down.
    let parts: [Part]

    struct Part: Sendable, Equatable {
        let agency: String
        let owes: String
    }

    var reference: Reference { Reference("planning/policy", id) }

    /// The lead first, then the others by key.
    var agencies: [String] { [lead] + parts.map(\.agency).filter { $0 != lead } }

    func owes(_ agency: String) -> String { parts.first { $0.agency == agency }?.owes ?? "" }
}
