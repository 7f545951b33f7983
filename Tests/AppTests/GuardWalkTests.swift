import Hummingbird
import Kernel
import TestSupport
import Testing
import Web

/// Nothing is reachable around the guards.
@Suite struct GuardWalkTests {
    @Test func theRouterHasTheEndpointsAndNothingElse() async throws {
        try await TestCity.with { city in
            let mounted = Set(city.site.router().routes.map { "\($0.path)" })
            var expected: Set<String> = []
            for endpoint in city.city.endpoints {
                expected.insert(endpoint.path)
                if endpoint.path.hasSuffix("}") { continue }
                if case .json(_, alsoTable: true) = endpoint.doc.answer { expected.formUnion(["csv", "ods"].map { "\(endpoint.path).\($0)" }) }
                if case .page(data: .some) = endpoint.doc.answer { expected.formUnion(["json", "csv", "ods"].map { "\(endpoint.path).\($0)" }) }
            }
            #expect(mounted == expected)
        }
    }

    @Test func everyUnsafeEndpointRefusesAFormWithoutItsToken() async throws {
        try await TestCity.with { city in
            try await Cast.enter(city)
            let unsafe = city.city.endpoints.filter { !$0.method.isSafe }
            #expect(!unsafe.isEmpty)
            for endpoint in unsafe {
                let browser = Browser(city.site)
                _ = try await browser.signIn("reviewer")
                let path = Cast.path(endpoint)
                #expect(try await browser.post(path, [:], tokenFrom: nil).status == 403, "\(endpoint.name) without a token")
                #expect(try await browser.post(path, ["_token": "AAAA"], tokenFrom: nil).status == 403, "\(endpoint.name) with a made-up token")
                let foreign = try await browser.post(path, [:], tokenFrom: "/account", ["origin": "https://evil.example"])
                #expect(foreign.status == 403, "\(endpoint.name) from a foreign origin")
                let cross = try await browser.post(path, [:], tokenFrom: "/account", ["sec-fetch-site": "cross-site"])
                #expect(cross.status == 403, "\(endpoint.name) from another site")
            }
        }
    }

    @Test func aTokenOfSomebodyElseIsRefused() async throws {
        try await TestCity.with { city in
            try await Cast.enter(city)
            let (one, other) = (Browser(city.site), Browser(city.site))
            _ = try await one.signIn("officer")
            _ = try await other.signIn("mayor")
            let token = try await other.token(on: "/account")
            #expect(try await one.post("/sign-out", ["_token": token], tokenFrom: nil).status == 403)
            #expect(try await one.get("/account").status == 200)
        }
    }

    @Test(arguments: ["/plans/rdec-111-114/nothing", "/api/v1/nothing", "/account/x", "/assets/a/b", "/plans/x/draft.csv", "/nothing/at/all"])
    func whatIsNowhereMeetsTheSameGuards(_ path: String) async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site).get(path)
            #expect(answer.status == 404)
            #expect(answer.headers["content-security-policy"] != nil && answer.headers["x-request-id"] != nil)
            let foreign = try await Browser(city.site, host: "evil.example").get(path)
            #expect(foreign.status == 421)
            let odd = try await Browser(city.site).send("PROPFIND", path)
            #expect(odd.status == 404 && odd.headers["x-request-id"] != nil)
        }
    }

    @Test(arguments: ["/plans/rdec-111-114.csv", "/plans/rdec-111-114/items/g1-1.csv", "/assets/yankao.css.csv", "/language/en.csv"])
    func onlyTablesAreAlsoCSV(_ path: String) async throws {
        try await TestCity.with { city in
            try await Cast.enter(city)
            let answer = try await Browser(city.site).get(path)
            #expect(answer.status == 404)
        }
    }

    @Test func anUnknownHostIsRefused() async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site, host: "evil.example").get("/")
            #expect(answer.status == 421)
        }
    }

    @Test func aWrongMethodIsToldWhatIsAllowed() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let answer = try await browser.send("DELETE", "/plans")
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == "GET, HEAD")
            #expect(try await browser.send("PATCH", "/sign-in").headers["allow"] == "GET, HEAD, POST")
        }
    }
}
