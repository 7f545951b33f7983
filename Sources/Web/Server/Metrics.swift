internal import Synchronization

/// Counts for `/metrics`, in Prometheus' text format (version 0.0.4). The names of the endpoints are known, so the number of series is bounded.
final class Metrics: Sendable {
    private struct Series {
        var statuses: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var seconds = 0.0
        var count = 0

        mutating func add(_ status: Int, _ seconds: Double) {
            statuses[status, default: 0] += 1
            buckets[Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count] += 1
            self.seconds += seconds
            count += 1
        }
    }

    /// Upper bounds of the histogram in seconds.
    private static let bounds = [0.001, 0.005, 0.02, 0.1, 0.5, 2]

    private let series: Mutex<[String: Series]>

    init(endpoints: [String]) {
        series = Mutex(Dictionary(endpoints.map { ($0, Series()) }, uniquingKeysWith: { first, _ in first }))
    }

    func count(_ endpoint: String?, status: Int, _ elapsed: Duration) {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        series.withLock { series in
            series[endpoint ?? "none", default: Series()].add(status, seconds)
        }
    }

    func text() -> String {
        var lines = ["# HELP yankao_requests_total Requests answered.", "# TYPE yankao_requests_total counter"]
        let series = series.withLock { $0 }.sorted { $0.key < $1.key }
        for (name, one) in series {
            for (status, count) in one.statuses.sorted(by: { $0.key < $1.key }) {
                lines.append("yankao_requests_total{endpoint=\"\(name)\",status=\"\(status)\"} \(count)")
            }
        }
        lines += ["# HELP yankao_request_seconds Time to answer.", "# TYPE yankao_request_seconds histogram"]
        for (name, one) in series where one.count > 0 {
            var sum = 0
            for (index, bound) in Self.bounds.enumerated() {
                sum += one.buckets[index]
                lines.append("yankao_request_seconds_bucket{endpoint=\"\(name)\",le=\"\(bound)\"} \(sum)")
            }
            lines.append("yankao_request_seconds_bucket{endpoint=\"\(name)\",le=\"+Inf\"} \(one.count)")
            lines.append("yankao_request_seconds_sum{endpoint=\"\(name)\"} \(one.seconds)")
            lines.append("yankao_request_seconds_count{endpoint=\"\(name)\"} \(one.count)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
