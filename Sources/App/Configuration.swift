internal import Configuration
public import Foundation
internal import Logging
internal import SystemPackage

/// Where this installation keeps its things and how it is reached. Flags beat the environment, the environment beats the file.
public struct YankaoConfiguration: Sendable {
    /// One key: its name in the file (`server.port`), the flag (`--port`), the variable (`YANKAO_SERVER_PORT`) and what it means.
    public struct Key: Sendable {
        public let name: String
        public let standard: String
        public let help: String

        public var variable: String { "YANKAO_" + name.uppercased().replacingOccurrences(of: ".", with: "_") }
    }

    public static let keys = [
        Key(name: "data", standard: "var/yankao", help: "Folder of the SQLite file; 存放 SQLite 檔的資料夾"),
        Key(name: "database", standard: "", help: "postgres://… instead of SQLite; several hosts may be named; 改用 PostgreSQL"),
        Key(name: "ledger.key", standard: "", help: "File of the key that signs the ledger; empty means ledger.key in the data folder; 紀錄簿的簽章金鑰"),
        Key(
            name: "files.scanner", standard: "",
            help: "Command that scans a file on its standard input; empty means clamdscan where it is installed; 掃毒的命令"),
        Key(name: "server.host", standard: "127.0.0.1", help: "Address to listen on; 監聽的位址"),
        Key(name: "server.port", standard: "8080", help: "Port to listen on; 監聽的埠"),
        Key(
            name: "server.address", standard: "",
            help: "How visitors reach the site, https://…; empty means http://host:port; 訪客使用的網址"),
        Key(name: "server.proxies", standard: "", help: "Addresses of trusted reverse proxies, with commas; 可信任的反向代理"),
        Key(name: "server.bootstrap", standard: "", help: "Path of bootstrap.min.css; empty means Debian's; Bootstrap 樣式檔的位置"),
        Key(name: "city.government", standard: "臺南市政府", help: "Name of the government; 市政府名稱"),
        Key(name: "city.commission", standard: "研究發展考核委員會", help: "Name of the commission; 研考會名稱"),
        Key(name: "city.security", standard: "mailto:security@example.org", help: "Where to report a weakness (RFC 9116); 通報資安弱點的信箱"),
        Key(name: "mail.command", standard: "", help: "Program that takes a letter like sendmail -t -i; empty sends none; 寄信的程式"),
        Key(name: "mail.spool", standard: "", help: "Folder that gets a file for each letter instead; 改存成檔案的資料夾"),
        Key(name: "mail.from", standard: "yankao@localhost", help: "Sender of the letters; 寄件人"),
        Key(name: "log.level", standard: "info", help: "trace, debug, info, notice, warning, error; 紀錄的詳細程度"),
    ]

    private let values: [String: String]

    /// - Parameters:
    ///   - file: a JSON file with nested keys; nil reads none.
    ///   - flags: values from the command line, by key name.
    ///   - environment: the process's own unless a test says otherwise.
    /// - Throws: when the file cannot be read or is not JSON.
    public init(file: String?, flags: [String: String], environment: [String: String] = ProcessInfo.processInfo.environment) async throws {
        var providers: [any ConfigProvider] = [
            InMemoryProvider(
                values: Dictionary(
                    uniqueKeysWithValues: flags.map { (AbsoluteConfigKey(Self.path($0.key)), ConfigValue(.string($0.value), isSecret: false)) })),
            // Variables carry the program's name in front, so they are told under their plain keys.
            InMemoryProvider(
                values: Dictionary(
                    uniqueKeysWithValues: Self.keys.compactMap { key in
                        environment[key.variable].map { (AbsoluteConfigKey(Self.path(key.name)), ConfigValue(.string($0), isSecret: false)) }
                    })),
        ]
        if let file { providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file))) }
        let reader = ConfigReader(providers: providers)
        var values: [String: String] = [:]
        for key in Self.keys {
            // A number in the file is a number in JSON; both ways of writing a port are right.
            let name = ConfigKey(Self.path(key.name))
            values[key.name] = reader.string(forKey: name) ?? reader.int(forKey: name).map { String($0) } ?? key.standard
        }
        self.values = values
        guard let port = Int(self["server.port"]), (0...65_535).contains(port) else { throw ConfigurationError.badPort(self["server.port"]) }
        guard Logger.Level(rawValue: self["log.level"]) != nil else { throw ConfigurationError.badLogLevel(self["log.level"]) }
    }

    public subscript(name: String) -> String { values[name] ?? "" }

    /// `http://127.0.0.1:8080`, without a slash at the end.
    public var address: String {
        let given = self["server.address"]
        let address = given.isEmpty ? "http://\(self["server.host"]):\(self["server.port"])" : given
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    /// The names the site may be asked for by: its address, and the loopback names of the port it listens on.
    public var hosts: Set<String> {
        let port = self["server.port"]
        let own = address.replacingOccurrences(of: "https://", with: "").replacingOccurrences(of: "http://", with: "").lowercased()
        return [own, "127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
    }

    private static func path(_ name: String) -> [String] { name.split(separator: ".").map(String.init) }
}

/// What is wrong with the configuration, in both languages.
public enum ConfigurationError: Error, CustomStringConvertible, Equatable {
    case badPort(String)
    case badLogLevel(String)

    public var description: String {
        switch self {
        case .badPort(let text): "server.port「\(text)」不是 0 到 65535 的整數。 It is no port."
        case .badLogLevel(let text): "log.level「\(text)」要是 trace、debug、info、notice、warning、error 或 critical。 It is no log level."
        }
    }
}
