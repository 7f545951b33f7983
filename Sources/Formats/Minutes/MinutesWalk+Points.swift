/// Labels, numbered points and what stands between them.
extension MinutesWalk {
    mutating func labelled(_ paragraph: MinutesParagraph, _ label: MinutesLabel) {
        switch label.sense {
        case .decision(let kind):
            // 附帶決議 under a decision goes on with its points.
            close()
            if let marker = paragraph.marker {
                // A new heading: whoever spoke before is meant no more.
                if isOpen(marker) { presenter = nil }
                note(marker)
            }
            ruling = Ruling(kind: kind)
            if let point = opinion, paragraph.text.contains("照審查意見") || paragraph.text.contains("照案通過") { propose(point, decides: true) }
            opinion = nil
            if !paragraph.text.isEmpty {
                ruling?.current = Point(line: paragraph.line, kind: kind, number: paragraph.marker?.label ?? "", text: paragraph.text)
            }
        case .presenter:
            close()
            ruling = nil
            if let marker = paragraph.marker { note(marker) }
            presenter = agencies.mention(in: paragraph.text, at: 0, guesses: true, isCouncil: isCouncil)
        case .lead: lead(paragraph.text)
        case .supporting:
            let found = names(paragraph.text)
            ruling?.current?.supporting += found
        case .due: ruling?.current?.due = paragraph.text
        case .opinion:
            close()
            ruling = nil
            opinion = Point(line: paragraph.line, kind: .resolution, number: "", text: paragraph.text)
        case .time: setDate(paragraph.text)
        case .other:
            if let marker = paragraph.marker, continues(marker) { return numbered(paragraph, marker) }
            close()
            ruling = nil
            if let marker = paragraph.marker { head(paragraph, marker) }
        }
    }

    mutating func numbered(_ paragraph: MinutesParagraph, _ marker: OutlineMarker) {
        guard ruling != nil else { return head(paragraph, marker) }
        if let points = ruling?.points {
            if marker.key == points.key, marker.number == points.number + 1 { return point(paragraph, marker) }
            // (一) below 一、 belongs to it, unless it is the number of a heading above.
            if marker.key != points.key, marker.number == 1 || !isOpen(marker), !goesOn(marker) { return detail(paragraph, marker) }
            close()
            ruling = nil
            return head(paragraph, marker)
        }
        // The first point of a ruling begins at 1 and goes on with no heading.
        if marker.number == 1 || ruling?.current == nil && !goesOn(marker) { return point(paragraph, marker) }
        close()
        ruling = nil
        head(paragraph, marker)
    }

    func continues(_ marker: OutlineMarker) -> Bool {
        guard let ruling else { return false }
        guard let points = ruling.points else { return marker.number == 1 }
        return marker.key == points.key ? marker.number == points.number + 1 : marker.number == 1 || !goesOn(marker)
    }

    /// Whether it is the next number of a heading above.
    func goesOn(_ marker: OutlineMarker) -> Bool { open.contains { $0.key == marker.key && marker.number == $0.number + 1 } }

    func isOpen(_ marker: OutlineMarker) -> Bool { open.contains { $0.key == marker.key } }

    mutating func point(_ paragraph: MinutesParagraph, _ marker: OutlineMarker) {
        let kind = ruling?.kind ?? .resolution
        closePoint()
        ruling?.points = marker
        ruling?.current = Point(line: paragraph.line, kind: kind, number: marker.label, text: paragraph.text)
    }

    /// A point below a point: an item of its own where it asks somebody, otherwise part of what it stands under.
    mutating func detail(_ paragraph: MinutesParagraph, _ marker: OutlineMarker) {
        let asks = MinutesTask.read(paragraph.text, agencies: agencies, isCouncil: isCouncil, decides: false, presenter: nil)?.lead != nil
        if asks, let kind = ruling?.kind {
            closePoint()
            ruling?.current = Point(line: paragraph.line, kind: kind, number: marker.label, text: paragraph.text)
        } else {
            let words = MinutesText("(\(marker.label))" + paragraph.text.string)
            if let current = ruling?.current {
                ruling?.current?.text = current.text.joined(words)
            } else {
                let kind = ruling?.kind ?? .resolution
                ruling?.current = Point(line: paragraph.line, kind: kind, number: marker.label, text: paragraph.text)
            }
        }
    }

    mutating func head(_ paragraph: MinutesParagraph, _ marker: OutlineMarker) {
        note(marker)
        heading = paragraph.text.string
        presenter = mentioned(paragraph.text)
        let word = paragraph.text
        if word.count <= 12, ["其他事項", "臨時動議", "其他"].contains(where: { word.contains($0) }) {
            isLoose = true
        } else if !isLoose || open.count <= 1 {
            isLoose = isLoose && open.count > 1
        }
    }

    mutating func plain(_ paragraph: MinutesParagraph) {
        if paragraph.text.starts(with: "散會") {
            close()
            ruling = nil
            return
        }
        if ruling != nil {
            // A sentence of its own in a ruling, such as （未完，請都市發展局…）.
            if paragraph.isApart, ruling?.current != nil {
                close()
                ruling = nil
            } else {
                let kind = ruling?.kind ?? .resolution
                closePoint()
                ruling?.current = Point(line: paragraph.line, kind: kind, number: "", text: paragraph.text)
                return
            }
        }
        heading = paragraph.text.count <= 60 ? paragraph.text.string : heading
        guard isLoose else { return }
        let point = Point(line: paragraph.line, kind: .directive, number: "", text: paragraph.text)
        propose(point, decides: false)
    }

    /// Keeps the numbers of the headings above in order.
    mutating func note(_ marker: OutlineMarker) {
        if let place = open.firstIndex(where: { $0.key == marker.key }) { open.removeSubrange(place...) }
        open.append(marker)
    }

    func mentioned(_ text: MinutesText) -> MinutesAgencies.Mention? {
        for place in 0..<min(text.count, 30) where place == 0 || !text.folded[place - 1].isNumber {
            let found = agencies.mention(in: text, at: place, guesses: place == 0, isCouncil: isCouncil)
            if let found, !found.isCollective { return found }
        }
        return nil
    }
}
