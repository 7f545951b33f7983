internal import Formats
internal import Kernel
internal import Storage

/// Numbers that follow from what is done elsewhere, such as a step of a procedure.
extension Indicators {
    static let keeper = NumberKeeper("indicators/indicator") { number, city, db, changes in
        guard let indicator = try IndicatorQueries.find(number.reference.id, db) else { throw NumberRefusal("找不到這個指標。") }
        guard indicator.metric == nil else { throw NumberRefusal("這個指標自己會量，不能填。") }
        do {
            try Indicators(city).tell(
                Told(value: number.value, note: number.note), of: Period(indicator.cadence, containing: number.day), for: indicator, db, &changes)
        } catch let refusal as Refusal {
            throw NumberRefusal(refusal.phrase)
        }
    }
}
