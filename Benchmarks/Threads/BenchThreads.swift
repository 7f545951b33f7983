import App
import Foundation
import Kernel
import Logging
import Storage

/// A long thread and many indicators, for measuring: `links FROM TO` ties so many matters to one line of the plan, `indicators FROM TO` adds so many
/// indicators with eight years of monthly values. Configured by the product's variables.
@main
enum BenchThreads {
    static func main() async throws {
        let configuration = try await YankaoConfiguration(file: nil, flags: [:])
        let logger = Logger(label: "bench-threads") { StreamLogHandler.standardError(label: $0) }
        let installation = try await Installation.open(configuration, logger: logger)
        let arguments = CommandLine.arguments.dropFirst().map(\.self)
        guard arguments.count == 4, let from = Int(arguments[1]), let to = Int(arguments[2]) else {
            FileHandle.standardError.write(Data("usage: bench-threads links|indicators FROM TO LINE\n".utf8))
            return
        }
        let line = Reference("planning/item", arguments[3])
        let filling = Filling(city: installation.city, line: line)
        if arguments[0] == "links" { try await filling.link(from..<to) } else { try await filling.measure(from..<to) }
        await installation.city.store.close()
    }
}

struct Filling {
    let city: City
    let line: Reference

    /// Public matters, each tied to the line.
    func link(_ numbers: Range<Int>) async throws {
        let now = city.clock.now()
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 500) {
            let batch = start..<min(start + 500, numbers.upperBound)
            _ = try await city.store.write(exempt: .migration) { db in
                for number in batch {
                    let (id, at) = ("thread-\(number)", now.adding(seconds: -Int64(number)))
                    let reference = Reference("matters/matter", id)
                    try db.run(
                        """
                        INSERT INTO matter (id, procedure, version, number, title, state, lead, author, opened_at, state_since, due_at, closed_at,
                            is_public, is_open_to_staff, is_sample, revision, folded)
                        VALUES (\(id), 'monitoring.directive', 1, \("線 115-\(number)"), \("示範資料：第 \(number) 件"), 'inProgress', 'rdec', 'system/bench',
                            \(at), \(at), \(now), NULL, TRUE, TRUE, TRUE, 1, \(id))
                        """)
                    try db.run(
                        """
                        INSERT INTO link (id, kind, source, target, note, by, at)
                        VALUES (\(id), 'carries-out', \(reference), \(line), '', 'system/bench', \(at))
                        """)
                    for (isInverse, here, there) in [(false, reference, line), (true, line, reference)] {
                        try db.run(
                            """
                            INSERT INTO link_end (link, is_inverse, here, there, there_kind, kind, is_public, at)
                            VALUES (\(id), \(isInverse), \(here), \(there), \(there.kind), 'carries-out', TRUE, \(at))
                            """)
                    }
                }
            }
        }
    }

    /// Indicators of forty agencies, with the years' sums as the product keeps them.
    func measure(_ numbers: Range<Int>) async throws {
        let now = city.clock.now()
        let agencies = try await city.store.read { try AgencyQueries.all($0).map(\.id).filter { $0 != "city" } }
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 20) {
            let batch = start..<min(start + 20, numbers.upperBound)
            _ = try await city.store.write(exempt: .migration) { db in
                for number in batch { try add(number, to: agencies[number % agencies.count], now, db) }
            }
        }
    }

    private func add(_ number: Int, to agency: String, _ now: Instant, _ db: any Writer) throws {
        let id = "bench-\(number)"
        let goal = Reference("bench/goal", "\(agency)-\(number % 7)")
        try db.run(
            """
            INSERT INTO indicator (id, title, agency, goal, unit, decimals, direction, cadence, formula, stages, weight, method, source, begins,
                is_public, is_sample, changed_at)
            VALUES (\(id), \("示範資料：第 \(number) 個指標"), \(agency), \(goal), '%', 1, 'higher', 'month', 'mean', '[]', 20.0, '', '', '2019-01-01',
                TRUE, TRUE, \(now))
            """)
        for year in 2019...2026 {
            let value = Double(60 + (number * 7 + year) % 50)
            try db.run("INSERT INTO indicator_target (indicator, year, value, cause, strategy, set_at) VALUES (\(id), \(year), 90.0, '', '', \(now))")
            let rows = (1...12).map { month -> SQL in
                let period = "\(year)-\(month < 10 ? "0" : "")\(month)"
                return """
                    (\("\(id)~\(period)"), \(id), \(period), \("\(period)-01"), \(value), '', \(now), \(now), 0)
                    """
            }
            try db.run(
                "INSERT INTO indicator_value (id, indicator, period, first_day, value, note, first_at, at, revision) VALUES \(SQL.joined(rows, by: ", "))"
            )
            try db.run(
                """
                INSERT INTO indicator_year (indicator, year, agency, goal, weight, is_public, told, value, target, attainment, through)
                VALUES (\(id), \(year), \(agency), \(goal), 20.0, TRUE, 12, \(value), 90.0, \(value / 90 * 100), \("\(year)-12-31"))
                """)
        }
    }
}
