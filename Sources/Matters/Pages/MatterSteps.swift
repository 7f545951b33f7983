public import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What people do with one matter.
enum MatterSteps {
    private static let stepFields = [
        Field("action", "動作", .hidden, maximum: 64), Field("revision", "版本", .hidden, maximum: 20), .words("內容", required: false),
    ]

    static let step = Endpoint(.post, "/matters/{matter}/steps", .isParty(to: "matter"), .form("對案件做一步", stepFields)) { call in
        let id = try call.parameter("matter")
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let move = Move(matter: id, action: sent.text("action"), revision: Int(sent.text("revision")) ?? 0, form: sent)
        do {
            try await Matters(call.city).act(move, by: person)
            return .seeOther(MatterURL.matter(id).with(query: [("done", "step")]))
        } catch let refusal as MatterRefusal {
            return .page(try await page(refusal, sent, call).page)
        }
    }

    static let undo = Endpoint(
        .post, "/matters/{matter}/undo", .isParty(to: "matter"), .form("收回上一步", [Field("revision", "版本", .hidden, maximum: 20)])
    ) { call in
        let id = try call.parameter("matter")
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        do {
            try await Matters(call.city).undo(id, revision: Int(sent.text("revision")) ?? 0, by: person)
            return .seeOther(MatterURL.matter(id).with(query: [("done", "undone")]))
        } catch let refusal as MatterRefusal {
            return .page(try await page(refusal, sent, call).page)
        }
    }

    static let watch = Endpoint(
        .post, "/matters/{matter}/watch", .isParty(to: "matter"),
        .form("關注或不再關注", [Field("watch", "關注", .choice([("yes", "關注"), ("no", "不再關注")]))])
    ) { call in
        let id = try call.parameter("matter")
        let watches = try await call.body().text("watch") != "no"
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        _ = try await call.store.write(exempt: .reading) { db in
            try db.run(
                """
                INSERT INTO matter_person (person, matter, is_watching, has_acted, seen) VALUES (\(person.id), \(id), \(watches), FALSE, 0)
                ON CONFLICT (person, matter) DO UPDATE SET is_watching = excluded.is_watching
                """)
        }
        return .seeOther(MatterURL.matter(id))
    }

    /// For who may see the matter: the proof of its last step.
    static let proof = Endpoint(.get, "/matters/{matter}/proof", .isParty(to: "matter"), .json("證明案件的最後一步在紀錄簿裡", .anyObject)) { call in
        let reference = Reference("matters/matter", try call.parameter("matter"))
        guard let proof = try await call.store.read({ try LedgerSeal.proof(of: reference, $0) }) else { throw Problem.notSealed }
        return .json(proof)
    }

    /// The matter's page with what was wrong; what was typed is kept.
    private static func page(_ refusal: MatterRefusal, _ sent: Submission, _ call: Call) async throws -> MatterPage {
        let moment = try await call.moment()
        let view = try await MatterView.read(call.parameter("matter"), moment, call)
        var errors: [String: Phrase] = [:]
        if case .fields(let found) = refusal { errors = found }
        return MatterPage(
            view: view, moment: moment, call: call,
            attempt: .init(action: sent.text("action"), values: sent.values, errors: errors, problem: refusal.phrase))
    }
}

extension MatterRefusal {
    /// What to tell the person; nil where the fields say it.
    var phrase: Phrase? {
        switch self {
        case .fields: nil
        case .changedMeanwhile: "這件案件在您打開之後有人處理過了，您的動作沒有送出。請看看現在的情形再決定。"
        case .notAllowed: "這個動作現在不能做，或您沒有這項權限；沒有任何改變。"
        case .calendar(let error): error.phrase
        case .because(let phrase): phrase
        case .tooLate: "已經超過可以收回的時間，或後面已經有人處理。"
        }
    }
}

extension Problem {
    static let notSealed = Problem(404, "not-in-ledger", "紀錄簿裡還沒有", "剛寫入的紀錄通常一秒內就會排進紀錄簿，請稍後再試。")
}

extension Matters {
    /// The same as one write of its own.
    @discardableResult
    public func act(_ move: Move, by person: SignedInPerson) async throws -> Matter {
        try await city.store.write(as: actor(move, person), "matters.act") { db, changes in try act(move, by: person, db, &changes) }
    }

    public func undo(_ id: String, revision: Int, by person: SignedInPerson) async throws {
        let actingFor = try await city.store.point { try MatterQueries.lastActingFor(id, by: person.reference, $0) }
        try await city.store.write(as: Actor(person.reference, actingFor: actingFor), "matters.undo") { db, changes in
            try undo(id, revision: revision, by: person, db, &changes)
        }
    }

    /// Who signs the entry: for a deputy, with the one acted for.
    private func actor(_ move: Move, _ person: SignedInPerson) async throws -> Actor {
        guard !person.principals.isEmpty else { return Actor(person.reference) }
        let hats = Hats(person)
        let hat = try await city.store.point { db -> SignedInPerson? in
            guard let matter = try MatterQueries.find(move.matter, db), let action = procedure(matter.procedure)?.action(move.action) else {
                return nil
            }
            return hats.first(of: action.by, in: matter)
        }
        return hats.actor(hat ?? person)
    }
}
