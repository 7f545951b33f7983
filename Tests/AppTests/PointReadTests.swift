import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

/// What runs inline on the event loops must find its rows by an index (docs/adr/0006-inline-reads-and-pools.md).
@Suite struct PointReadTests {
    @Test(arguments: TestCity.engines)
    func everyPointQueryOfEveryPageUsesAnIndex(_ engine: Engine) async throws {
        let seen = Mutex<Set<SQLText>>([])
        try await TestCity.with(engine, onPoint: { text in seen.withLock { _ = $0.insert(text) } }) { city in
            try await Cast.enter(city)
            let browser = Browser(city.site)
            _ = try await browser.signIn("reviewer")
            for endpoint in city.city.endpoints where endpoint.method.isSafe { _ = try await browser.get(Cast.path(endpoint)) }
            _ = try await browser.get("/plans?agency=rdec&after=111~rdec-111-114")
            let texts = seen.withLock { $0 }
            #expect(texts.count >= 10)
            for text in texts {
                let plan = try await city.driver.plan(of: text)
                // PostgreSQL reads a table of a few rows whole whatever its indexes; SQLite's plan is the same for few rows and for a million.
                // What a limited query found by an index may be counted.
                let scans = plan.filter { $0.hasPrefix("SCAN") && !($0 == "SCAN few" && plan.contains("CO-ROUTINE few")) }
                if engine == .sqlite { #expect(scans.isEmpty, "\(text.text)\n\(plan)") }
                #expect(!plan.isEmpty)
            }
        }
    }
}
