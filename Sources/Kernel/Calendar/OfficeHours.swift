public import Formats
public import Storage

/// When the offices are open on a working day. The times are settings, in hours and minutes: 830 is 08:30.
public struct OfficeHours: Sendable, Equatable {
    /// Minutes from midnight in Taipei.
    let morning: Range<Int>
    let afternoon: Range<Int>

    public static let morningOpens = Setting(
        "kernel.morningOpens", "上午開始辦公", standard: 800, unit: "時分（830 是 8 時 30 分）", source: "研考平台預設值；公務員服務法第 12 條：每日辦公時數為八小時", range: 0...1200)
    public static let morningCloses = Setting(
        "kernel.morningCloses", "上午辦公結束", standard: 1200, unit: "時分（830 是 8 時 30 分）", source: "研考平台預設值；公務員服務法第 12 條：每日辦公時數為八小時", range: 900...1400)
    public static let afternoonOpens = Setting(
        "kernel.afternoonOpens", "下午開始辦公", standard: 1300, unit: "時分（830 是 8 時 30 分）", source: "研考平台預設值；公務員服務法第 12 條：每日辦公時數為八小時", range: 1200...1500)
    public static let afternoonCloses = Setting(
        "kernel.afternoonCloses", "下午辦公結束", standard: 1700, unit: "時分（830 是 8 時 30 分）", source: "研考平台預設值；公務員服務法第 12 條：每日辦公時數為八小時", range: 1500...2359)

    /// Declared with the kernel's other rules.
    public static let settings = [morningOpens, morningCloses, afternoonOpens, afternoonCloses]

    /// The hours in force on a day.
    public init(_ settings: Settings, on day: CivilDate) {
        func minutes(_ setting: Setting) -> Int {
            let number = settings.value(of: setting, on: day)
            return number / 100 * 60 + min(number % 100, 59)
        }
        let (first, second) = (minutes(Self.morningOpens), minutes(Self.morningCloses))
        let (third, fourth) = (minutes(Self.afternoonOpens), minutes(Self.afternoonCloses))
        morning = first..<max(first, second)
        afternoon = third..<max(third, fourth)
    }

    /// When a half of the day begins.
    func start(of half: OfficeCalendar.Halves, on day: CivilDate) -> Instant {
        Instant(taipei: day, minute: half == .morning ? morning.lowerBound : afternoon.lowerBound)
    }

    /// When a half of the day ends.
    func end(of half: OfficeCalendar.Halves, on day: CivilDate) -> Instant {
        Instant(taipei: day, minute: half == .morning ? morning.upperBound : afternoon.upperBound)
    }
}

extension Instant {
    /// A moment of a day in Taipei, which has kept UTC+8 without summer time since 1980.
    public init(taipei day: CivilDate, minute: Int = 0) {
        self.init(milliseconds: (Int64(day.dayNumber) * 1440 + Int64(minute) - 480) * 60_000)
    }

    /// The last moment of a day in Taipei.
    public static func end(of day: CivilDate) -> Instant { Instant(milliseconds: Instant(taipei: day.adding(days: 1)).milliseconds - 1) }

    /// The day it is in Taipei at this moment.
    public var taipeiDay: CivilDate { CivilDate(taipeiAtUnixSeconds: seconds) }
}
