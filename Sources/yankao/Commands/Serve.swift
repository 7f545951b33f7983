import App
import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "啟動網站。 Serve the site.")

    @OptionGroup var shared: SharedOptions

    @Option(name: .long, help: "監聽的位址。 Address to listen on.")
    var host: String?

    @Option(name: .long, help: "監聽的埠。 Port to listen on.")
    var port: Int?

    @Option(name: .long, help: "訪客使用的網址。 How visitors reach the site, https://…")
    var address: String?

    func run() async throws {
        try await reporting {
            let installation = try await shared.installation(["server.host": host, "server.port": port.map(String.init), "server.address": address])
            let address = installation.configuration.address
            try await installation.serve { _ in Console.error("研考平台開在 \(address) （按 Ctrl-C 結束）  Yankao is at \(address) (Ctrl-C stops it)") }
        }
    }
}
