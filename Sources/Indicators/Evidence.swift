internal import Formats
internal import Kernel
public import Storage

/// 佐證: files that show where a value comes from. They belong to the value.
enum Evidence {
    /// Read by anyone when the indicator is public, and by its agency and the commission otherwise.
    static let owner = FileOwner("indicators/value") { owner, granted, db in
        guard let id = owner.id.split(separator: "~").first.map(String.init), let indicator = try IndicatorQueries.find(id, db) else { return false }
        return indicator.isPublic || granted.holds(IndicatorsModule.report, on: indicator.agency)
    }

    /// By period.
    static func all(of values: some Sequence<Measurement>, _ db: any Reader) throws -> [String: [Attachment]] {
        let files = try Attachment.list(of: values.map(\.reference), db)
        return Dictionary(uniqueKeysWithValues: values.compactMap { value in files[value.reference].map { (value.period.id, $0) } })
    }
}
