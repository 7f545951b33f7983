import App
import Foundation
import Testing

/// Flags beat the environment, the environment beats the file, the file beats the standard.
@Suite struct ConfigurationTests {
    @Test func theNearestWordWins() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-\(UUID().uuidString).json")
        try Data(#"{"server": {"port": 9001, "host": "127.0.0.9"}, "city": {"government": "臺南市政府"}, "data": "from-file"}"#.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let all = try await YankaoConfiguration(
            file: file.path, flags: ["data": "from-flag"], environment: ["YANKAO_DATA": "from-environment", "YANKAO_SERVER_HOST": "127.0.0.8"])
        #expect(all["data"] == "from-flag")
        #expect(all["server.host"] == "127.0.0.8")
        #expect(all["server.port"] == "9001")
        #expect(all["log.level"] == "info")
        #expect(all.address == "http://127.0.0.8:9001")
    }

    @Test func theAddressDecidesTheHosts() async throws {
        let configuration = try await YankaoConfiguration(
            file: nil, flags: ["server.address": "https://Plans.Example.tw/", "server.port": "8443"], environment: [:])
        #expect(configuration.address == "https://Plans.Example.tw")
        #expect(configuration.hosts == ["plans.example.tw", "127.0.0.1:8443", "localhost:8443", "[::1]:8443"])
    }

    @Test func whatCannotBeMeantIsRefused() async {
        await #expect(throws: ConfigurationError.badPort("eighty")) {
            try await YankaoConfiguration(file: nil, flags: ["server.port": "eighty"], environment: [:])
        }
        await #expect(throws: ConfigurationError.badLogLevel("loud")) {
            try await YankaoConfiguration(file: nil, flags: [:], environment: ["YANKAO_LOG_LEVEL": "loud"])
        }
    }

    @Test func aFileThatIsNotThereIsAnError() async {
        await #expect(throws: (any Error).self) { try await YankaoConfiguration(file: "/nowhere/yankao.json", flags: [:], environment: [:]) }
    }
}
