import App
import ArgumentParser
import Kernel
import Search

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "search", abstract: "搜尋的索引。 The index of search.", subcommands: [Rebuild.self])

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "重建索引；網站可以照常開著，期間有些內容暫時找不到。 Make the index anew; the site may stay up, and finds less meanwhile.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let count = try await SearchFollowing(city: installation.city).rebuild()
                    print("索引已重建，共 \(count) 筆。 The index was made anew.")
                }
            }
        }
    }
}
