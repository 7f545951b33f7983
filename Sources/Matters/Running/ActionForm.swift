internal import Formats
internal import Kernel
internal import Storage

/// The fields that an action asks for on one matter: those it declares, and for what names a person or an agency, the ones there are.
struct ActionForm {
    let fields: [Field]

    init(_ action: Action, _ matter: Matter, _ city: City, _ db: any Reader) throws {
        var fields = action.form
        switch action.kind {
        case .reassign:
            fields.insert(Field("person", "改派給", .choice(try Self.officers(of: matter, on: city.clock.today.iso, db))), at: 0)
        case .transfer:
            fields.insert(Field("agency", "改分給", .choice(try Self.agencies(but: [matter.lead], on: city.clock.today, db))), at: 0)
        case .ask:
            fields.insert(Field("agency", "協辦機關", .choice(try Self.agencies(but: [matter.lead], on: city.clock.today, db))), at: 0)
        case .step, .comment, .extend, .suspend, .resume: break
        }
        self.fields = fields
    }

    private static func officers(of matter: Matter, on day: String, _ db: any Reader) throws -> [(value: String, label: Phrase)] {
        try db.all(
            """
            SELECT DISTINCT person.id, person.name FROM appointment JOIN person ON person.id = appointment.person
            WHERE appointment.agency = \(matter.lead) AND appointment.role = \(Role.officer.rawValue) AND appointment.valid_from <= \(day)
            AND (appointment.valid_to IS NULL OR appointment.valid_to > \(day)) AND person.closed_at IS NULL AND person.id <> \(matter.assignee ?? "")
            ORDER BY person.name, person.id LIMIT 500
            """
        ).map { (try $0.get("id"), Phrase(said: try $0.get("name"))) }
    }

    private static func agencies(but left: Set<String>, on day: CivilDate, _ db: any Reader) throws -> [(value: String, label: Phrase)] {
        try AgencyQueries.valid(on: day, db).filter { !left.contains($0.id) && $0.id != "city" }.map { ($0.id, Phrase(said: $0.name)) }
    }
}
