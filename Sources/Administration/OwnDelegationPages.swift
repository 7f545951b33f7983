internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/account/delegation`: every member of staff says who acts in the meantime, and sees whom one acts for.
enum OwnDelegationPages {
    static let all = [show, add, end]

    static let show = Endpoint(.get, "/account/delegation", .signedIn, .page("我的代理", query: [AdminPage.doneQuery])) { call in
        try await page(staff(call), call)
    }

    static let add = Endpoint(.post, "/account/delegation", .signedIn, .form("設定代理", DelegationForm.fields([], forOther: false))) { call in
        let person = try staff(call)
        let sent = try await call.body()
        var errors = sent.errors(in: DelegationForm.fields(try await own(person, call), forOther: false))
        if errors.isEmpty { errors = try await DelegationForm.keep(sent, principal: person.id, call) }
        guard errors.isEmpty else { return try await page(person, call, values: sent.values, errors: errors) }
        return .seeOther(("/account/delegation" as LocalURL).with(query: [("done", "added")]))
    }

    static let end = Endpoint(.post, "/account/delegation/{delegation}/end", .signedIn, .form("結束代理", [])) { call in
        let person = try staff(call)
        let id = try call.parameter("delegation")
        // Somebody else's is not there.
        guard let known = try await call.store.point({ try DelegationQueries.find(id, $0) }), known.principal == person.id else {
            throw Problem.notFound
        }
        let isEnded = try await DelegationQueries.end(id, on: call.city.clock.today, as: call.granted.actor(), in: call.store)
        return .seeOther(("/account/delegation" as LocalURL).with(query: [("done", isEnded ? "ended" : "gone")]))
    }

    /// Only who works for the city has work that somebody else could do.
    private static func staff(_ call: Call) throws -> SignedInPerson {
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        guard person.isStaff else { throw Problem.forbidden }
        return person
    }

    /// The agencies one works for.
    private static func own(_ person: SignedInPerson, _ call: Call) async throws -> [Agency] {
        let ids = Set(person.appointments.map(\.agency))
        return try await call.agencies().filter { ids.contains($0.id) }
    }

    private static func page(
        _ person: SignedInPerson, _ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]
    ) async throws -> Reply {
        let (t, today) = (call.t, call.city.clock.today)
        let concerning = try await call.store.read { try DelegationQueries.concerning(person.id, since: today, $0) }
        let mine = try await DelegationTable(delegations: concerning.filter { $0.principal == person.id }, place: "/account/delegation", call: call)
        let others = try await DelegationTable(delegations: concerning.filter { $0.deputy == person.id }, place: "/account/delegation", call: call)
        let form = FormView(
            DelegationForm.fields(try await own(person, call), forOther: false), to: "/account/delegation", submit: "設定代理", call: call,
            values: values.isEmpty ? ["from": today.iso] : values, errors: errors)
        return AdminPage(
            call: call, title: t("我的代理"), menu: "own-delegation", lead: "您不在的時候由誰代理。代理人看得到您的待辦，也能以代理的名義處理。",
            isRefused: !errors.isEmpty
        ).reply(
            #"""
            \#(Section("mine", t("代理我的人"), mine.html(empty: "沒有人代理您。")).html)\#(Section("others", t("我代理的人"), others.html(empty: "您沒有代理別人。")).html)
            \#(Section("add", t("設定代理"), form.html(t)).html)
            """#)
    }
}
