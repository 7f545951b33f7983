internal import Kernel
internal import Storage

/// What the people of its agency write into a results report.
enum ReportWriting {
    /// The words of a section.
    /// - Parameter seen: the digest of the section as its writer saw it.
    /// - Returns: false where somebody else wrote since, or the report is no longer on its agency's desk.
    static func write(_ text: String, in section: String, seen: String, of report: String, as actor: Actor, in city: City) async throws -> Bool {
        try await city.store.write(as: actor, "planning.writeReport") { db, changes in
            guard let found = try ReportQueries.find(report, db), ReportLife.isEditable(found, try ReportLife.current(report, db)),
                let now = try ReportQueries.lines(of: report, db).first(where: { $0.id == section }), now.seen == seen
            else { return false }
            try db.run("UPDATE performance_report_line SET text = \(text) WHERE report = \(report) AND id = \(section)")
            changes.append(Change(Reference("planning/report", report), [("section", section)]))
            return true
        }
    }

    /// - Parameters:
    ///   - file: a PNG or JPEG image.
    ///   - alt: what can be seen on it, for those who cannot see it.
    /// - Throws: ``Files/Refusal``.
    static func add(
        _ file: SpooledFile, alt: String, caption: String, to section: String, of report: String, as actor: Actor, in city: City
    ) async throws {
        guard PictureSize(try file.read(from: 0, upTo: min(file.size, 1 << 20))) != nil else { throw Files.Refusal.otherType }
        let (kept, now) = (try await Files(city).keep(file), city.clock.now())
        try await city.store.write(as: actor, "planning.addReportPicture") { db, changes in
            let owner = Reference("planning/report", report)
            let id = try Attachment.add(kept, to: owner, by: actor, at: now, db, &changes)
            try db.run(
                """
                INSERT INTO performance_report_picture (id, report, line, alt, caption, place)
                VALUES (\(id), \(report), \(section), \(alt), \(caption), \(now.milliseconds))
                """)
            changes.append(Change(owner, [("picture", id)]))
        }
    }

    /// Into the procedure that its readers wait for.
    /// - Throws: ``MatterRefusal/calendar`` where deadlines cannot be told.
    static func start(_ report: PerformanceReport, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.startReportLife") { db, changes in
            try ReportLife.start(report, as: actor, in: city, db, &changes)
        }
    }
}

extension ReportLine {
    /// What a section was when it was shown, so that nobody writes over a colleague's words unseen.
    var seen: String { Self.digest(title: title, [self]) }
}
