internal import Storage

/// What looks into files for harm. An effect: tests bring their own.
public struct FileScanner: Sendable {
    public enum Verdict: Sendable, Equatable {
        case clean
        /// With the scanner's name for it, for the log of jobs.
        case harmful(String)
    }

    /// - Throws: what makes the job try again later, such as a scanner that does not answer.
    public let scan: @Sendable ([UInt8]) async throws -> Verdict

    public init(scan: @escaping @Sendable ([UInt8]) async throws -> Verdict) {
        self.scan = scan
    }
}

/// Brings files out of quarantine.
public enum FileScanning {
    /// Right after a file arrived.
    public static let onArrival = JobKind("kernel.scanFile", "檢查一個檔案", on: [Files.arrived], afterKill: .restart) { run in
        guard let hash = run.event?.reference?.id else { throw JobFailure("沒有說是哪個檔案") }
        guard let file = try await run.city.store.read({ try FileQueries.find(hash, $0) }) else { return "檔案已經不在" }
        return try await scan(file, run.city).title
    }

    /// Files that no scanner has seen, when there is one now; and those whose own job failed.
    public static let nightly = JobKind("kernel.scanFiles", "檢查還沒掃毒的檔案", schedule: "40 2 * * *", afterKill: .restart) { run in
        let waiting = try await run.city.store.read { try FileQueries.waiting($0) }
        for (index, hash) in waiting.enumerated() {
            if let file = try await run.city.store.read({ try FileQueries.find(hash, $0) }) { _ = try await scan(file, run.city) }
            try await run.report(index + 1, of: waiting.count)
        }
        return "檢查了 \(waiting.count) 個檔案"
    }

    private static func scan(_ file: StoredFile, _ city: City) async throws -> StoredFile.State {
        let state = try await verdict(file, city)
        let now = city.clock.now()
        try await city.store.write(exempt: .file) { try FileQueries.judge(file.hash, state, at: now, $0) }
        return state
    }

    private static func verdict(_ file: StoredFile, _ city: City) async throws -> StoredFile.State {
        guard let scanner = city.scanner else { return .unscanned }
        guard let bytes = try await Files(city).bytes(of: file) else { throw JobFailure("檔案的內容不完整") }
        return switch try await scanner.scan(bytes) {
        case .clean: .clean
        case .harmful: .refused
        }
    }
}

/// Lets go of bytes that nothing refers to.
public enum FileSweep {
    /// A kept file may be attached so long.
    static let grace: Int64 = 86_400

    public static let job = JobKind("kernel.sweepFiles", "清除沒有用到的檔案", schedule: "50 4 * * *", afterKill: .restart) { run in
        let count = try await sweep(before: run.city.clock.now().adding(seconds: -grace), run.city)
        return "清除了 \(count) 個檔案"
    }

    /// - Parameter files: these alone, where they are given.
    @discardableResult
    static func sweep(before moment: Instant, _ city: City, only files: [String]? = nil) async throws -> Int {
        var count = 0
        while true {
            let orphans = try await city.store.read { try FileQueries.orphans(before: moment, $0) }.filter { files?.contains($0) ?? true }
            var gone = 0
            for hash in orphans where try await city.store.write(exempt: .file, { try FileQueries.remove(hash, before: moment, $0) }) { gone += 1 }
            count += gone
            if gone == 0 { return count }
        }
    }
}
