import App
import ArgumentParser

/// The command line. Every command opens the same installation that the server does.
@main
struct Yankao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yankao",
        abstract: "研考平台：計畫、承諾、答覆與資料。 A city hall's plans, promises, answers and data.",
        discussion: "Every option can also be a variable (YANKAO_…) or a line of the file named by --config; see docs/configuration.md.",
        version: Version.current,
        groupedSubcommands: [
            CommandGroup(name: "網站 Site", subcommands: [Serve.self, Doctor.self]),
            CommandGroup(name: "資料庫 Database", subcommands: [Migrate.self, Backup.self, Restore.self, JobsCommand.self, SearchCommand.self]),
            CommandGroup(name: "紀錄簿 Ledger", subcommands: [LedgerCommand.self]),
            CommandGroup(name: "計畫 Plans", subcommands: [OutlineCommand.self, PlanCommand.self]),
            CommandGroup(name: "管考 Monitoring", subcommands: [MinutesCommand.self, ForecastCommand.self]),
            CommandGroup(
                name: "人員與規則 People and rules",
                subcommands: [
                    PersonCommand.self, CalendarCommand.self, SettingsCommand.self, PermissionsCommand.self, ProceduresCommand.self,
                    RoutesCommand.self,
                ]),
            CommandGroup(name: "示範 Demo", subcommands: [DemoCommand.self]),
        ])
}
