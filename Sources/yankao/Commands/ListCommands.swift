import App
import ArgumentParser
import Formats
import Kernel
import Storage

struct RoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "routes", abstract: "列出每個網址和誰能用。 Every endpoint with its access.")

    func run() async throws {
        Console.table(
            Modules.all.flatMap(\.endpoints).map { endpoint in
                let access =
                    switch endpoint.access {
                    case .everyone: "everyone"
                    case .signedIn: "signedIn"
                    case .holds(let permission): permission.id
                    case .holdsOn(let permission, let parameter): "\(permission.id) on {\(parameter)}"
                    case .isParty(let parameter): "party to {\(parameter)}"
                    }
                return [endpoint.method.rawValue, endpoint.path, access, endpoint.doc.summary.key]
            })
    }
}

struct PermissionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "permissions", abstract: "列出權限和擁有的職務。 Permissions and the roles that hold them.")

    func run() async throws {
        Console.table(
            Modules.all.flatMap(\.permissions).map { permission in
                let roles = Modules.grants.filter { $0.permission == permission }
                    .map { $0.role.rawValue + ($0.breadth == .city ? "（全市）" : "（所屬機關）") }
                return [permission.id, permission.sentence, roles.joined(separator: "、")]
            })
    }
}

struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "列出或變更規則的數字。 List or change the numbers that are rules.", subcommands: [List.self, Set.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出。 List.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    Console.table(
                        [["規則", "值", "單位", "自", "說明", "依據"]]
                            + Modules.settings.map { setting in
                                let changed = installation.city.settings.inForce(setting)
                                return [
                                    setting.id, String(installation.city.settings[setting]), setting.unit.key, changed?.validFrom.iso ?? "—",
                                    setting.summary.key, changed?.source ?? setting.source.key,
                                ]
                            })
                }
            }
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "從某一天起改成新的值；執行中的網站十秒內採用。 Change a value from a day on.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "規則代號。 Key of the setting.")
        var id: String

        @Argument(help: "新的值。 New value.")
        var value: Int

        @Option(help: "依據。 Where the number comes from.")
        var source: String

        @Option(help: "生效日（2026-11-24）；預設今天。 Valid from.")
        var from: String?

        func run() async throws {
            try await reporting {
                guard let setting = Modules.settings.first(where: { $0.id == id }) else {
                    throw Failure("沒有「\(id)」這項規則。 No such setting.", .data)
                }
                guard setting.range.contains(value) else {
                    throw Failure("\(id) 要在 \(setting.range.lowerBound) 到 \(setting.range.upperBound) 之間。 Out of range.", .data)
                }
                try await shared.with { installation in
                    let city = installation.city
                    guard let day = from.map({ CivilDate(iso: $0) }) ?? city.clock.today else {
                        throw Failure("日期請寫成 2026-11-24。 Dates look like 2026-11-24.", .usage)
                    }
                    try await Settings.set(
                        .init(id: id, validFrom: day, value: value, source: source), as: .operatorAtConsole, in: city.store)
                    print("\(id) 自 \(day.iso) 起為 \(value)。")
                }
            }
        }
    }
}
