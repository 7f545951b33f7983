import App
import ArgumentParser
import Formats
import Foundation
import Kernel
import Ledger
import Storage

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "驗證、證明紀錄簿；管理簽章金鑰。 Verify and prove the ledger; manage its keys.",
        subcommands: [Head.self, Verify.self, Prove.self, VerifyProof.self, Key.self])

    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "顯示最新的樹頭；請存到別的地方。 Show the newest head; keep it elsewhere.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    guard let head = try await installation.city.store.read({ try LedgerQueries.lastHead($0) }) else {
                        throw Failure("還沒有簽過。請先啟動網站。 Nothing was signed yet.", .data)
                    }
                    print(head.note, terminator: "")
                }
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "檢查整個紀錄簿與它背後的每一樣內容。 Check the whole ledger and every record behind it.")

        @OptionGroup var shared: SharedOptions

        @Option(help: "存在別處的樹頭。 A head that was kept elsewhere.")
        var head: String?

        func run() async throws {
            try await reporting {
                let outside = try head.map { file in
                    guard let head = SignedHead(note: String(decoding: try Console.read(file), as: UTF8.self)) else {
                        throw Failure("\(file) 不是樹頭。 It is no head.", .data)
                    }
                    return head
                }
                try await shared.with { installation in
                    let start = ContinuousClock.now
                    let report = try await LedgerVerifier(store: installation.city.store, outside: outside).run { done, all in
                        if done % 100_000 == 0 { Console.error("\(done)／\(all)") }
                    }
                    let seconds = Double(start.duration(to: .now).components.seconds) + 0.001
                    LedgerTexts.print(report)
                    if report.entries >= 100_000 { Console.error("每秒 \(Int(Double(report.entries) / seconds)) 筆。 Entries a second.") }
                    guard report.isGood else {
                        throw Failure("紀錄簿不對：\(report.findings.count) 處。 The ledger is not right.", .data)
                    }
                }
            }
        }
    }

    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "寫出一份可以離線驗算的證明（JSON）。 Write a proof that can be checked offline.")

        @OptionGroup var shared: SharedOptions

        @Argument(help: "內容的代號，例如 planning/plan/rdec-111-114；或一筆紀錄的代號。 A record's reference or an entry's key.")
        var what: String

        func run() async throws {
            try await reporting {
                try await shared.with { installation in
                    let (text, store) = (what, installation.city.store)
                    guard let proof = try await store.read({ try LedgerProofs.make(text, store, $0) }) else {
                        throw Failure("紀錄簿裡沒有「\(text)」，或還沒排進去。 Not in the ledger, or not yet.", .data)
                    }
                    Console.write(proof.json.prettyUTF8())
                }
            }
        }
    }

    struct VerifyProof: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify-proof", abstract: "離線驗算一份證明。 Check a proof offline.")

        @Argument(help: "證明檔；- 是標準輸入。 The proof.")
        var file: String

        @Option(help: "從別處拿到的公鑰：檔案，或公鑰本身。 A key from elsewhere: a file or the key itself.")
        var key: [String] = []

        func run() throws {
            do {
                try check()
            } catch let failure as Failure {
                Console.error(failure.description)
                throw ExitCode(failure.status.rawValue)
            }
        }

        private func check() throws {
            let trusted = try key.flatMap(LedgerTexts.keys)
            guard let json = try? JSON(parsing: Console.read(file)) else { throw Failure("\(file) 不是 JSON。 It is no JSON.", .data) }
            let faults: [ProofFault]
            if let proof = InclusionProof(json: json) {
                faults = proof.faults(trusted: trusted.isEmpty ? nil : trusted)
                if faults.isEmpty {
                    print(
                        "第 \(proof.position) 筆在 \(proof.head.at) 簽的 \(proof.head.size) 筆裡。 Entry \(proof.position) is among the \(proof.head.size) signed."
                    )
                    for part in proof.entry?.disclosed ?? [] { print("  \(part.text)") }
                }
            } else if let proof = ConsistencyProof(json: json) {
                faults = proof.faults(trusted: trusted.isEmpty ? nil : trusted)
                if faults.isEmpty { print("從 \(proof.first.size) 筆到 \(proof.second.size) 筆，只有增加。 Only added to.") }
            } else {
                throw Failure("\(file) 不是紀錄簿的證明。 It is no proof of a ledger.", .data)
            }
            guard faults.isEmpty else {
                throw Failure(faults.map(LedgerTexts.sentence).joined(separator: "\n") + "\n證明不成立。 The proof does not hold.", .data)
            }
            if trusted.isEmpty { print("公鑰是證明裡自己帶的：請用 --key 給從別處拿到的公鑰。 The key came with the proof; give one from elsewhere by --key.") }
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "簽章金鑰：建立、查看、更換。 The signing key.", subcommands: [Create.self, Show.self, Rotate.self])

        struct Create: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "建立第一把金鑰。 Make the first key.")

            @OptionGroup var shared: SharedOptions

            func run() async throws {
                try await reporting {
                    try await shared.with { installation in
                        let city = installation.city
                        try await LedgerTexts.explaining {
                            let key = try await installation.keyFile.create(
                                name: installation.ledgerName, as: .operatorAtConsole, at: city.clock.now(), in: city.store)
                            print(key.description)
                        }
                    }
                }
            }
        }

        struct Show: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "列出公鑰，並檢查這台機器的金鑰檔。 List the public keys and check this node's file.")

            @OptionGroup var shared: SharedOptions

            func run() async throws {
                try await reporting {
                    try await shared.with { installation in
                        let keys = try await installation.city.store.read { try LedgerKeys($0) }
                        for key in keys.all { print("\(key.createdAt)  \(key.verifier)") }
                        try await LedgerTexts.explaining { _ = try installation.keyFile.current(for: keys) }
                    }
                }
            }
        }

        struct Rotate: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "換一把新的金鑰，由舊的背書。 Replace the key; the old one endorses the new.")

            @OptionGroup var shared: SharedOptions

            @Flag(help: "舊的金鑰遺失了：新的沒有背書，驗證時會說出來。 The old key is lost.")
            var lost = false

            func run() async throws {
                try await reporting {
                    try await shared.with { installation in
                        let city = installation.city
                        try await LedgerTexts.explaining {
                            let key = try await installation.keyFile.rotate(
                                isLost: lost, as: .operatorAtConsole, at: city.clock.now(), in: city.store)
                            print(key.description)
                        }
                    }
                }
            }
        }
    }
}
