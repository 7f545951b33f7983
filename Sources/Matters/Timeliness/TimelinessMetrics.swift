internal import Formats
internal import Kernel
internal import Storage

/// The same numbers for indicators and plan lines: about an agency, over all its procedures, or about a procedure, over all agencies.
enum TimelinessMetrics {
    static let all: [Metric] = [
        metric("matters.onTime", "案件如期比率", "辦結而且有期限的案件中，結案時不晚於期限的比率。", "%") { found, _ in
            Measured(part: Double(found.sums.inTime), of: Double(found.sums.dated))
        },
        metric("matters.meanDays", "案件平均日數", "辦結的案件從開案到結案的日曆天，平均。", "天") { found, _ in found.meanDays.map { Measured($0) } },
        metric("matters.done", "辦結件數", "這段時間辦結的案件；撤銷等未完成而結的不算。", "件") { found, _ in Measured(Double(found.sums.done)) },
        metric("matters.open", "待辦件數", "這段時間結束時還沒結案的案件；還沒過完就是現在的。", "件") { _, stock in Measured(Double(stock.open)) },
        metric("matters.overdue", "逾期件數", "現在期限已過、還沒結案的案件；過去的逾期沒有留下數字。", "件") { _, stock in
            stock.overdue.map { Measured(Double($0)) }
        },
    ]

    /// What is open at the end of a period, and overdue where that is known.
    private struct Stock {
        let open: Int
        let overdue: Int?
    }

    private static func metric(
        _ id: StaticString, _ title: Phrase, _ method: Phrase, _ unit: Phrase, _ value: @escaping @Sendable (Timeliness, Stock) -> Measured?
    ) -> Metric {
        Metric(id, title, method: method, unit: unit, subjects: ["kernel/agency", "matters/procedure"]) { question, city, db in
            // Sums have no past: what was counted as of another day nobody can say. They are by month, so a day has none of its own.
            guard case .now = question.asOf, question.period.length != .day else { return [:] }
            var answer: [Reference: Measured] = [:]
            for (kind, rows) in [("kernel/agency", TimelinessFilter.Rows.agency), ("matters/procedure", .kind)] {
                let asked = question.references.filter { $0.kind == kind }
                guard !asked.isEmpty else { continue }
                let today = city.clock.today
                let found = try read(rows, question.period, today, db)
                for reference in asked {
                    guard let one = found[reference.id], let measured = value(one.0, one.1) else { continue }
                    answer[reference] = measured
                }
            }
            return answer
        }
    }

    private static func read(
        _ rows: TimelinessFilter.Rows, _ period: Period, _ today: CivilDate, _ db: any Reader
    ) throws -> [String: (Timeliness, Stock)] {
        var filter = TimelinessFilter(today: today)
        filter.rows = rows
        (filter.from, filter.to) = (Period(.month, containing: period.first), Period(.month, containing: period.last))
        var within = try TimelinessQueries.read(filter, today: today, db)
        // All that came in by its end, less all that was closed by then, is what was open.
        filter.from = Period(.month, containing: .earliest)
        let until = try TimelinessQueries.read(filter, today: today, db)
        let isOver = period.last < today
        return Dictionary(
            uniqueKeysWithValues: until.map { key, all in
                let open = all.sums.opened - all.sums.done - all.sums.dropped
                return (key, (within.removeValue(forKey: key) ?? Timeliness(), Stock(open: open, overdue: isOver ? nil : all.overdue)))
            })
    }
}

extension CivilDate {
    /// Before anything was counted.
    fileprivate static let earliest = CivilDate(dayNumber: -40_000)
}
