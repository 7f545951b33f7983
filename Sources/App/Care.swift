internal import Foundation
internal import Kernel
internal import Storage
internal import StoragePostgres
internal import StorageSQLite
internal import Web

/// Why a backup or a restore did not happen, in both languages.
public struct CareError: Error, CustomStringConvertible, Equatable {
    public let description: String
}

/// Looking after an installation: backup, restore, examination.
public enum Care {
    public struct Finding: Sendable, Equatable {
        public let isGood: Bool
        public let text: String
    }

    /// Copies the record as it stands at one moment, while others write.
    /// - Throws: ``CareError`` when the file exists or the tools are missing.
    public static func backup(_ configuration: YankaoConfiguration, to file: String) async throws {
        guard !FileManager.default.fileExists(atPath: file) else { throw CareError(description: "\(file) 已經存在，不覆寫。 The file exists already.") }
        let database = configuration["database"]
        if !database.isEmpty { return try PostgresTools.run("pg_dump", ["--format=custom", "--no-owner", "--file=\(file)"], database: database) }
        guard FileManager.default.fileExists(atPath: registry(configuration)) else {
            throw CareError(description: "\(registry(configuration)) 不存在，沒有東西可以備份。 There is nothing to back up.")
        }
        let driver = try SQLiteDriver(path: registry(configuration), limits: PoolLimits())
        do {
            try await driver.backup(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            await driver.close()
            throw error
        }
        await driver.close()
    }

    /// - Throws: ``CareError`` when there is data already, or the file is no sound backup; then nothing was changed.
    public static func restore(_ configuration: YankaoConfiguration, from file: String) async throws {
        guard FileManager.default.fileExists(atPath: file) else { throw CareError(description: "\(file) 不存在。 No such file.") }
        let database = configuration["database"]
        if !database.isEmpty {
            try PostgresTools.run("pg_restore", ["--no-owner", "--single-transaction", "--exit-on-error", file], database: database)
            return try await requireSound(try PostgresDriver(database))
        }
        let target = registry(configuration)
        // A log left behind by a registry that was moved away would be applied to the restored one and ruin it.
        let inTheWay = ["", "-wal", "-shm"].map { target + $0 }.filter { FileManager.default.fileExists(atPath: $0) }
        guard inTheWay.isEmpty else {
            throw CareError(
                description: "已經有 \(inTheWay.joined(separator: "、"))。請換一個資料夾（--data），或先全部移開。 There is a registry already; move all of these away.")
        }
        try FileManager.default.createDirectory(
            atPath: configuration["data"], withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // Under another name until it is known to be sound, so that a bad file leaves nothing behind.
        let trial = target + ".restoring"
        try? FileManager.default.removeItem(atPath: trial)
        try FileManager.default.copyItem(atPath: file, toPath: trial)
        do {
            try await requireSound(try SQLiteDriver(path: trial, limits: PoolLimits()))
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: trial + suffix) }
            try FileManager.default.moveItem(atPath: trial, toPath: target)
        } catch {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: trial + suffix) }
            throw CareError(description: "\(file) 不是完好的備份，沒有還原任何東西。 The file is no sound backup; nothing was restored.")
        }
    }

    /// Closes the driver.
    private static func requireSound(_ driver: some StoreDriver) async throws {
        do {
            let problems = try await driver.integrityProblems()
            let status = try await Migrator(Modules.migrations).status(of: Store(driver, now: Clock.system.now))
            await driver.close()
            // A file without our tables is a database, but not a backup of ours.
            guard problems.isEmpty, status.contains(where: { if case .applied = $0.state { true } else { false } }) else {
                throw CareError(description: "還原的內容不完整。 What was restored is not sound.")
            }
        } catch {
            await driver.close()
            throw error
        }
    }

    /// What is right and what is not, each in a sentence. Changes nothing.
    public static func examine(_ configuration: YankaoConfiguration) async throws -> [Finding] {
        var findings: [Finding] = []
        let css = configuration["server.bootstrap"].isEmpty ? Site.debianBootstrapCSS : configuration["server.bootstrap"]
        let hasCSS = FileManager.default.fileExists(atPath: css)
        findings.append(Finding(isGood: hasCSS, text: hasCSS ? "樣式檔 \(css)" : "缺樣式檔 \(css)：請安裝 libjs-bootstrap5。 Stylesheet missing."))
        let isSecure = configuration.address.hasPrefix("https://") || configuration.address.hasPrefix("http://127.0.0.1")
        findings.append(Finding(isGood: isSecure, text: "網址 \(configuration.address)" + (isSecure ? "" : "：對外服務請用 https。 Use https.")))
        if configuration["database"].isEmpty && !FileManager.default.fileExists(atPath: registry(configuration)) {
            return findings + [Finding(isGood: false, text: "\(registry(configuration)) 不存在：請先執行 yankao migrate。 Not migrated yet.")]
        }
        do {
            let store = try Installation.openStore(configuration)
            findings.append(Finding(isGood: true, text: "資料庫 \(store.engine.rawValue)"))
            let pending = try await Migrator(Modules.migrations).pending(in: store)
            findings.append(
                Finding(isGood: pending.isEmpty, text: pending.isEmpty ? "資料表是最新的" : "還有 \(pending.count) 步要更新：yankao migrate。 Migrations pending."))
            let problems = try await store.driver.integrityProblems()
            findings.append(Finding(isGood: problems.isEmpty, text: problems.isEmpty ? "資料完整性檢查通過" : "資料損壞：" + problems.joined(separator: "; ")))
            await store.close()
        } catch {
            findings.append(Finding(isGood: false, text: "打不開資料庫：\(error)。 The database cannot be opened."))
        }
        return findings
    }

    private static func registry(_ configuration: YankaoConfiguration) -> String { configuration["data"] + "/registry.sqlite" }
}
