import TestSupport
import Testing

@testable import Web

@Suite struct MetricsTests {
    @Test func answersAreCounted() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            for path in ["/plans", "/plans", "/plans/none", "/nowhere", "/plans?after=%FF"] { _ = try await browser.get(path) }
            let answer = try await browser.get("/metrics")
            let lines = answer.text.split(separator: "\n").map(String.init)
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(lines.contains(#"yankao_requests_total{endpoint="GET /plans",status="200"} 2"#))
            #expect(lines.contains(#"yankao_requests_total{endpoint="GET /plans",status="400"} 1"#))
            #expect(lines.contains(#"yankao_requests_total{endpoint="GET /plans/{plan}",status="404"} 1"#))
            #expect(lines.contains(#"yankao_requests_total{endpoint="none",status="404"} 1"#))
            #expect(lines.contains(#"yankao_request_seconds_count{endpoint="GET /plans"} 3"#))
            #expect(lines.contains(#"yankao_request_seconds_bucket{endpoint="GET /plans",le="+Inf"} 3"#))
        }
    }

    /// Prometheus' text format 0.0.4: comments, or a name with labels and a number.
    @Test func theFormatIsPrometheus() {
        let metrics = Metrics(endpoints: ["GET /a"])
        metrics.count("GET /a", status: 200, .milliseconds(3))
        metrics.count("GET /a", status: 200, .seconds(60))
        metrics.count(nil, status: 404, .zero)
        let text = metrics.text()
        #expect(text.hasSuffix("\n") && !text.contains("\n\n"))
        let sample = /[a-z_]+\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\} [0-9.e+-]+/
        let comment = /# (HELP|TYPE) [a-z_]+ .+/
        for line in text.split(separator: "\n") { #expect(line.wholeMatch(of: sample) != nil || line.wholeMatch(of: comment) != nil, "\(line)") }
        let buckets = text.split(separator: "\n").filter { $0.contains("bucket") && $0.contains("GET /a") }.compactMap {
            Int($0.split(separator: " ").last ?? "")
        }
        #expect(buckets == [0, 1, 1, 1, 1, 1, 2])
        #expect(text.contains(#"yankao_request_seconds_sum{endpoint="GET /a"} 60.003"#))
    }
}
