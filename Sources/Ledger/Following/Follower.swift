internal import Kernel
public import Storage

/// The one that keeps the ledger, in whichever process has the lead; the others stand by. Runs as long as its task.
public struct Follower: Sendable {
    /// What it has to tell whoever looks after the installation.
    public enum Report: Sendable {
        case leads
        case lostLead
        /// This node cannot sign, and why; another may.
        case cannotSign(any Error)
        case failed(any Error)
    }

    private let store: Store
    private let keyFile: KeyFile
    /// What a new ledger is called.
    private let name: String
    private let day: @Sendable () -> String
    private let report: @Sendable (Report) -> Void

    /// - Parameters:
    ///   - name: of a ledger that has no key yet, which the first leader makes.
    ///   - day: the day it is, where the city is.
    public init(
        store: Store, keyFile: KeyFile, name: String, day: @escaping @Sendable () -> String, report: @escaping @Sendable (Report) -> Void
    ) {
        self.store = store
        self.keyFile = keyFile
        self.name = name
        self.day = day
        self.report = report
    }

    /// How long it rests when nothing waits. Entries are signed within a second of their commit.
    static let pause = Duration.milliseconds(250)

    public func run() async {
        var complaint = ""
        while !Task.isCancelled {
            do {
                // Whoever cannot sign must not keep the lead from who can.
                guard let key = try await key() else { continue }
                if let lead = try await store.driver.lead("ledger") {
                    report(.leads)
                    complaint = ""
                    do {
                        try await follow(lead, key)
                    } catch {
                        await lead.giveUp()
                        throw error
                    }
                    await lead.giveUp()
                    report(.lostLead)
                }
            } catch is CancellationError {
                break
            } catch LedgerError.leadLost {
                // The key was changed, or another was faster: begin again.
                report(.lostLead)
            } catch {
                // Said once, not every second.
                if complaint != "\(error)" {
                    report(error is SigningKey.FileProblem || error is KeyFile.Problem ? .cannotSign(error) : .failed(error))
                }
                complaint = "\(error)"
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// This node's key, if it is the one that signs. A ledger without any key gets its first one.
    private func key() async throws -> SigningKey? {
        let keys = try await store.read { try LedgerKeys($0) }
        if keys.current != nil { return try keyFile.current(for: keys) }
        guard let lead = try await store.driver.lead("ledger") else {
            try await Task.sleep(for: Self.pause)
            return nil
        }
        do {
            if try await store.read({ try LedgerKeys($0).current }) == nil {
                _ = try await keyFile.create(name: name, as: .ledger, at: store.now(), in: store)
            }
            await lead.giveUp()
        } catch {
            await lead.giveUp()
            throw error
        }
        return nil
    }

    /// Until the lead or the key changes hands, or the task is cancelled.
    private func follow(_ lead: any Lead, _ key: SigningKey) async throws {
        let sequencer = Sequencer(store: store, key: key)
        var signed = ""
        while await lead.isHeld() {
            try Task.checkCancellation()
            let today = day()
            // A head after midnight closes the day before.
            let isNewDay = today != signed
            let hasWork = try await store.point { db in try isNewDay || LedgerQueries.hasWaiting(db) }
            if hasWork {
                guard let done = try await sequencer.step(isNewDay: isNewDay) else { continue }
                signed = today
                if let head = done.head { try await store.driver.announce("ledger_head", String(head.size)) }
                if let event = done.lastEvent { try await store.driver.announce(OutboxQueries.channel, String(event)) }
                // Much came at once: no rest before the rest of it.
                if done.added >= 4096 { continue }
            }
            try await Task.sleep(for: Self.pause)
        }
    }
}

extension Actor {
    /// The ledger itself, when it makes its first key.
    static let ledger = Actor(Reference("system", "ledger"))
}
