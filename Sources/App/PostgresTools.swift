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
        // What the tool writes holds everything the city knows.
        umask(0o077)
        do {
            try process.run()
        } catch {
            throw CareError(description: "找不到 \(tool)：請安裝 postgresql-client。 The tool is missing.")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CareError(description: "\(tool) 沒有完成，訊息在上面。 It did not finish; see above.") }
    }

    /// Every user of the machine can read the arguments of a process, but only its owner can read its environment. Takes the password out of
    /// `postgres://user:password@…`, `…?password=…` and `host=… password=…`.
    static func withoutPassword(_ address: String) -> (address: String, password: String?) {
        let isURL = address.contains("://")
        for form in [#/^[a-z]+://[^/@:]*(:([^@/]*))@/#, #/[?&](password=([^&]*)&?)/#, #/(?:^|\s)(password\s*=\s*('(?:[^'\\]|\\.)*'|\S+))/#] {
            guard let match = address.firstMatch(of: form) else { continue }
            let word = String(match.2)
            var rest = address
            rest.removeSubrange(match.1.startIndex..<match.1.endIndex)
            return (rest, isURL ? word.removingPercentEncoding ?? word : word)
        }
        return (address, nil)
    }
}
