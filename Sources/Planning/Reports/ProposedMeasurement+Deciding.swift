internal import Formats
internal import Indicators
internal import Kernel
internal import Storage

extension ProposedMeasurement {
    enum Outcome: Sendable, Equatable {
        case done
        /// Somebody else was faster, or the report came again without it.
        case changedMeanwhile
        case refused(field: String, Phrase)
    }

    /// What a person made of a proposal.
    struct Acceptance: Sendable {
        let title: String
        let value: Double
        let unit: String
        let indicator: String
        let period: Period
        /// Why a value that the indicator has already is put right; empty when there is none.
        let reason: String
    }

    /// The number becomes the indicator's value, in one transaction.
    /// - Parameter mayTell: whether the person may tell values of an indicator of that agency.
    static func accept(
        _ id: String, of report: String, _ acceptance: Acceptance, as actor: Actor, in city: City, mayTell: @escaping @Sendable (String) -> Bool
    ) async throws -> Outcome {
        do {
            return try await city.store.write(as: actor, "planning.acceptNumber") { db, changes in
                guard let number = try locked(id, of: report, .proposed, db), let owner = try ReportQueries.find(report, db) else {
                    return .changedMeanwhile
                }
                guard let indicator = try IndicatorQueries.find(acceptance.indicator, db), mayTell(indicator.agency) else {
                    return .refused(field: "indicator", "請從清單中選擇。")
                }
                if let refusal = try refusal(acceptance, indicator, db) { return refusal }
                let told = Indicators.Told(value: acceptance.value, note: note(number, of: owner, acceptance.reason))
                try Indicators(city).tell(told, of: acceptance.period, for: indicator, db, &changes)
                try db.run(
                    """
                    UPDATE proposed_measurement SET status = 'accepted', title = \(acceptance.title), value = \(acceptance.value),
                    unit = \(acceptance.unit), indicator = \(indicator.id), period = \(acceptance.period.id), decided_at = \(city.clock.now())
                    WHERE report = \(report) AND id = \(id)
                    """)
                changes.append(
                    Change(
                        Reference("planning/numbers", report),
                        [("number", id), ("status", "accepted"), ("indicator", indicator.id), ("period", acceptance.period.id)]))
                return .done
            }
        } catch let refusal as Indicators.Refusal {
            return .refused(field: refusal.field == "note" ? "reason" : refusal.field, refusal.phrase)
        }
    }

    static func decline(_ id: String, of report: String, as actor: Actor, in city: City) async throws -> Outcome {
        try await city.store.write(as: actor, "planning.declineNumber") { db, changes in
            guard try locked(id, of: report, .proposed, db) != nil else { return .changedMeanwhile }
            try db.run(
                "UPDATE proposed_measurement SET status = 'declined', decided_at = \(city.clock.now()) WHERE report = \(report) AND id = \(id)")
            changes.append(Change(Reference("planning/numbers", report), [("number", id), ("status", "declined")]))
            return .done
        }
    }

    /// Makes a proposal of it again. What was told of the indicator stays told: its history is not rewritten, and it is put right there.
    static func reopen(_ id: String, of report: String, as actor: Actor, in city: City) async throws -> Outcome {
        try await city.store.write(as: actor, "planning.reopenNumber") { db, changes in
            guard let number = try locked(id, of: report, nil, db), number.status != .proposed else { return .changedMeanwhile }
            try db.run(
                """
                UPDATE proposed_measurement SET status = 'proposed', indicator = NULL, period = NULL, decided_at = NULL
                WHERE report = \(report) AND id = \(id)
                """)
            changes.append(Change(Reference("planning/numbers", report), [("number", id), ("status", "proposed")]))
            return .done
        }
    }

    /// The number while nobody else decides about it.
    private static func locked(_ id: String, of report: String, _ status: Status?, _ db: any Writer) throws -> ProposedMeasurement? {
        _ = try db.all("SELECT id FROM proposed_measurement WHERE report = \(report) AND id = \(id)\(SQL.forUpdate)")
        guard let number = try NumberQueries.find(id, of: report, db), status == nil || number.status == status else { return nil }
        return number
    }

    /// What the indicator would swallow although the two do not mean the same.
    private static func refusal(_ acceptance: Acceptance, _ indicator: Indicator, _ db: any Reader) throws -> Outcome? {
        guard indicator.takesNumbers else { return .refused(field: "indicator", "這個指標不是直接填數字的，請選別的指標。") }
        guard indicator.unit == acceptance.unit else {
            return .refused(field: "unit", "這個指標的單位是「\(indicator.unit)」，和這裡的「\(acceptance.unit)」不同。是同一回事就把單位改成一樣，不是就選別的指標。")
        }
        if let known = try IndicatorQueries.value(of: indicator.id, acceptance.period, db), known.value != acceptance.value, acceptance.reason.isEmpty
        {
            return .refused(field: "reason", "這個指標的\(acceptance.period.roc)已經填過 \(ReportNumber.shown(known.value))。要改成這個數字，請寫更正的理由。")
        }
        return nil
    }

    /// Where the value comes from, for whoever reads it at the indicator.
    private static func note(_ number: ProposedMeasurement, of report: PerformanceReport, _ reason: String) -> String {
        let source = "「\(report.title)」：\(number.sentence)"
        return String((reason.isEmpty ? source : "\(reason)（\(source)）").prefix(500))
    }
}

extension Indicator {
    /// Whether a value is one number that a person tells.
    var takesNumbers: Bool { metric == nil && [.entered, .sum, .mean].contains(formula) }
}
