import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Every endpoint by every kind of visitor, against the table in `access.txt`. A change of rights shows in the review as a changed line there.
@Suite struct AccessWalkTests {
    @Test(arguments: TestCity.engines)
    func everyEndpointByEveryRoleIsAsTheCommittedTableSays(_ engine: Engine) async throws {
        let lines = try await TestCity.with(engine) { city in
            try await Cast.enter(city)
            var lines = [row("endpoint", Cast.Walker.allCases.map(\.name))]
            for endpoint in city.city.endpoints {
                var verdicts: [String] = []
                for walker in Cast.Walker.allCases { verdicts.append(try await verdict(endpoint, walker, city)) }
                lines.append(row(endpoint.name, verdicts))
            }
            return lines
        }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("access.txt")
        let committed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count > 10)
        for line in lines where !committed.contains(line) { Issue.record("not in access.txt: \(line)") }
        for line in committed where !lines.contains(line) { Issue.record("only in access.txt: \(line)") }
    }

    @Test(arguments: TestCity.engines)
    func aStrangersObjectDoesNotExist(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await Cast.enter(city)
            let browser = Browser(city.site)
            #expect(try await browser.signIn("stranger").status == 303)
            let theirs = try await browser.get("/plans/\(Cast.draft)/draft")
            let nobodys = try await browser.get("/plans/rdec-200-203/draft")
            #expect(theirs.status == 404)
            #expect(nobodys.status == 404)
            // Nothing but the request's number tells the two apart.
            #expect(theirs.text.contains("找不到這一頁") && nobodys.text.contains("找不到這一頁"))
            #expect(try await browser.get("/api/v1/plans/\(Cast.draft)").status == 404)
            #expect(try await browser.get("/plans/\(Cast.draft)").status == 404)
        }
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        // A longer name is never cut: two endpoints would look like one.
        name.padding(toLength: max(44, name.count + 1), withPad: " ", startingAt: 0)
            + cells.map { $0.padding(toLength: 14, withPad: " ", startingAt: 0) }.joined().replacingOccurrences(
                of: " +$", with: "", options: .regularExpression)
    }

    /// `open`, `sign in`, `no right`, `not there`.
    private func verdict(_ endpoint: Endpoint, _ walker: Cast.Walker, _ city: TestCity) async throws -> String {
        let browser = Browser(city.site)
        if walker.appointment != nil { #expect(try await browser.signIn(walker.name).status == 303) }
        let path = Cast.path(endpoint)
        let answer =
            endpoint.method.isSafe
            ? try await browser.get(path)
            : try await browser.post(path, [:], tokenFrom: walker.appointment == nil ? "/sign-in" : "/account")
        switch answer.status {
        case 401: return "sign in"
        case 303 where answer.location?.hasPrefix("/sign-in?") == true: return "sign in"
        case 403: return "no right"
        case 404: return "not there"
        case 200, 303, 422: return "open"
        default: return String(answer.status)
        }
    }
}
