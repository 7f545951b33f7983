/// Goes through the paragraphs and keeps in mind where it is.
struct MinutesWalk {
    let agencies: MinutesAgencies
    let heldOn: CivilDate?
    var sittings: [Minutes.Sitting] = []
    var proposals: [Minutes.Proposal] = []

    /// The minutes of a council, whose own committees are no agencies.
    var isCouncil = false
    var heading = ""
    var presenter: MinutesAgencies.Mention?
    var ruling: Ruling?
    /// The numbers of the headings above, outermost first.
    var open: [OutlineMarker] = []
    var header: [String] = []
    /// Whose words were heard last, for demands without an addressee.
    var speaker: Minutes.AgencyName?
    /// A demand for papers, until somebody answers.
    var demanded: Point?
    /// What a committee asks for, until the meeting agrees.
    var opinion: Point?
    /// 其他事項, 臨時動議: a sentence that asks is enough.
    var isLoose = false

    struct Ruling {
        let kind: Minutes.Kind
        /// The marker of its points, once one came.
        var points: OutlineMarker?
        /// The point that is read, with what belongs to it.
        var current: Point?
    }

    struct Point {
        let line: Int
        var kind: Minutes.Kind
        let number: String
        var text: MinutesText
        /// What the lines after it say: 主辦機關, 期限.
        var lead: Minutes.AgencyName?
        var supporting: [Minutes.AgencyName] = []
        var due: MinutesText?
        var isNamed = false
        /// Of a council's bill, whose addressee is the government.
        var isBill = false
    }

    init(agencies: MinutesAgencies, heldOn: CivilDate?) {
        self.agencies = agencies
        self.heldOn = heldOn
    }

    mutating func take(_ paragraph: MinutesParagraph) {
        switch paragraph.role {
        case .title: begin(paragraph)
        case .header:
            close()
            header = paragraph.cells
        case .row(let number): row(paragraph, number)
        case .label(let label): labelled(paragraph, label)
        case .speech(let speaker): spoken(paragraph, speaker)
        case .text: paragraph.marker.map { numbered(paragraph, $0) } ?? plain(paragraph)
        }
    }

    mutating func finish() {
        close()
        settle(answeredBy: nil)
    }

    var day: CivilDate? { sittings.last?.heldOn ?? heldOn }

    // MARK: Sittings

    mutating func begin(_ paragraph: MinutesParagraph) {
        // 「…」專案報告會議紀錄 in the second line is the same title.
        if let last = sittings.last, paragraph.line - last.line <= 3 {
            sittings[sittings.count - 1] = Minutes.Sitting(
                title: last.title + paragraph.text.string, heldOn: last.heldOn ?? date(in: paragraph.text), line: last.line)
            return
        }
        finish()
        sittings.append(Minutes.Sitting(title: paragraph.text.string, heldOn: date(in: paragraph.text), line: paragraph.line))
        if paragraph.text.contains("議會") || paragraph.text.contains("質詢") { isCouncil = true } else { isCouncil = false }
        (heading, presenter, speaker, opinion, isLoose, open) = ("", nil, nil, nil, false, [])
    }

    /// The first whole date of a text.
    func date(in text: MinutesText) -> CivilDate? {
        for place in 0..<text.count {
            var reading = DueReading(text, at: place)
            if let found = reading.date(seenFrom: nil),
                text.folded[place..<reading.place].contains("日") || text.folded[place..<reading.place].contains(where: { "/.".contains($0) })
            {
                return found
            }
        }
        return nil
    }

    mutating func setDate(_ text: MinutesText) {
        guard let found = date(in: text), let last = sittings.last, last.heldOn == nil else {
            if sittings.isEmpty, let found = date(in: text) { sittings.append(Minutes.Sitting(title: "", heldOn: found, line: 1)) }
            return
        }
        sittings[sittings.count - 1] = Minutes.Sitting(title: last.title, heldOn: found, line: last.line)
    }
}
