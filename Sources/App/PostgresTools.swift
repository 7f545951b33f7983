internal import Foundation

/// PostgreSQL's own tools for dumping and restoring, which know its formats better than we ever could.
enum PostgresTools {
    /// - Parameter database: `postgres://…` or libpq's `host=… dbname=…`.
    static func run(_ tool: String, _ arguments: [String], database: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let (address, password) = withoutPassword(database)
        process.arguments = [tool, "--dbname=\(address)"] + arguments
        var environment = ProcessInfo.processInfo.environment
        if let password { environment["PGPASSWORD"] = password }
        process.environment = environment
        do {
            try process.run()
        } catch {
            throw CareError(description: "找不到 \(tool)：請安裝 postgresql-client。 The tool is missing.")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CareError(description: "\(tool) 沒有完成，訊息在上面。 It did not finish; see above.") }
    }

    /// Every user of the machine can read the arguments of a process, but only its owner can read its environment.
    static func withoutPassword(_ address: String) -> (address: String, password: String?) {
        guard let scheme = address.range(of: "://"), let at = address[scheme.upperBound...].firstIndex(of: "@"),
            let colon = address[scheme.upperBound..<at].firstIndex(of: ":")
        else { return (address, nil) }
        let password = String(address[address.index(after: colon)..<at])
        return (String(address[..<colon] + address[at...]), password.removingPercentEncoding ?? password)
    }
}
