/// What came out of a point.
extension MinutesWalk {
    func names(_ text: MinutesText) -> [Minutes.AgencyName] {
        var names: [Minutes.AgencyName] = []
        var place = 0
        while place < text.count {
            guard let found = agencies.mention(in: text, at: place, guesses: true, isCouncil: false) else {
                place += 1
                continue
            }
            names.append(found.name)
            place = max(found.end, place + 1)
        }
        return names
    }

    mutating func lead(_ text: MinutesText) {
        let found = names(text)
        guard let first = found.first else { return }
        ruling?.current?.lead = first
        ruling?.current?.supporting += found.dropFirst()
        ruling?.current?.isNamed = true
    }

    // MARK: What came out

    mutating func close() { closePoint() }

    mutating func closePoint() {
        guard let point = ruling?.current else { return }
        ruling?.current = nil
        propose(point, decides: true)
    }

    mutating func propose(_ point: Point, decides: Bool) {
        var point = point
        takeBracket(&point)
        let task = MinutesTask.read(
            point.text, agencies: agencies, isCouncil: isCouncil, decides: decides, presenter: presenter, isBill: point.isBill)
        guard task != nil || point.isNamed else { return }
        var lead = point.lead ?? task?.lead?.name
        if lead == nil, isCouncil { lead = .init(printed: "市政府", id: nil) }
        let others = point.supporting + (task.map { [$0.lead?.name].compactMap(\.self) + $0.supporting } ?? [])
        var seen = Set([lead?.printed ?? ""])
        let due =
            (point.due.flatMap { DueWords(text: $0, meeting: day).first() ?? .init(words: $0.string, day: date(in: $0)) })
            ?? DueWords(text: point.text, meeting: day).first()
        proposals.append(
            Minutes.Proposal(
                kind: point.kind, line: point.line, sitting: sittings.isEmpty ? nil : sittings.count - 1, heading: heading, number: point.number,
                text: point.text.string, lead: lead, supporting: others.filter { seen.insert($0.printed).inserted }, due: due))
    }

    /// （主辦：工務局；協辦：環保局、交通局；期限：6月底前）
    func takeBracket(_ point: inout Point) {
        for (words, isLead) in [
            (["主辦:", "主辦機關:", "主辦單位:", "主政:", "權責機關:", "權責單位:", "主責:", "辦理單位:", "辦理機關:", "承辦單位:"], true), (["協辦:", "協辦機關:", "協辦單位:", "配合:"], false),
        ] {
            for word in words.map(Array.init) {
                guard let place = point.text.first(word) else { continue }
                let start = place + word.count
                let end = point.text.folded[start...].firstIndex { "；;)。".contains($0) } ?? point.text.count
                let found = names(point.text.part(start..<end))
                guard let first = found.first else { continue }
                if isLead {
                    point.lead = first
                    point.supporting += found.dropFirst()
                    point.isNamed = true
                } else {
                    point.supporting += found
                }
                break
            }
        }
    }
}
