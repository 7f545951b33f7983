internal import Kernel
internal import Storage

/// The fields that an action asks for on one matter: those it declares, and for what names a person or an agency, the ones there are.
struct ActionForm {
    let fields: [Field]

    init(_ action: Action, _ matter: Matter, _ city: City, _ db: any Reader) throws {
        var fields = action.form
        switch action.kind {
        case .reassign:
            let people = try PersonQueries.appointed(at: matter.lead, [.officer], on: city.clock.today, db).filter { $0.id != matter.assignee }
            fields.insert(Field("person", "改派給", .choice(people.map { ($0.id, Phrase(said: $0.name)) })), at: 0)
        case .transfer:
            fields.insert(Field("agency", "改分給", .choice(try Self.agencies(but: [matter.lead], db))), at: 0)
        case .ask:
            fields.insert(Field("agency", "協辦機關", .choice(try Self.agencies(but: [matter.lead], db))), at: 0)
        case .step, .comment, .extend, .suspend, .resume: break
        }
        self.fields = fields
    }

    private static func agencies(but left: Set<String>, _ db: any Reader) throws -> [(value: String, label: Phrase)] {
        try AgencyQueries.all(db).filter { !left.contains($0.id) && $0.id != "city" }.map { ($0.id, Phrase(said: $0.name)) }
    }
}
