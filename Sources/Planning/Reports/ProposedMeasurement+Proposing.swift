internal import Storage

extension ProposedMeasurement {
    /// No report has more; a table of a thousand rows that was read as text must not become a thousand forms.
    static let most = 2000

    /// Puts what the lines of a report say beside them. What somebody decided about stays as it is.
    static func propose(_ lines: [ReportLine], of report: String, _ db: any Writer, _ changes: inout [Change]) throws {
        try db.run("DELETE FROM proposed_measurement WHERE report = \(report) AND status = 'proposed'")
        let found = measured(in: lines)
        for (place, one) in found.enumerated() {
            let (line, id, measured) = one
            try db.run(
                """
                INSERT INTO proposed_measurement (report, id, line, place, title, value, unit, sentence, printed, start, status)
                VALUES (\(report), \(id), \(line), \(place), \(measured.title), \(measured.value), \(measured.unit), \(measured.sentence),
                \(measured.printed), \(measured.start), 'proposed')
                ON CONFLICT (report, id) DO UPDATE SET line = excluded.line, place = excluded.place
                """)
        }
        // What was decided about numbers that the report has no more comes after all others: no two have one place.
        let now = Set(found.map(\.id))
        let gone = try db.all("SELECT id FROM proposed_measurement WHERE report = \(report) ORDER BY place, id").map {
            try $0.get("id", as: String.self)
        }
        .filter { !now.contains($0) }
        for (index, id) in gone.enumerated() {
            try db.run("UPDATE proposed_measurement SET place = \(found.count + index) WHERE report = \(report) AND id = \(id)")
        }
        changes.append(Change(Reference("planning/numbers", report), [("found", String(found.count))]))
    }

    private static func measured(in lines: [ReportLine]) -> [(line: String, id: String, measured: MeasuredSentence)] {
        var times: [String: Int] = [:]
        var all: [(line: String, id: String, measured: MeasuredSentence)] = []
        var headings: [String: String] = [:]
        for line in lines {
            // A line without words of its own to go by is named by what it stands under.
            let isName = !line.title.isEmpty && line.title.count <= 24 && !line.title.contains(where: \.isDigit)
            let heading = isName ? line.title : line.parent.flatMap { headings[$0] } ?? line.title
            headings[line.id] = heading
            // Headings that are sentences report, too.
            for measured in MeasuredSentence.all(in: "\(line.title)\n\(line.text)", under: String(heading.prefix(24))) {
                let first = id(of: measured, repetition: 0)
                let repetition = times[first, default: 0]
                times[first] = repetition + 1
                all.append((line.id, repetition == 0 ? first : id(of: measured, repetition: repetition), measured))
            }
        }
        return Array(all.prefix(most))
    }
}
