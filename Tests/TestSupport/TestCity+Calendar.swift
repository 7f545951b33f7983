import Foundation
import Kernel
import Storage

/// The official calendars as they were published.
public enum CalendarFiles {
    /// - Parameter year: `115`, or a revision: `114-rev2`.
    public static func bytes(_ year: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Array(Data(contentsOf: root.appendingPathComponent("Demo/calendar/office-calendar-\(year).csv")))
    }
}

extension TestCity {
    /// Imports official calendars.
    /// - Parameter years: `115`, or a revision: `114-rev2`.
    public func importCalendars(_ years: String...) async throws {
        for year in years { _ = try await city.importCalendar(CalendarFiles.bytes(year), named: "\(year).csv", as: .operatorAtConsole) }
    }
}
