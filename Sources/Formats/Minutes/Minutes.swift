/// 會議紀錄 as read: its sittings, and what they ask of agencies.
///
/// A reader proposes; an officer decides. What it cannot know for certain (an agency nobody has heard of, a day that depends on another) is said and left open.
public struct Minutes: Sendable, Equatable {
    public let sittings: [Sitting]
    /// In the order of the document.
    public let proposals: [Proposal]

    /// One meeting of those that a file holds.
    public struct Sitting: Sendable, Equatable {
        /// As printed over it: `臺北市議會第11屆成立大會會議紀錄`.
        public let title: String
        /// The day it was held, the first where there are several; nil when the document does not say.
        public let heldOn: CivilDate?
        /// Of its title, from 1.
        public let line: Int
    }

    public enum Kind: String, Sendable, CaseIterable {
        /// 裁示、指示: what the chair tells an agency.
        case directive
        /// 決議、議決、協商結論
        case resolution
        /// 附帶決議、附帶意見
        case rider
        /// 書面答復、書面資料, to be handed in after the sitting
        case answer
    }

    /// Something that asks agencies for work after the meeting.
    public struct Proposal: Sendable, Equatable {
        public let kind: Kind
        /// Where its own words begin, from 1.
        public let line: Int
        /// Which of ``Minutes/sittings``; nil before the first.
        public let sitting: Int?
        /// What it was decided on: the heading, the bill, the report.
        public let heading: String
        /// Its number there: `一`, `11005`; empty when it has none.
        public let number: String
        public let text: String
        /// 主辦, as printed; nil when the text names nobody.
        public let lead: AgencyName?
        /// 協辦
        public let supporting: [AgencyName]
        public let due: Due?
    }

    /// An agency as a document calls it.
    public struct AgencyName: Sendable, Hashable {
        /// 都發局
        public let printed: String
        /// The key of the agency that is meant; nil when nobody is known under this name, or more than one.
        public let id: String?
    }

    /// By when, in the document's words.
    public struct Due: Sendable, Equatable {
        /// 一週內
        public let words: String
        /// The day it comes to; nil where that depends on another meeting, or on a day nobody knows.
        public let day: CivilDate?
    }
}

extension Minutes {
    /// `line,kind,number,text,lead,lead_agency,supporting,due,due_words`, one line for each proposal.
    public func csv() -> [UInt8] {
        let header = ["line", "kind", "number", "text", "lead", "lead_agency", "supporting", "due", "due_words"]
        return CSV.write(
            [header]
                + proposals.map { one in
                    [
                        String(one.line), one.kind.rawValue, one.number, one.text, one.lead?.printed ?? "", one.lead?.id ?? "",
                        one.supporting.map(\.printed).joined(separator: ";"), one.due?.day?.iso ?? "", one.due?.words ?? "",
                    ]
                })
    }

    public var json: JSON { ["sittings": .array(sittings.map(\.json)), "proposals": .array(proposals.map(\.json))] }
}

extension Minutes.Sitting {
    fileprivate var json: JSON { ["title": .string(title), "heldOn": heldOn.map { .string($0.iso) } ?? .null, "line": .int(Int64(line))] }
}

extension Minutes.Proposal {
    fileprivate var json: JSON {
        .object([
            ("line", .int(Int64(line))), ("kind", .string(kind.rawValue)), ("sitting", sitting.map { .int(Int64($0)) } ?? .null),
            ("heading", .string(heading)), ("number", .string(number)), ("text", .string(text)), ("lead", lead?.json ?? .null),
            ("supporting", .array(supporting.map(\.json))), ("due", due?.day.map { .string($0.iso) } ?? .null),
            ("dueWords", due.map { .string($0.words) } ?? .null),
        ])
    }
}

extension Minutes.AgencyName {
    fileprivate var json: JSON { ["name": .string(printed), "agency": id.map { .string($0) } ?? .null] }
}
