internal import Formats
internal import Kernel
internal import Matters
internal import Storage

/// 會議紀錄 that came in as a file and waits for an officer, or was dispatched.
struct MinutesRecord: Sendable {
    enum State: String, Sendable { case open, dispatched }

    let id: String
    let source: MeetingSource
    let title: String
    let heldOn: CivilDate
    /// 屆次: `第4屆第6次定期會`, for a council's.
    let session: String?
    let fileName: String
    let state: State
    let isPublic: Bool
    let isSample: Bool
    /// Goes up with every change: what a form was made for.
    let revision: Int

    var reference: Reference { Reference("monitoring/minutes", id) }
}

/// 事項: what the minutes ask of an agency; proposed until it has a matter.
struct DirectiveRecord: Sendable {
    let id: String
    let minutes: String?
    let source: MeetingSource
    let meeting: String
    let heldOn: CivilDate
    let session: String?
    /// Of the file, from 1.
    let line: Int?
    let kind: Minutes.Kind
    /// Its number in the minutes; may be empty.
    let number: String
    let heading: String
    var text: String
    /// 主辦機關, once it is known.
    var lead: String?
    /// As the minutes call it.
    let leadWords: String
    /// 協辦機關, keys.
    var supporting: [String]
    /// Those whose names nobody knows, `、` between.
    var supportingWords: String
    var due: CivilDate?
    let dueWords: String
    /// To be dispatched with the others.
    var isChosen: Bool
    let isPublic: Bool
    var matter: String?

    var reference: Reference { Reference("monitoring/directive", id) }
}

extension DirectiveRecord {
    /// One that was dispatched by itself, without minutes that were read.
    init(dispatched text: String, in meeting: String, _ source: MeetingSource, lead: String, due: CivilDate, on heldOn: CivilDate, at now: Instant) {
        self.init(
            id: UniqueID.make(at: now), minutes: nil, source: source, meeting: meeting, heldOn: heldOn, session: nil, line: nil, kind: .directive,
            number: "", heading: "", text: text, lead: lead, leadWords: "", supporting: [], supportingWords: "", due: due, dueWords: "",
            isChosen: true,
            isPublic: false, matter: nil)
    }

    func of(_ matter: Matter) -> DirectiveRecord {
        var copy = self
        copy.matter = matter.id
        return copy
    }
}

extension Minutes.Kind {
    var title: Phrase {
        switch self {
        case .directive: "裁（指）示"
        case .resolution: "決議"
        case .rider: "附帶決議"
        case .answer: "書面答復"
        }
    }
}

extension Minutes.Proposal {
    /// Its words, which a case must make sense of: 送請市政府研議辦理 says nothing without the bill it was said of.
    var said: String {
        guard kind == .resolution, text.count <= 24, heading.count > 4 else { return text }
        return (heading.hasSuffix("。") ? String(heading.dropLast()) : heading) + "：" + text
    }
}
