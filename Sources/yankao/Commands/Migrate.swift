import App
import ArgumentParser
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "建立或更新資料表。 Create or update the tables.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await reporting {
            let store = try Installation.openStore(await shared.configuration())
            let applied = try await Migrator(Modules.migrations).migrate(store)
            await store.close()
            for id in applied { print(id) }
            print(applied.isEmpty ? "資料表已是最新。 Nothing to do." : "完成 \(applied.count) 步。 Applied \(applied.count).")
        }
    }
}
