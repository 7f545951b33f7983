import Kernel
import TestSupport
import Testing

@Suite struct AuthorizerTests {
    private static let draft = Permission("test.draft", "草擬")
    private static let publish = Permission("test.publish", "公開")
    private static let grants = [
        Grant(.officer, draft, .ownAgency), Grant(.reviewer, draft, .city), Grant(.reviewer, publish, .city), Grant(.agencyHead, draft, .ownAgency),
    ]
    /// `x-rdec` belongs to rdec; `x-none` does not exist.
    private static let scope = Scope("thing") { id, _ in id == "x-none" ? nil : String(id.dropFirst(2)) }

    private static func person(_ role: Role?, at agency: String = "rdec") -> SignedInPerson {
        SignedInPerson(id: "p", handle: "p", name: "p", appointments: role.map { [Appointment(agency: agency, role: $0)] } ?? [])
    }

    /// `ok`, or the kind of the problem.
    private static func verdict(_ access: Access, _ person: SignedInPerson?, thing: String? = "x-rdec", scopes: [Scope] = [scope]) async throws
        -> String
    {
        try await TestCity.with { city in
            do {
                let authorizer = Authorizer(grants: grants, scopes: scopes)
                _ = try await authorizer.grant(access, to: person, parameters: thing.map { ["thing": $0] } ?? [:], store: city.store)
                return "ok"
            } catch let problem as Problem {
                return problem.kind
            }
        }
    }

    @Test func everyoneMayDoWhatIsForEveryone() async throws {
        let visitor = try await Self.verdict(.everyone, nil)
        let citizen = try await Self.verdict(.everyone, Self.person(.citizen))
        #expect(visitor == "ok" && citizen == "ok")
    }

    @Test func signedInMeansAnybodyWithAName() async throws {
        let visitor = try await Self.verdict(.signedIn, nil)
        let unappointed = try await Self.verdict(.signedIn, Self.person(nil))
        #expect(visitor == "sign-in-needed" && unappointed == "ok")
    }

    @Test(arguments: Role.allCases) func aPermissionIsHeldByTheRolesOfTheTable(_ role: Role) async throws {
        let draft = try await Self.verdict(.holds(Self.draft), Self.person(role))
        let publish = try await Self.verdict(.holds(Self.publish), Self.person(role))
        #expect(draft == ([.officer, .agencyHead, .reviewer].contains(role) ? "ok" : "forbidden"))
        #expect(publish == (role == .reviewer ? "ok" : "forbidden"))
    }

    @Test(arguments: Role.allCases) func anObjectOfTheOwnAgencyAndOfAnother(_ role: Role) async throws {
        let access = Access.holdsOn(Self.draft, "thing")
        let own = try await Self.verdict(access, Self.person(role, at: "rdec"))
        let others = try await Self.verdict(access, Self.person(role, at: "culture"))
        let none = try await Self.verdict(access, Self.person(role), thing: "x-none")
        #expect(own == ([.officer, .agencyHead, .reviewer].contains(role) ? "ok" : "not-found"))
        #expect(others == (role == .reviewer ? "ok" : "not-found"))
        #expect(none == "not-found")
    }

    @Test func aVisitorIsAskedToSignInBeforeAnythingIsSaid() async throws {
        let held = try await Self.verdict(.holds(Self.draft), nil)
        let there = try await Self.verdict(.holdsOn(Self.draft, "thing"), nil)
        let notThere = try await Self.verdict(.holdsOn(Self.draft, "thing"), nil, thing: "x-none")
        #expect([held, there, notThere] == ["sign-in-needed", "sign-in-needed", "sign-in-needed"])
    }

    @Test func whoHasNoPartInAnObjectDoesNotSeeIt() async throws {
        let scope = Scope("thing", isParty: { id, person, _ in person.appointments.contains { id == "x-" + $0.agency } })
        let party = try await Self.verdict(.isParty(to: "thing"), Self.person(.officer), scopes: [scope])
        let stranger = try await Self.verdict(.isParty(to: "thing"), Self.person(.officer, at: "culture"), scopes: [scope])
        let visitor = try await Self.verdict(.isParty(to: "thing"), nil, scopes: [scope])
        let noScope = try await Self.verdict(.isParty(to: "thing"), Self.person(.officer), scopes: [])
        #expect([party, stranger, visitor, noScope] == ["ok", "not-found", "sign-in-needed", "not-found"])
    }

    @Test func withoutAScopeNothingIsThere() async throws {
        let access = Access.holdsOn(Self.publish, "thing")
        let noScope = try await Self.verdict(access, Self.person(.reviewer), scopes: [])
        let noValue = try await Self.verdict(access, Self.person(.reviewer), thing: nil)
        #expect(noScope == "not-found" && noValue == "not-found")
    }

    @Test func whatIsGrantedCanBeAsked() async throws {
        try await TestCity.with { city in
            let two = SignedInPerson(
                id: "p", handle: "p", name: "p",
                appointments: [Appointment(agency: "rdec", role: .officer), Appointment(agency: "culture", role: .agencyHead)])
            let authorizer = Authorizer(grants: Self.grants, scopes: [])
            let granted = try await authorizer.grant(.signedIn, to: two, parameters: [:], store: city.store)
            #expect(granted.agencies(for: Self.draft) == ["rdec", "culture"])
            #expect(granted.agencies(for: Self.publish) == [])
            #expect(granted.holds(Self.draft, on: "culture") && !granted.holds(Self.draft, on: "finance"))
            #expect(granted.holds(Self.draft) && !granted.holds(Self.publish))
            let reviewer = try await authorizer.grant(.signedIn, to: Self.person(.reviewer), parameters: [:], store: city.store)
            #expect(reviewer.agencies(for: Self.draft) == nil)
            let visitor = try await authorizer.grant(.everyone, to: nil, parameters: [:], store: city.store)
            #expect(!visitor.holds(Self.draft) && visitor.agencies(for: Self.draft) == [])
            #expect(throws: Problem.signInNeeded) { try visitor.actor() }
        }
    }
}
